// The pictures of the README: *Account info*, *Review* and *Confirmation* of the wizard.
import type { Page } from "@playwright/test";
import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./fixtures/test";
import { BASIC, FRONTLINE, expectStep, fillAccount, goOn, licences, newCustomer } from "./fixtures/wizard";

const MAX_BYTES = 200 * 1024;

test("pictures of the wizard", async ({ page, language, signedInAs }, info) => {
  const { base } = await signedInAs({ kinds: ["direct_bill"], roles: ["sales_agent"] });
  await page.goto(`${base}/customers/new`);
  const customer = newCustomer(language);
  // Names for people to look at, without what makes the customer of a journey unique.
  const ja = language === "ja";
  customer.fields["company-name"] = ja ? "株式会社みどり野精機" : "Juniper Ridge Robotics, Inc.";
  customer.fields["domain-prefix"] = `${ja ? "midorino" : "juniper"}${customer.prefix.slice(-4)}`;
  customer.fields.email = ja ? "yoko.midorikawa@midorino.example" : "amara@juniperridge.example";
  await fillAccount(page, customer);
  // On a phone the notes fill the first screen: the picture begins with the first field.
  const isPhone = info.project.name.endsWith("phone");
  await picture(page, `account-${info.project.name}`, isPhone ? ".country-row" : "body");
  await goOn(page);
  await expectStep(page, "subscriptions");
  await licences(page, BASIC).fill("25");
  await licences(page, FRONTLINE).fill("40");
  await goOn(page);
  await expectStep(page, "review");
  await picture(page, `review-${info.project.name}`);
  await goOn(page);
  await expectStep(page, "confirmation");
  await picture(page, `confirmation-${info.project.name}`);
  await page.locator("form[action$='/done'] button").click();
});

/** One screen of the page, from an element on. */
async function picture(page: Page, name: string, from = "body"): Promise<void> {
  await page.evaluate((selector) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    document.querySelector(selector)?.scrollIntoView({ block: "start", behavior: "instant" });
  }, from);
  const path = join(import.meta.dirname, `../docs/pictures/${name}.png`);
  // Screenshots hide the scroll bar, but not the room that is kept for it.
  await page.screenshot({ path, animations: "disabled", style: "html { scrollbar-gutter: auto }" });
  expect(statSync(path).size, `${path} is small enough for a README`).toBeLessThan(MAX_BYTES);
}
