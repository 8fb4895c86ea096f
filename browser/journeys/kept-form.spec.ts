// A session that ends while a form is open: what was typed is there again after signing in.
import { enterCode } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { expectToSay } from "../fixtures/words";
import { field, fillAccount, goOn, expectStep, newCustomer } from "../fixtures/wizard";

test("what was typed is shown again after signing in, and sent only then", async ({
  page,
  language,
  signedInAs,
  expectAccessible,
}) => {
  // The code of this period may have been used by another project.
  test.slow();
  const who = await signedInAs({ kinds: ["indirect_provider"], roles: ["sales_agent"] });
  await page.goto(`${who.base}/customers/new`);
  const customer = newCustomer(language);
  await fillAccount(page, customer);
  // A look-up still on its way would be the one that finds the session ended.
  await page.waitForLoadState("networkidle");
  const mine = (await page.context().cookies()).filter(({ name }) => !name.endsWith("session"));
  await page.context().clearCookies();
  await page.context().addCookies(mine);
  await goOn(page);
  await expect(page.locator("input[name=password]")).toBeVisible();
  await expectToSay(page.locator("main"), language, "kept-signin");
  await expectAccessible();
  await page.locator("input[name=user-name]").fill(who.person.user_name);
  await page.locator("input[name=password]").fill(who.person.password);
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("input[name=code]")).toBeVisible();
  await enterCode(page, who.person);
  await expectToSay(page.locator("main"), language, "kept-again");
  await expect(field(page, "company-name")).toHaveValue(customer.company);
  await expectAccessible();
  await goOn(page);
  await expectStep(page, "reseller");
});
