// Who may not, is told so in words, and whom to ask (`domain/01`).
import { personOf } from "../fixtures/demo";
import { enterCode, signInAs } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { expectToSay, words, wordsAround } from "../fixtures/words";

test("a helpdesk agent who adds a customer is told who may", async ({
  page,
  language,
  signedInAs,
  expectAccessible,
}) => {
  const { base } = await signedInAs({
    kinds: ["direct_bill", "indirect_provider"],
    roles: ["helpdesk_agent"],
  });
  await page.goto(`${base}/customers`);
  await expect(page.locator(`main a[href$="/customers/new"]`)).toHaveCount(0);
  const answer = await page.goto(`${base}/customers/new`);
  expect(answer?.status()).toBe(403);
  const main = page.locator("main");
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  const permission = words(language, "permission-customers-add");
  await expect(main).toContainText(words(language, "denied-role", { permission }));
  await expectToSay(main, language, "denied-ask");
  for (const role of ["global-admin", "user-management-admin", "admin-agent", "sales-agent"]) {
    await expect(main).toContainText(words(language, `role-${role}`));
  }
  await expectAccessible();
});

test("an indirect reseller who orders is told that the provider does", async ({
  page,
  language,
  signedInAs,
  expectAccessible,
}) => {
  const { base, tenant } = await signedInAs({
    kinds: ["indirect_reseller"],
    roles: ["sales_agent"],
  });
  const customer = tenant.customers[0];
  await page.goto(`${base}/customers/${customer?.id}/subscriptions`);
  await expect(page.locator("h1")).toContainText(customer?.name ?? "");
  const permission = words(language, "permission-orders-place");
  // The button says why it does nothing, or is not there; the page behind it stays closed.
  const button = page.locator(`main a[href$="/orders/new"]`);
  await expect(button).toHaveCount(0);
  await expectAccessible();
  for (const path of [`/customers/${customer?.id}/orders/new`, "/customers/new"]) {
    const answer = await page.goto(`${base}${path}`);
    expect(answer?.status(), path).toBe(403);
    await expectToSay(page.locator("main"), language, "denied-kind");
    if (path.includes("orders")) await expect(page.locator("main")).toContainText(permission);
    await expectAccessible();
  }
});

test("another organisation's pages and customers are not found", async ({
  page,
  demo,
  language,
  signedInAs,
  expectAccessible,
}) => {
  const { base, tenant } = await signedInAs({ kinds: ["direct_bill"], roles: ["sales_agent"] });
  const other = demo.tenants.find((one) => one.kind === "indirect_provider");
  const theirs = other?.customers[0]?.id;
  for (const path of [`/p/${other?.tenant_id}/customers`, `${base}/customers/${theirs}/company`]) {
    const answer = await page.goto(path);
    expect(answer?.status(), `${tenant.name} at ${path}`).toBe(404);
    await expectToSay(page.locator("main"), language, "error-404-title");
  }
  await expectAccessible();
});

test("a wrong one-time code is refused, the right one opens the page", async ({
  page,
  demo,
  language,
  expectAccessible,
}) => {
  // The code of this period may have been used by another project.
  test.slow();
  const who = personOf(demo, { kinds: ["direct_bill"], roles: ["user_admin"] }, language);
  await signInAs(page, { ...who.person, totp_secret: undefined }, `${who.base}/users`);
  await expect(page).toHaveURL(/\/sign-in\/code/);
  await expectAccessible();
  await page.locator("input[name=code]").fill("000 000 0");
  await page.locator("form:has(input[name=code]) button[type=submit]").click();
  for (const part of wordsAround(language, "rule-code-wrong")) {
    await expect(page.locator("main")).toContainText(part);
  }
  await expectAccessible();
  await enterCode(page, who.person);
  await expect(page).toHaveURL(new RegExp(`${who.base}/users$`));
});
