// The sections of a customer's account (`domain/04`), from the first change to the end.
import type { Wanted } from "../fixtures/demo";
import { expect, test } from "../fixtures/test";
import { expectToSay, words } from "../fixtures/words";
import { BASIC, addCustomer, field, licences, newCustomer } from "../fixtures/wizard";

test.slow();

const ADMIN: Wanted = { kinds: ["direct_bill"], roles: ["global_admin", "admin_agent"] };
const SCHOOL = "https://school.example";

test("every section is changed, and the account tells of it", async ({
  page,
  language,
  signedInAs,
  javaScriptEnabled,
  expectFine,
}) => {
  const { base } = await signedInAs(ADMIN);
  const customer = newCustomer(language);
  const company = customer.fields["company-name"] ?? "";
  const account = await addCustomer(page, base, customer);
  const save = page.locator("main form .primary[type=submit]");
  const said = (key: string) => expect(page.locator("main [role=status]").first()).toHaveText(words(language, key));

  await test.step("bill-to: what is wrong is said, and nothing typed is lost", async () => {
    await page.goto(`${account}/bill-to`);
    await field(page, "company-name").fill("");
    await field(page, "phone").fill("1");
    await save.click();
    await expect(page.locator("#error-summary a[href='#company-name']")).toBeVisible();
    await expect(field(page, "phone")).toHaveValue("1");
    await expectFine();
    await field(page, "phone").fill("");
    await field(page, "company-name").fill(`${company} 2`);
    if (language === "ja") {
      await field(page, "postal-code").fill("");
      await field(page, "postal-code").pressSequentially("1000005");
      if (!javaScriptEnabled) await page.locator("button[formaction$='/bill-to/postal']").click();
      await expect(field(page, "city")).toHaveValue("千代田区");
      await expect(field(page, "address-line-1")).toHaveValue(customer.fields["address-line-1"] ?? "");
      await expect(field(page, "company-name")).toHaveValue(`${company} 2`);
      await field(page, "address-line-1").fill("丸の内1-1-1");
    }
    await save.click();
    await said("done-saved");
    await expect(page.locator("h1")).toContainText(`${company} 2`);
  });

  await test.step("tags", async () => {
    await page.locator("nav.tabs a[href$='/tags']").click();
    await field(page, "tags").fill("one\ntwo");
    await save.click();
    await said("done-saved");
    await expect(field(page, "tags")).toHaveValue("one\ntwo");
  });

  await test.step("what the customer may buy itself: whoever allows it says who pays", async () => {
    await page.locator("nav.tabs a[href$='/permissions']").click();
    await expectFine();
    await field(page, "reservations").check();
    await save.click();
    await expect(page.locator("#error-summary a[href='#permissions-confirmed']")).toBeVisible();
    await expect(field(page, "reservations")).toBeChecked();
    await expectFine();
    await field(page, "permissions-confirmed").check();
    await save.click();
    await said("done-saved");
    await expect(field(page, "reservations")).toBeChecked();
    await expect(field(page, "permissions-confirmed")).not.toBeChecked();
  });

  await test.step("orders and subscriptions", async () => {
    for (const section of ["orders", "subscriptions"]) {
      await page.locator(`nav.tabs a[href$='/${section}']`).click();
      await expect(page.locator(".empty")).toBeVisible();
      await expectFine();
    }
    await page.locator("main a[href$='/orders/new']").click();
    await save.click();
    await expect(page.locator("#error-summary")).toBeVisible();
    await licences(page, BASIC).fill("3");
    await save.click();
    await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
    await expectFine();
    await page.locator("nav.tabs a[href$='/subscriptions']").click();
    await expect(page.locator("main tbody tr")).toHaveCount(1);
    const file = page.waitForEvent("download");
    await page.locator("main a[download]").click();
    expect((await file).suggestedFilename()).toMatch(/\.csv$/);
  });

  await test.step("a special qualification, which is verified", async () => {
    await page.locator("nav.tabs a[href$='/company']").click();
    await page.locator("main a[href$='/qualification']").click();
    await field(page, "qualification").selectOption("education");
    await save.click();
    await expect(page.locator("#error-summary a[href='#website']")).toBeVisible();
    await expectFine();
    await field(page, "education-segment").selectOption("library");
    await field(page, "website").fill(SCHOOL);
    await save.click();
    await said("done-saved");
    await page.locator("nav.tabs a[href$='/verification']").click();
    await expect(page.locator("main section.panel")).toHaveCount(1);
    await expectFine();
  });

  await test.step("the history takes a name back", async () => {
    await page.locator("nav.tabs a[href$='/history']").click();
    await page.locator("#field").selectOption("company_name");
    await page.locator("form.filters button").click();
    const newest = page.locator(".history").first();
    await expect(newest).toContainText(`${company} 2`);
    await expectFine();
    await newest.locator("form[action$='/undo'] button").last().click();
    await said("done-taken-back");
    await expect(page.locator("h1")).not.toContainText(`${company} 2`);
    await page.locator("nav.tabs a[href$='/activity']").click();
    expect(await page.locator("main tbody tr").count()).toBeGreaterThan(8);
  });

  await test.step("the end: not while a subscription runs, but for the sandbox", async () => {
    await page.locator("nav.tabs a[href$='/company']").click();
    await expect(page.locator("main a[href$='/remove']")).toHaveCount(0);
    await expect(page.locator("main [data-closed]")).toHaveCount(1);
    await page.goto(`${account}/remove`);
    // It names each subscription in the way, with a link to where that ends.
    await expect(page.locator("main .notice a[href*='/subscriptions/']").first()).toBeVisible();
    await expect(page.locator("main [data-closed]")).toHaveCount(1);
    await expect(page.locator("main form .danger")).toHaveCount(0);
    await expectFine();
    await page.goto(`${account}/company`);
    await page.locator("main a[href$='/delete']").click();
    await page.locator("main form .danger").click();
    await said("done-customer-deleted");
    expect((await page.goto(`${account}/company`))?.status()).toBe(404);
  });
});

test("a global admin who is no agent adds a customer and ends the relationship", async ({
  page,
  language,
  signedInAs,
  expectFine,
}) => {
  const { base } = await signedInAs({ kinds: ["direct_bill"], roles: ["global_admin"], exactly: true });
  const customer = newCustomer(language);
  await page.goto(`${base}/customers/new`);
  await expect(page.locator("input[name=agreement][value=attested]")).toBeDisabled();
  await expectToSay(page.locator("#attest-why"), language, "agreement-no-agent");
  const account = await addCustomer(page, base, customer, "direct");
  await page.goto(`${account}/orders/new`);
  await expect(page.locator("main fieldset").first()).toHaveAttribute("disabled");
  await expectFine();
  await page.goto(`${account}/company`);
  await page.locator("main a[href$='/remove']").click();
  await expectFine();
  await page.locator("main form .danger").click();
  await expect(page.locator("main [role=status]").first()).toHaveText(words(language, "done-relationship-ended"));
  await page.goto(`${base}/customers?q=${customer.prefix}`);
  await expect(page.locator("#found .empty")).toBeVisible();
});
