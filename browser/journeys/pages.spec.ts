// Every page, in both languages and at both widths, light and dark. What a page looks like without
// script is what the server sent, so only the projects with script go here; the journeys look at
// the pages of the wizard without script as well.
import { randomBytes } from "node:crypto";
import type { Wanted } from "../fixtures/demo";
import { enterPassword } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";

test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, "the same pages as with script");
test.skip(
  ({ language, viewport }) => !process.env.OPC_EVERY_PROJECT && (language === "ja") !== (viewport?.width === 320),
  "each language at one width, unless every project runs",
);
test.slow();

const ADMIN: Wanted = { kinds: ["direct_bill"], roles: ["global_admin", "admin_agent"] };
const PUBLIC = ["/sign-in", "/docs/api", "/styleguide", "/nowhere"];
const SECTIONS = [
  "company",
  "bill-to",
  "agreement",
  "verification",
  "tags",
  "permissions",
  "subscriptions",
  "orders",
  "orders/new",
  "admin-relationships",
  "history",
  "qualification",
  "activity",
  "remove",
  "delete",
];

test("pages for everybody", async ({ page, expectAccessible, expectReadableInTheDark }) => {
  for (const path of PUBLIC) {
    await page.goto(path);
    await expectAccessible();
    await expectReadableInTheDark();
  }
});

test("the pages of the portal", async ({ page, signedInAs, expectAccessible, expectReadableInTheDark }) => {
  const { base } = await signedInAs(ADMIN);
  const paths = ["/", "/customers", "/customers?q=nobody-at-all", "/customers?sort=added&dir=desc", "/customers/new", "/users"];
  paths.push("/users/new", "/activity", "/mailbox", "/agreements", "/imports", "/admin-relationships", "/admin-relationships/new", "/security-groups", "/security-groups/new", "/nowhere", "/sign-out-everywhere");
  for (const path of paths) {
    const answer = await page.goto(`${base}${path}`);
    expect.soft(answer?.status(), path).toBe(path === "/nowhere" ? 404 : 200);
    await expectAccessible();
    await expectReadableInTheDark();
  }
  await page.goto("/device");
  await expectAccessible();
  await page.locator("input[name=user-code]").fill("BCDF-GHJK");
  await page.locator("form:has(input[name=user-code]) button[type=submit]").first().click();
  await expect(page.locator("input[name=user-code]")).toHaveValue("BCDF-GHJK");
  await expectAccessible();
  await expectReadableInTheDark();
  for (const [list, link] of [
    ["/users", "main tbody th a"],
    ["/mailbox", "main .rows a"],
  ] as const) {
    await page.goto(`${base}${list}`);
    const one = page.locator(link).first();
    if ((await one.count()) === 0) continue;
    await one.click();
    await expectAccessible();
    await expectReadableInTheDark();
  }
});

test("the question whether an application may act, and both answers", async ({
  page,
  request,
  language,
  signedInAs,
  expectAccessible,
  expectReadableInTheDark,
}) => {
  // The partner with a command-line application has one person who reads English.
  const reader: Wanted = { kinds: ["direct_bill"], roles: ["helpdesk_agent"] };
  const { tenant } = await signedInAs(language === "ja" ? ADMIN : reader);
  const client = tenant.applications?.[0]?.client_id ?? "";
  const ask = async () => {
    const codes = await request.post(`/${tenant.tenant_id}/oauth2/v2.0/devicecode`, {
      form: { client_id: client, scope: ".default" },
    });
    await page.goto("/device");
    await page.locator("input[name=user-code]").fill((await codes.json()).user_code as string);
    await page.locator("form:has(input[name=user-code]) button[type=submit]").first().click();
    await expect(page.locator("button[name=answer]")).toHaveCount(2);
  };
  for (const answer of ["allow", "decline"]) {
    await ask();
    await expectAccessible();
    await expectReadableInTheDark();
    await page.locator(`button[name=answer][value=${answer}]`).click();
    await expect(page.locator("button[name=answer]")).toHaveCount(0);
    await expectAccessible();
    await expectReadableInTheDark();
  }
  const back = encodeURIComponent("http://127.0.0.1:8401/callback");
  const address = `/${tenant.tenant_id}/oauth2/v2.0/authorize`;
  const proof = `code_challenge=${randomBytes(32).toString("base64url")}&code_challenge_method=S256`;
  const wanted = `client_id=${client}&response_type=code&redirect_uri=${back}&${proof}`;
  const asked = await page.goto(`${address}?${wanted}`);
  expect(asked?.status()).toBe(200);
  await expectAccessible();
  await expectReadableInTheDark();
});

test("the pages of the operator", async ({ page, signedInAs, expectAccessible, expectReadableInTheDark }) => {
  const { base } = await signedInAs({ kinds: ["operator"], roles: ["admin_agent"] });
  for (const path of ["/reviews", "/reviews?state=refused", "/agreement-versions", "/agreement-versions/new"]) {
    const answer = await page.goto(`${base}${path}`);
    expect.soft(answer?.status(), path).toBe(200);
    await expectAccessible();
    await expectReadableInTheDark();
  }
});

