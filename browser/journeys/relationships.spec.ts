// Coming together by a personal link, seen by both sides at once (`domain/03`).
import type { Wanted } from "../fixtures/demo";
import { accept, ask, begin, enterPasswords, introduce } from "../fixtures/requests";
import { expect, test } from "../fixtures/test";
import { field, newCustomer } from "../fixtures/wizard";

test.slow();

const FIRST: Wanted = { kinds: ["direct_bill"], roles: ["admin_agent"] };
const SECOND: Wanted = { kinds: ["indirect_provider"], roles: ["admin_agent"] };

test("a new customer begins from a link, takes a second partner and ends its privileges", async ({
  page,
  anotherDesk,
  atAnotherDesk,
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
  const theirs = await anotherDesk();
  const customer = newCustomer(language);
  await begin(theirs, link, customer);

  // The partner finds it in the list.
  await page.goto(`${first.base}/customers?q=${encodeURIComponent(customer.prefix)}`);
  await expect(page.locator("#found tbody th a")).toContainText(customer.company);
  await page.goto(`${first.base}/requests?state=accepted`);
  await expect(page.locator("main tbody")).toContainText(customer.company);
  await expectFine();

  // A second partner asks for the same customer; nothing of the first is shown to it.
  const second = await atAnotherDesk(SECOND);
  const other = await ask(second.page, second.base);
  await accept(theirs, other);
  await expect(theirs.locator("main tbody tr")).toHaveCount(2);
  await second.page.goto(`${second.base}/customers?q=${encodeURIComponent(customer.prefix)}`);
  await second.page.locator("#found tbody th a").click();
  await expect(second.page.locator("h1")).toContainText(customer.company);

  // The customer takes the privileges back.
  await theirs.locator("main tbody a[href$='/end-admin']").first().click();
  await theirs.locator("main form button.danger").click();
  await expect(theirs.locator("main [role=status]")).toBeVisible();
  await expect(theirs.locator("main tbody a[href$='/end-admin']")).toHaveCount(1);
});

test("who begins a company that is known here says first that it is another one", async ({
  page,
  anotherDesk,
  language,
  signedInAs,
  expectFine,
}) => {
  const { base } = await signedInAs(FIRST);
  const customer = newCustomer(language);
  await begin(await anotherDesk(), await ask(page, base), customer);
  const theirs = await anotherDesk();
  await introduce(theirs, await ask(page, base), customer);
  const prefix = newCustomer(language).prefix;
  await field(theirs, "domain-prefix").fill(prefix);
  await field(theirs, "accepted").check();
  await enterPasswords(theirs);
  await expect(theirs.locator("#error-summary a[href='#company-name']")).toBeVisible();
  await expect(field(theirs, "domain-prefix")).toHaveValue(prefix);
  await expectFine(theirs);
  await field(theirs, "confirmed").check();
  await enterPasswords(theirs);
  await expect(theirs).toHaveURL(/\/sign-in\?/);
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
  await page.locator("main a[href$='/decline']").click();
  await expectFine();
  await page.locator("main form .danger").click();
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
