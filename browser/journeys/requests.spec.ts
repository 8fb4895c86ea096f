// What becomes of a request (`domain/03`): sent, taken back, refused, ended and made again; with a
// provider along; and a partnership of two that had none.
import type { Wanted } from "../fixtures/demo";
import { homeOf, listed, row } from "../fixtures/lists";
import { accept, ask, askReseller, begin } from "../fixtures/requests";
import { expect, test } from "../fixtures/test";
import { inTurn } from "../fixtures/turns";
import { field, newCustomer } from "../fixtures/wizard";
import { words } from "../fixtures/words";

test.slow();

const AGENT: Wanted = { kinds: ["direct_bill"], roles: ["admin_agent"] };
const OWNER: Wanted = { kinds: ["direct_bill"], roles: ["global_admin"] };
const PROVIDER: Wanted = { kinds: ["indirect_provider"], roles: ["admin_agent"] };
const RESELLER: Wanted = { kinds: ["indirect_reseller"], roles: ["admin_agent"] };

test("a request is sent for the partner, copied, sent again and taken back", async ({
  page,
  context,
  language,
  javaScriptEnabled,
  anotherDesk,
  signedInAs,
  expectFine,
}) => {
  const { base } = await signedInAs(AGENT);
  const link = await ask(page, base);
  const address = page.url();
  const recipient = `${newCustomer("en").prefix}@customer.example`;
  const sends = page.locator("button[name=do][value=send]");

  await field(page, "recipient").fill("nobody");
  await sends.click();
  await expect(page.locator("#error-summary a[href='#recipient']")).toBeVisible();
  await field(page, "recipient").fill(recipient);
  const subject = await field(page, "subject").inputValue();
  await sends.click();
  await expect(page.locator("main [role=status]")).toHaveText(words(language, "done-request-sent"));
  await expectFine();
  await page.goto(`${base}/requests?state=sent`);
  await expect(row(page, recipient)).toContainText(words(language, "request-sent"));

  // The mail holds the link.
  await page.goto(`${base}/mailbox`);
  const mail = page.locator("main .rows li").filter({ hasText: recipient });
  await mail.locator("a").click();
  await expect(page.locator("h1")).toHaveText(subject);
  await expect(page.locator("main pre")).toContainText(link);

  await page.goto(address);
  await page.locator("button[name=do][value=take]").click();
  await expect(page.locator("a[href^='mailto:']")).toBeVisible();
  const copy = page.locator("button[data-copy=ready-text]");
  if (javaScriptEnabled) {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await copy.click();
    await expect(copy).toHaveText(words(language, "copied"));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(link);
  } else {
    await expect(copy).toBeHidden();
  }

  const theirs = await anotherDesk();
  await theirs.goto(link);
  await expect(theirs.locator("a[href$='/join']")).toBeVisible();
  await page.locator("main a[href$='/revoke']").click();
  await page.locator("form[action$='/revoke'] button").click();
  await expect(page.locator("main [role=status]")).toHaveText(words(language, "done-request-revoked"));
  await expect(row(page, recipient)).toContainText(words(language, "request-revoked"));
  await theirs.reload();
  await expect(theirs.locator("main .notice")).toBeVisible();
  await expect(theirs.locator("a[href$='/join'], main form.primary")).toHaveCount(0);
});

test("a relationship ends and is made again under the same customer id; a second request is declined", async ({
  page,
  language,
  anotherDesk,
  signedInAs,
  expectFine,
}) => {
  const { base } = await signedInAs(OWNER);
  const customer = newCustomer(language);
  const theirs = await anotherDesk();
  await begin(theirs, await ask(page, base), customer);
  const home = homeOf(theirs);

  const found = await listed(page, base, customer.prefix);
  await found.locator("th a").click();
  const account = new URL(page.url()).pathname;
  await page.locator("main a[href$='/remove']").click();
  await page.locator("main form .danger").click();
  await expect(page.locator("main [role=status]")).toHaveText(words(language, "done-relationship-ended"));
  await expect(await listed(page, base, customer.prefix)).toHaveCount(0);
  await theirs.goto(`${home}/partners`);
  await expect(theirs.locator("main tbody tr")).toHaveCount(0);

  await accept(theirs, await ask(page, base));
  await expect(theirs.locator("main tbody tr")).toHaveCount(1);
  await (await listed(page, base, customer.prefix)).locator("th a").click();
  expect(new URL(page.url()).pathname, "the same customer id").toBe(account);

  await theirs.goto(await ask(page, base));
  await theirs.locator("main a[href$='/decline']").click();
  await theirs.locator("main form .danger").click();
  await expect(theirs.locator("main .notice")).toBeVisible();
  await page.goto(`${base}/requests?state=declined`);
  await expect(row(page, customer.company)).toContainText(words(language, "request-declined"));
  await expectFine();
});

