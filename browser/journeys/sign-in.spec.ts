import { randomUUID } from "node:crypto";
import { expect, test } from "../fixtures/test";

test("the sign-in page loads, speaks both languages and is accessible", async ({
  page,
  language,
  expectAccessible,
  picture,
}) => {
  const answer = await page.goto("/sign-in");
  expect(answer?.status()).toBe(200);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expect(page.locator("input[name=user-name]")).toBeVisible();
  await expect(page.locator("input[name=password]")).toBeVisible();
  await expectAccessible();
  await picture("sign-in");

  const other = language === "en" ? "ja" : "en";
  await page.locator(`a[hreflang=${other}]`).first().click();
  await expect(page.locator("html")).toHaveAttribute("lang", other);
  await expectAccessible();
});

test("somebody unknown is told so, on the same page", async ({ page, expectAccessible }) => {
  // Wrong guesses are counted by name: one that no other run has used up.
  const nobody = `${randomUUID()}@nowhere.example`;
  await page.goto("/sign-in");
  await page.locator("input[name=user-name]").fill(nobody);
  await page.locator("input[name=password]").fill("not the password of anybody");
  await page.locator("form:has(input[name=password]) button[type=submit]").first().click();
  await expect(page.locator("input[name=password]")).toBeVisible();
  // The password is never sent back; the name is, so that it need not be typed again.
  await expect(page.locator("input[name=password]")).toHaveValue("");
  await expect(page.locator("input[name=user-name]")).toHaveValue(nobody);
  await expectAccessible();
});
