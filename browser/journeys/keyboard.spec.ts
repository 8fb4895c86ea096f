// Everything by keyboard alone: one size suffices, and without script there is less to go wrong.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { expectStep, field, newCustomer, yesterday } from "../fixtures/wizard";

test.skip(
  ({ javaScriptEnabled, viewport }) => !javaScriptEnabled || viewport?.width !== 1280,
  "with script, on a desk",
);

test("the wizard from first page to Submit by keyboard", async ({ page, language, signedInAs }) => {
  test.slow();
  const { base } = await signedInAs({ kinds: ["direct_bill"], roles: ["sales_agent"] });
  const customer = newCustomer(language);
  await page.goto(`${base}/customers/new`);

  await test.step("the first stop skips to the content", async () => {
    await page.keyboard.press("Tab");
    await expect(page.locator("a.skip")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("#main")).toBeFocused();
  });

  await test.step("account info", async () => {
    // In the order of the page, which is that of the country.
    const texts = { ...customer.fields, state: customer.state.value };
    const order = await page
      .locator("main form [name]:not([type=hidden]):not(button)")
      .evaluateAll((all) => all.map((one) => one.getAttribute("name") ?? ""));
    for (const name of order.filter((one) => one in texts)) {
      await tabTo(page, name);
      await page.keyboard.type(texts[name as keyof typeof texts]);
    }
    await tabTo(page, "agreement");
    await page.keyboard.press("Space");
    await expect(page.locator("input[name=agreement][value=attested]")).toBeChecked();
    await tabTo(page, "agreement-attested");
    await page.keyboard.press("Space");
    await tabTo(page, "agreement-date");
    await typeDate(page);
    await page.keyboard.press("Enter");
    await expectStep(page, "subscriptions");
  });

  await test.step("next with nothing bought, and submit", async () => {
    await tabToPrimary(page);
    await page.keyboard.press("Enter");
    await expectStep(page, "review");
    await tabToPrimary(page);
    await page.keyboard.press("Space");
    await expectStep(page, "confirmation");
    await tabToPrimary(page);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/customers\?done=/);
  });
});

test("after an error the focus is on the summary, and its link leads to the field", async ({
  page,
  signedInAs,
}) => {
  const { base } = await signedInAs({ kinds: ["direct_bill"], roles: ["sales_agent"] });
  await page.goto(`${base}/customers/new`);
  await tabTo(page, "company-name");
  await page.keyboard.press("Enter");
  await expect(page.locator("#error-summary")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(field(page, "company-name")).toBeFocused();
});

test("Ctrl-K finds a customer", async ({ page, signedInAs }) => {
  const { base, tenant } = await signedInAs({ kinds: ["direct_bill"], roles: ["sales_agent"] });
  const customer = tenant.customers[0];
  if (!customer) throw new Error("the demo has a customer of everybody who sells");
  await page.goto(`${base}/`);
  await page.keyboard.press("Control+k");
  await expect(page.locator("#palette-q")).toBeFocused();
  await page.keyboard.type(customer.name);
  const found = page.locator(`#palette-found a[href*="/customers/${customer.id}"]`).first();
  await expect(found).toBeVisible();
  for (let i = 0; i < 10 && !(await isFocused(page, `/customers/${customer.id}`)); i += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toContainText(customer.name);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect(page.locator("#palette")).toBeHidden();
});

/** Presses Tab until the field has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 80; i += 1) {
    const here = await page.evaluate(() => document.activeElement?.getAttribute("name"));
    if (here === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${name}`);
}

async function tabToPrimary(page: Page): Promise<void> {
  for (let i = 0; i < 120; i += 1) {
    await page.keyboard.press("Tab");
    const there = await page.evaluate(() =>
      document.activeElement?.matches("main .actions-end .primary"),
    );
    if (there) return;
  }
  throw new Error("Tab never reached the button that goes on");
}

async function isFocused(page: Page, href: string): Promise<boolean> {
  return page.evaluate(
    (wanted) => document.activeElement?.getAttribute("href")?.includes(wanted) ?? false,
    href,
  );
}

/** A date field has three parts, in an order that depends on the browser; Up starts each of them. */
async function typeDate(page: Page): Promise<void> {
  for (let part = 0; part < 3; part += 1) {
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
  }
  const value = await page.locator("#agreement-date").inputValue();
  expect(value).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(value <= yesterday(), `${value} lies in the past`).toBe(true);
}