test("a reseller brings its provider along, which then puts the customer down to another", async ({
  page,
  demo,
  language,
  anotherDesk,
  atAnotherDesk,
  signedInAs,
  expectFine,
}) => {
  const reseller = await signedInAs(RESELLER);
  const provider = await atAnotherDesk(PROVIDER);
  const sells = demo.tenants.find(({ kind }) => kind === "indirect_provider")?.name ?? "";
  const customer = newCustomer(language);
  const theirs = await anotherDesk();
  const link = await ask(page, reseller.base, sells);
  await expectFine();
  await theirs.goto(link);
  for (const name of [sells, reseller.tenant.name]) await expect(theirs.locator("main")).toContainText(name);
  await begin(theirs, link, customer);

  const own = reseller.person.language === "ja" ? "ja" : language;
  await expect(await listed(page, reseller.base, customer.prefix)).toContainText(
    words(own, "relationship-through", { provider: sells }),
  );
  await theirs.goto(`${homeOf(theirs)}/partners`);
  for (const name of [sells, reseller.tenant.name]) await expect(row(theirs, name).first()).toBeVisible();

  const seller = provider.page;
  await (await listed(seller, provider.base, customer.prefix)).locator("th a").click();
  const account = seller.url().replace(/\/company.*/, "");
  await seller.goto(`${account}/reseller/change`);
  const others = demo.tenants.filter(({ kind }) => kind === "indirect_reseller");
  const other = others.find((one) => one !== reseller.tenant)?.name ?? "";
  await seller.locator(".card-choice").filter({ hasText: other }).locator("input").check();
  const next = seller.locator("main form .actions button.primary");
  await next.click();
  await next.click();
  await expect(seller.locator("main [role=status]")).toBeVisible();
  await expect(seller.locator("main dl.facts").first()).toContainText(other);
  await expect(await listed(page, reseller.base, customer.prefix)).toHaveCount(0);
  await theirs.reload();
  await expect(row(theirs, reseller.tenant.name)).toHaveCount(0);
  await expect(row(theirs, other)).toHaveCount(1);
});

test("two that had no partnership agree on one, and part", async ({
  page,
  demo,
  atAnotherDesk,
  signedInAs,
  expectFine,
}) => {
  const provider = await signedInAs(PROVIDER);
  const reseller = await atAnotherDesk(OWNER);
  const names = new Map(demo.tenants.map(({ tenant_id, name }) => [`/p/${tenant_id}`, name]));
  const [sells, serves] = [provider.base, reseller.base].map((base) => names.get(base) ?? "");
  await inTurn(`partnership ${serves}`, async () => {
    const link = await askReseller(page, provider.base);
    await reseller.page.goto(link);
    await reseller.page.locator("[name=partnership-accepted]").check();
    await reseller.page.locator("main form button.primary").click();
    await expect(reseller.page.locator("main [role=status]")).toBeVisible();

    await reseller.page.goto(`${reseller.base}/providers`);
    await expect(row(reseller.page, sells ?? "")).toHaveCount(1);
    await page.goto(`${provider.base}/resellers`);
    await row(page, serves ?? "").locator("a[href$='/remove']").click();
    await page.locator("main form .danger").click();
    await expect(page.locator("main [role=status]")).toBeVisible();
    await expectFine();
    await expect(row(page, serves ?? "").locator("a[href$='/remove']")).toHaveCount(0);
    await reseller.page.reload();
    await expect(row(reseller.page, sells ?? "")).toHaveCount(0);
  });
});
