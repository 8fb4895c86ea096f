// The customer list and the history of an account: columns, order, filters, tags of several, undo.
import { expect, test } from "../fixtures/test";
import type { Wanted } from "../fixtures/demo";

const AGENT: Wanted = { kinds: ["direct_bill"], roles: ["admin_agent"] };

test("sort, narrow, choose columns, save the view", async ({ page, signedInAs, expectAccessible }) => {
  const { base } = await signedInAs(AGENT);
  await page.goto(`${base}/customers`);
  await page.locator(".list-bar summary").nth(1).click();
  await expectAccessible();
  await page.locator("input[name=column][value=added]").check();
  await page.locator("form[action$='/columns'] button").click();
  // On a phone the headings are read, not seen: the address is the link's.
  const added = page.locator("thead a[href*='sort=added']");
  await page.goto((await added.getAttribute("href")) ?? "");
  await expect(page.locator("thead [aria-sort=ascending]")).toHaveCount(1);
  await page.locator(".filters-more summary").click();
  await page.locator("select[name=qualification]").selectOption("none");
  await page.locator("form[role=search] button[type=submit]").click();
  await expect(page.locator(".narrowed li")).toHaveCount(2);
  await expectAccessible();
  await page.locator(".list-bar summary").first().click();
  const name = `v${Date.now() % 100_000}`;
  await page.locator("input[name=view-name]:not([type=hidden])").fill(name);
  await page.locator("form[action$='/views'] button").click();
  await page.goto(`${base}/customers`);
  await page.locator(".list-bar summary").first().click();
  await expectAccessible();
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.locator(".narrowed li")).toHaveCount(2);
  await page.locator(".narrowed a").first().click();
  await expect(page.locator(".narrowed")).toHaveCount(0);
  await page.locator(".list-bar summary").first().click();
  await page.locator(`form[action$='/views/remove']:has(input[value="${name}"]) button`).click();
  await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
});

test("tag two customers, undo, and find it in the history", async ({
  page,
  signedInAs,
  expectAccessible,
  viewport,
}) => {
  test.skip(viewport?.width !== 1280, "what is undone is the person's last change: few at a time");
  const { base } = await signedInAs(AGENT);
  await page.goto(`${base}/customers`);
  const tag = `t${Date.now() % 100_000}`;
  const rows = page.locator("input[name=customer]");
  const id = await rows.first().getAttribute("value");
  await rows.nth(0).check();
  await rows.nth(1).check();
  await page.locator("form#bulk button").click();
  await expectAccessible();
  await page.locator("input[name=add-tags]").fill(tag);
  await page.locator("main form button.primary").click();
  await expect(page.locator("tbody .badge", { hasText: tag })).toHaveCount(2);
  await expectAccessible();
  await page.locator("#bulk-state button").click();
  await expect(page.locator("tbody .badge", { hasText: tag })).toHaveCount(0);
  await page.goto(`${base}/customers/${id}/history?field=tags`);
  await expect(page.locator(".history").first()).toContainText(tag);
  await expectAccessible();
});

test("the file of the list", async ({ page, signedInAs }) => {
  const { base, tenant } = await signedInAs(AGENT);
  const answer = await page.request.get(`${base}/customers/Customers.csv`);
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toMatch(/^\uFEFF"Microsoft ID","Company name"/);
  await page.goto(`${base}/customers?q=${encodeURIComponent(tenant.customers[0]?.domain ?? "")}&search-by=domain`);
  await page.locator(".list-bar summary").last().click();
  for (const name of ["Customers.csv", "Customers.xlsx"]) {
    const file = page.waitForEvent("download");
    await page.locator(`.list-bar a[href*="${name}"]`).click();
    expect((await file).suggestedFilename()).toBe(name);
  }
});
