// The indirect model (`domain/03`): a provider and its reseller, signed in at the same time.
import type { Page } from "@playwright/test";
import { signIn } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { words } from "../fixtures/words";

test.slow();

test("a provider names a reseller on a subscription, and the reseller knows its provider", async ({
  page,
  demo,
  language,
  atAnotherDesk,
  signedInAs,
  expectFine,
  picture,
}) => {
  const provider = await signedInAs({ kinds: ["indirect_provider"], roles: ["sales_agent"] });
  const reseller = await atAnotherDesk({ kinds: ["indirect_reseller"], roles: ["sales_agent"] });
  const theirs = reseller.page;

  await test.step("the provider's resellers", async () => {
    await page.goto(`${provider.base}/resellers`);
    await expect(page.getByRole("rowheader", { name: reseller.tenant.name })).toBeVisible();
    await expectFine();
    await picture("resellers");
    await page.locator("#q").fill(reseller.tenant.name);
    await page.locator("form[role=search] button[type=submit]").click();
    await expect(page.locator("tbody tr")).toHaveCount(1);
    await page.locator("tbody td.num a").click();
    await expect(page).toHaveURL(/\/customers\?reseller=/);
    await expect(page.locator("#found tbody tr").first()).toBeVisible();
  });

  await test.step("the reseller's providers", async () => {
    await theirs.goto(`${reseller.base}/providers`);
    await expect(theirs.getByRole("rowheader", { name: provider.tenant.name })).toBeVisible();
    await theirs.goto(`${reseller.base}/customers`);
    const own = language === "ja" || reseller.person.language === "ja" ? "ja" : "en";
    const through = words(own, "relationship-through", { provider: provider.tenant.name });
    await expect(theirs.locator("#found")).toContainText(through);
  });

  await test.step("the reseller on record of a subscription", async () => {
    const shared = reseller.tenant.customers[0];
    if (!shared) throw new Error("the reseller has no customer");
    const list = `${provider.base}/customers/${shared.id}/subscriptions`;
    const other = demo.tenants.find((one) => one.kind === "indirect_reseller" && one !== reseller.tenant);
    if (!other) throw new Error("the demo has one reseller only");
    await putDown(page, list, other.name);
    await expect(page.locator("tbody tr").first()).toContainText(other.name);
    await picture("subscription-reseller");
    await putDown(page, list, reseller.tenant.name);
    await expect(page.locator("tbody tr").first()).toContainText(reseller.tenant.name);
    await theirs.goto(`${reseller.base}/customers/${shared.id}/subscriptions`);
    await expect(theirs.locator("tbody tr").first()).toContainText(reseller.tenant.name);
  });

  await test.step("removing a partnership is asked once more", async () => {
    await page.goto(`${provider.base}/resellers`);
    await page.getByRole("row", { name: reseller.tenant.name }).locator("a[href$='/remove']").click();
    await expect(page.locator("main ul.prose li")).toHaveCount(4);
    await expectFine();
    await picture("partnership-remove");
    await page.locator("main .actions a.button").click();
    await expect(page).toHaveURL(/\/resellers$/);
  });
});

test("a dual partner sees in which capacity it has each customer", async ({
  page,
  demo,
  language,
  expectFine,
  picture,
}) => {
  const tenant = demo.tenants.find(({ name }) => name.startsWith("Setouchi") || name.startsWith("瀬戸内"));
  const person = tenant?.users.find(({ roles }) => roles.includes("sales_agent"));
  if (!tenant || !person) throw new Error("the demo has no dual partner");
  const who = { tenant, person, base: `/p/${tenant.tenant_id}` };
  await signIn(page, who);
  // The one person there prefers Japanese: the language is chosen on the page.
  await page.goto(`${who.base}/customers?lang=${language}`);
  await expect(page.locator("#found")).toContainText(words(language, "relationship-reseller"));
  const through = words(language, "relationship-through", { provider: "" }).trim();
  const row = page.locator("#found tbody tr").filter({ hasText: through });
  await expect(row).toHaveCount(1);
  await expect(row.locator("a[href$='/orders/new']")).toHaveCount(0);
  await expectFine();
  await picture("dual-customers");
  await row.locator("th a").click();
  await expect(page.locator("[data-closed]").first()).toBeVisible();
  await page.goto(`${who.base}/providers`);
  await expectFine();
  await picture("providers");
});

/** Puts the first subscription of the list down to a reseller. */
async function putDown(page: Page, list: string, name: string): Promise<void> {
  await page.goto(list);
  await page.locator("tbody tr").first().locator("a[href$='/reseller']").click();
  await page.locator(".card-choice").filter({ hasText: name }).locator("input").check();
  await page.locator("main form .actions button.primary").click();
  await expect(page.locator("main dl.facts")).toContainText(name);
  await page.locator("main form .actions button.primary").click();
  await expect(page).toHaveURL(/\/subscriptions(\?|$)/);
}
