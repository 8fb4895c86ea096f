// A session that ends while a form is open: what was typed is there again after signing in.
import { personOf } from "../fixtures/demo";
import { enterCode, signInAs } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { expectToSay } from "../fixtures/words";
import { field, fillAccount, goOn, expectStep, newCustomer } from "../fixtures/wizard";

test("what was typed is shown again after signing in, and sent only then", async ({
  page,
  demo,
  language,
  expectAccessible,
}) => {
  // Two one-time codes of one person.
  test.slow();
  const who = personOf(demo, { kinds: ["indirect_provider"], roles: ["admin_agent"] }, language);
  await signInAs(page, who.person, `${who.base}/customers/new`);
  const customer = newCustomer(language);
  await fillAccount(page, customer);
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
