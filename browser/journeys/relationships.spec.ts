// Coming together by a personal link, seen by both sides at once (`domain/03`).
import type { Page } from "@playwright/test";
import type { Wanted } from "../fixtures/demo";
import { expect, test } from "../fixtures/test";
import { totp } from "../fixtures/totp";
import { field, newCustomer, type NewCustomer } from "../fixtures/wizard";

test.slow();

const FIRST: Wanted = { kinds: ["direct_bill"], roles: ["admin_agent"] };
const SECOND: Wanted = { kinds: ["indirect_provider"], roles: ["admin_agent"] };
const PASSWORD = "correct horse battery staple";

/** Writes a request and answers the personal link. */
async function ask(page: Page, base: string): Promise<string> {
  await page.goto(`${base}/requests/new`);
  await page.locator("main form button.primary").click();
  const link = page.locator("#link");
  await expect(link).toContainText("/i/");
  return (await link.textContent())?.trim() ?? "";
}

/** The form of the country the customer is in. */
async function chooseCountry(page: Page, customer: NewCustomer): Promise<void> {
  const list = field(page, "country");
  if ((await list.inputValue()) === customer.country) return;
  const comes = page.waitForURL(/\/country/);
  await list.selectOption(customer.country);
  const button = page.locator("button[data-country]");
  if (await button.isVisible()) await Promise.race([comes, button.click().catch(() => comes)]);
  await comes;
  await expect(field(page, "country")).toHaveValue(customer.country);
}

test("a new customer begins from a link, takes a second partner and ends its privileges", async ({
  page,
  browser,
  language,
  signedInAs,
  expectFine,
  picture,
}) => {
  const first = await signedInAs(FIRST);
  const link = await ask(page, first.base);
  await expectFine();
  await picture("request");
  const body = field(page, "body");
  const text = await body.inputValue();
  await body.fill("…");
  await page.locator("button[name=do][value=take]").click();
  await expect(page.locator("#error-summary")).toBeVisible();
  await expect(body).toHaveValue("…");
  await expectFine();
  await body.fill(text);
  await page.locator("button[name=do][value=take]").click();
  await expect(page.locator("a[href^='mailto:']")).toBeVisible();
  await expectFine();
  await picture("request-ready");

  // The customer, at another desk.
  const desk = await browser.newContext({ locale: language === "ja" ? "ja-JP" : "en-US", viewport: page.viewportSize() });
  const customer = newCustomer(language);
  const theirs = await desk.newPage();
  await theirs.goto(link);
  await theirs.locator("a[href$='/join']").click();
  await chooseCountry(theirs, customer);
  for (const [name, value] of Object.entries(customer.fields)) await field(theirs, name).fill(value);
  const state = field(theirs, "state");
  if (customer.state.kind === "select") await state.selectOption(customer.state.value);
  else await state.fill(customer.state.value);
  await field(theirs, "new-password").fill(PASSWORD);
  await field(theirs, "repeat-password").fill(PASSWORD);
  await theirs.locator("main form button.primary").click();
  await expect(theirs.locator("#error-summary")).toBeVisible();
  await expect(field(theirs, "company-name")).toHaveValue(customer.company);
  await field(theirs, "accepted").check();
  await field(theirs, "new-password").fill(PASSWORD);
  await field(theirs, "repeat-password").fill(PASSWORD);
  await theirs.locator("main form button.primary").click();
  await expect(theirs).toHaveURL(/\/sign-in\?/);
  await field(theirs, "password").fill(PASSWORD);
  await theirs.locator("form:has(input[name=password]) button[type=submit]").first().click();
  await expect(theirs.locator("h1")).toContainText(customer.company);

  // The partner finds it in the list.
  await page.goto(`${first.base}/customers?q=${encodeURIComponent(customer.prefix)}`);
  await expect(page.locator("#found tbody th a")).toContainText(customer.company);
  await page.goto(`${first.base}/requests?state=accepted`);
  await expect(page.locator("main tbody")).toContainText(customer.company);
  await expectFine();

  // A second partner asks for the same customer; nothing of the first is shown to it.
  await page.context().clearCookies();
  const second = await signedInAs(SECOND);
  const other = await ask(page, second.base);
  await theirs.goto(other);
  // Who gives privileges away shows a second factor, and sets it up if there is none.
  const secret = (await theirs.locator("#totp-secret").textContent()) ?? "";
  await field(theirs, "code").fill(totp(secret, Date.now()));
  await theirs.locator("main form button.primary").click();
  await theirs.locator("main [name=accepted]").check();
  await theirs.locator("main form button.primary").click();
  await expect(theirs.locator("main tbody tr")).toHaveCount(2);
  await page.goto(`${second.base}/customers?q=${encodeURIComponent(customer.prefix)}`);
  await page.locator("#found tbody th a").click();
  await expect(page.locator("h1")).toContainText(customer.company);

  // The customer takes the privileges back.
  await theirs.locator("main tbody a[href$='/end-admin']").first().click();
  await theirs.locator("main form button.danger").click();
  await expect(theirs.locator("main [role=status]")).toBeVisible();
  await expect(theirs.locator("main tbody a[href$='/end-admin']")).toHaveCount(1);
  await desk.close();
});

test("what is behind a link can be read by everybody who has it, and declined by the customer", async ({
  page,
  signedInAs,
  expectFine,
  picture,
}) => {
  const partner = await signedInAs(SECOND);
  const link = await ask(page, partner.base);
  await page.goto(link);
  await expect(page.locator("main .notice")).toBeVisible();
  await expectFine();
  await page.context().clearCookies();
  await page.goto(link);
  await expectFine();
  await picture("offer");
  await page.locator("a[href$='/join']").click();
  await expectFine();
  await picture("join");
  const customer = await signedInAs({ kinds: ["customer"], roles: ["global_admin"] });
  await page.goto(link);
  await expectFine();
  await picture("offer-customer");
  await page.locator("button[formaction$='/decline']").click();
  await expect(page.locator("main .notice")).toBeVisible();
  await expect(page.locator("main form button.primary")).toHaveCount(0);
  await expectFine();
  await page.goto(`${customer.base}/partners`);
  await expectFine();
  await picture("partners");
});

test("an indirect provider asks a reseller, whose global admin authorizes it", async ({
  page,
  signedInAs,
  expectFine,
  picture,
}) => {
  const provider = await signedInAs(SECOND);
  await page.goto(`${provider.base}/partnership-requests/new`);
  await page.locator("main form button.primary").click();
  const link = (await page.locator("#link").textContent())?.trim() ?? "";
  await expectFine();
  await page.context().clearCookies();
  await signedInAs({ kinds: ["indirect_reseller"], roles: ["global_admin"] });
  await page.goto(link);
  await expectFine();
  await picture("offer-partnership");
  await page.locator("main form button.primary").click();
  await expect(page.locator("#error-summary")).toBeVisible();
  await page.locator("[name=partnership-accepted]").check();
  await page.locator("main form button.primary").click();
  await expect(page.locator("main [role=status]")).toBeVisible();
  await expectFine();
});