test("the account of a customer", async ({ page, signedInAs, expectAccessible, expectReadableInTheDark }) => {
  const { base, tenant } = await signedInAs(ADMIN);
  const account = `${base}/customers/${tenant.customers[0]?.id}`;
  for (const section of SECTIONS) {
    const answer = await page.goto(`${account}/${section}`);
    expect.soft(answer?.status(), section).toBe(200);
    await expectAccessible();
    await expectReadableInTheDark();
  }
  for (const list of ["subscriptions", "orders"]) {
    await page.goto(`${account}/${list}`);
    await page.locator("main tbody th a").first().click();
    await expectAccessible();
    await expectReadableInTheDark();
  }
  await page.goto(`${account}/agreement`);
  const text = page.locator("main a[href*='/agreements/']").first();
  if (await text.count()) {
    await text.click();
    await expectAccessible();
    await expectReadableInTheDark();
  }
});

test("the pages of a reseller", async ({
  page,
  signedInAs,
  expectAccessible,
  expectReadableInTheDark,
}) => {
  const { base, tenant } = await signedInAs({
    kinds: ["indirect_reseller"],
    roles: ["global_admin", "admin_agent"],
  });
  const account = `${base}/customers/${tenant.customers[0]?.id}`;
  for (const path of [`${base}/`, `${account}/company`]) {
    await page.goto(path);
    await expectAccessible();
    await expectReadableInTheDark();
  }
});

test("the reseller section, up to the question whether to change it", async ({
  page,
  signedInAs,
  expectAccessible,
  expectReadableInTheDark,
}) => {
  const { base, tenant } = await signedInAs({
    kinds: ["indirect_provider"],
    roles: ["sales_agent"],
  });
  const section = `${base}/customers/${tenant.customers[0]?.id}/reseller`;
  for (const path of [section, `${section}/change`]) {
    await page.goto(path);
    await expectAccessible();
    await expectReadableInTheDark();
  }
  await page.locator("input[name=reseller]").first().check();
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("input[name=confirmed]")).toHaveCount(1);
  await expectAccessible();
});

test("the help", async ({ page, signedInAs, expectAccessible, expectReadableInTheDark }) => {
  const { base } = await signedInAs(ADMIN);
  await page.goto(`${base}/help`);
  await expectAccessible();
  const hrefs = await page
    .locator(`main a[href^="${base}/help/"]`)
    .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  expect(hrefs.length).toBeGreaterThanOrEqual(10);
  for (const href of new Set(hrefs)) {
    await page.goto(href);
    await expectAccessible();
  }
  await expectReadableInTheDark();
});

test("a new user's first sign-in: change, enrol", async ({
  page,
  language,
  signedInAs,
  expectAccessible,
  expectReadableInTheDark,
}) => {
  const { base } = await signedInAs(ADMIN);
  const name = `new${randomBytes(4).toString("hex")}`;
  await page.goto(`${base}/users/new`);
  for (const [key, value] of [
    ["first-name", "Noa"],
    ["last-name", "Lind"],
    ["user-name", name],
    ["email", `${name}@mail.example`],
  ] as const) {
    await page.locator(`main input[name=${key}]`).fill(value);
  }
  await page.locator("select[name=language]").selectOption(language);
  await page.locator("input[name=role-admin_agent]").check();
  await page.locator("main form button.primary").click();
  const userName = (await page.locator("#new-user-name").textContent())?.trim() ?? "";
  const password = (await page.locator("#new-user-password").textContent())?.trim() ?? "";
  await expectAccessible();
  await expectReadableInTheDark();

  await page.context().clearCookies();
  await page.goto(`/sign-in?next=${encodeURIComponent(`${base}/customers`)}`);
  await enterPassword(page, userName, password);
  await expect(page).toHaveURL(/\/sign-in\/change/);
  await expectAccessible();
  await expectReadableInTheDark();
  const mine = randomBytes(12).toString("base64url");
  await page.locator("input[name=old-password]").fill(password);
  await page.locator("input[name=new-password]").fill(mine);
  await page.locator("input[name=repeat-password]").fill(mine);
  await page.locator("main form button.primary").click();
  await page.goto("/sign-in/enrol");
  await expect(page.locator("input[name=code]")).toBeVisible();
  await expectAccessible();
  await expectReadableInTheDark();
});

test("the page of a customer's own administrator", async ({
  page,
  signedInAs,
  expectAccessible,
  expectReadableInTheDark,
}) => {
  const { base } = await signedInAs({ kinds: ["customer"], roles: ["global_admin"] });
  await page.goto(`${base}/`);
  await expect(page.locator("h1")).toBeVisible();
  await expectAccessible();
  await expectReadableInTheDark();
});
