// A doubtful customer from both sides, and confirming the agreement again (`domain/02`).
import { randomBytes } from "node:crypto";
import type { Wanted } from "../fixtures/demo";
import { expect, test } from "../fixtures/test";
import { field, fillAccount, goOn, expectStep, newCustomer } from "../fixtures/wizard";

test.slow();

const SELLER: Wanted = { kinds: ["direct_bill"], roles: ["admin_agent"] };
const OPERATOR: Wanted = { kinds: ["operator"], roles: ["admin_agent"] };
const PDF = { name: "register.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 a certificate") };

test("the operator asks for a document, gets it and approves the customer", async ({
  page,
  language,
  signedInAs,
  expectAccessible,
  expectReadableInTheDark,
  picture,
}) => {
  const seller = await signedInAs(SELLER);
  const customer = newCustomer(language);
  const company = `${customer.prefix}.com`;
  customer.fields["company-name"] = company;
  customer.fields.tags = language === "ja" ? "製造業, 中部" : "robotics, mountain";
  await page.goto(`${seller.base}/customers/new`);
  await fillAccount(page, customer);
  await goOn(page);
  await page.locator("#confirmed").check();
  await expectAccessible();
  await goOn(page);
  await expectStep(page, "subscriptions");
  await goOn(page);
  await expectStep(page, "review");
  await goOn(page);
  await expectStep(page, "confirmation");
  await page.locator("form[action$='/done'] button").click();
  await page.goto(`${seller.base}/customers?q=${customer.prefix}`);
  await page.locator("#found tbody th a").click();
  await page.locator("nav.tabs a[href$='/verification']").click();
  const verification = page.url();
  await expectAccessible();

  await page.context().clearCookies();
  const operator = await signedInAs(OPERATOR);
  await page.goto(`${operator.base}/reviews`);
  await expectAccessible();
  await page.locator("#q").fill(company);
  await page.locator("form.filters button").click();
  await page.locator("main tbody th a").click();
  const review = page.url();
  await expect(page.locator("h1")).toContainText(company);
  await expectAccessible();
  await expectReadableInTheDark();
  await page.locator("button[name=verdict][value=ask]").click();
  await expect(page.locator("#error-summary")).toBeVisible();
  await expectAccessible();
  await page.locator("#message").fill("An excerpt from the register, please.");
  await page.locator("button[name=verdict][value=ask]").click();
  await expect(page.locator("main [role=status]")).toBeVisible();

  await page.context().clearCookies();
  await signedInAs(SELLER);
  await page.goto(verification);
  await expect(page.locator("main")).toContainText("An excerpt from the register, please.");
  await expectAccessible();
  await page.locator("#file").setInputFiles({ ...PDF, buffer: Buffer.from("<html>") });
  await page.locator("form[enctype] button[type=submit]").click();
  await expect(page.locator("#error-summary")).toBeVisible();
  await expectAccessible();
  await page.locator("#file").setInputFiles(PDF);
  await page.locator("form[enctype] button[type=submit]").click();
  await expect(page.locator("main a[download]")).toHaveText("register.pdf");
  await expectAccessible();
  await expectReadableInTheDark();
  await picture("verification");

  await page.context().clearCookies();
  await signedInAs(OPERATOR);
  await page.goto(review);
  await picture("review");
  const file = page.waitForEvent("download");
  await page.locator("main a[download]").click();
  expect((await file).suggestedFilename()).toBe("register.pdf");
  await page.locator("button[name=verdict][value=approve]").click();
  await expect(page.locator("main [role=status]")).toBeVisible();
  await page.goto(review);
  await expect(page.locator("button[name=verdict]")).toHaveCount(0);
  await expectAccessible();
});

test("the agreement is confirmed again for another signer, not for the same one", async ({
  page,
  signedInAs,
  expectAccessible,
}) => {
  const { base, tenant } = await signedInAs(SELLER);
  await page.goto(`${base}/customers/${tenant.customers[0]?.id}/agreement`);
  await page.locator("main a[href$='/agreement/attest']").click();
  await expectAccessible();
  const signer = `s${randomBytes(4).toString("hex")}@customer.example`;
  for (const last of [false, true]) {
    await field(page, "agreement-attested").check();
    await field(page, "agreement-date").fill(new Date().toISOString().slice(0, 10));
    await field(page, "signer-email").fill(signer);
    await page.locator("main form button[type=submit]").click();
    if (last) break;
    await expect(page.locator("main")).toContainText(signer);
    await expectAccessible();
    await page.locator("main a[href$='/agreement/attest']").click();
  }
  await expect(page.locator("#error-summary")).toBeVisible();
  await expectAccessible();
});

test("a version of the agreement is published only when it is right", async ({ page, signedInAs, expectFine }) => {
  // What is published counts for everybody: here it never is.
  const { base } = await signedInAs(OPERATOR);
  await page.goto(`${base}/agreement-versions`);
  await page.locator("main a[href$='/agreement-versions/new']").click();
  await field(page, "version").fill("");
  await field(page, "title-en").fill("The agreement");
  await field(page, "effective-from").fill("2020-01-01");
  await page.locator("main form .primary").click();
  for (const name of ["version", "effective-from"]) {
    await expect(page.locator(`#error-summary a[href='#${name}']`)).toBeVisible();
  }
  await expect(field(page, "title-en")).toHaveValue("The agreement");
  await expectFine();
});
