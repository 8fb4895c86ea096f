// Roles in a customer's directory, from both sides at once (`domain/03`, What a relation allows).
import { randomBytes } from "node:crypto";
import type { Person, Wanted } from "../fixtures/demo";
import { expect, test } from "../fixtures/test";
import { type Language, expectToSay, words } from "../fixtures/words";
import { field } from "../fixtures/wizard";

test.slow();

const AGENT: Wanted = { kinds: ["direct_bill"], roles: ["global_admin", "admin_agent"] };
const OWNER: Wanted = { kinds: ["customer"], roles: ["global_admin"] };

test("an agent asks for roles, the customer's administrator gives them and takes them back", async ({
  page,
  language,
  signedInAs,
  expectFine,
  picture,
}) => {
  // Two sessions side by side: their cookies are swapped.
  const owner = await signedInAs(OWNER);
  const ownersCookies = await page.context().cookies();
  await page.context().clearCookies();
  const agent = await signedInAs(AGENT);
  const agentsCookies = await page.context().cookies();
  const become = async (cookies: typeof agentsCookies) => {
    await page.context().clearCookies();
    await page.context().addCookies(cookies);
  };
  const said = (key: string, to: Person = agent.person) =>
    expect(page.locator("main [role=status]").first()).toHaveText(words(to.language as Language, key));
  // The only customer that signs in is served by one of the partners; others ask with an open link.
  const ours = agent.tenant.customers.find(({ id }) => id === owner.tenant.tenant_id) ?? agent.tenant.customers[0];
  const serves = ours?.id === owner.tenant.tenant_id;
  const go = (path: string) => page.goto(`${path}?lang=${language}`);
  const name = `Desk ${randomBytes(4).toString("hex")}`;
  const group = `Group ${randomBytes(4).toString("hex")}`;

  await test.step("the agent asks; what is wrong is said and nothing typed is lost", async () => {
    await go(`${agent.base}/customers/${ours?.id}/admin-relationships`);
    await expectFine();
    await picture("admin-section");
    if (!serves) await go(`${agent.base}/admin-relationships`);
    await page.locator("main a[href*='/admin-relationships/new']").click();
    await field(page, "admin-name").fill(name);
    await field(page, "admin-days").fill("731");
    await page.locator("input[name=role-user-admin]").check();
    await page.locator("main form .primary[type=submit]").click();
    await expect(page.locator("#error-summary a[href='#admin-days']")).toBeVisible();
    await expect(field(page, "admin-name")).toHaveValue(name);
    await expect(page.locator("input[name=role-user-admin]")).toBeChecked();
    await expectFine();
    await picture("admin-request");
    await field(page, "admin-days").fill("90");
    await page.locator("main form .primary[type=submit]").click();
    await said("done-admin-requested");
    await expectFine();
    await picture("admin-waiting");
  });
  const asked = page.url().split("?")[0] ?? "";
  const link = (await page.locator("#admin-link").textContent())?.trim() ?? "";

  await test.step("the customer reads and approves", async () => {
    await become(ownersCookies);
    await go(new URL(link).pathname);
    await expect(page.locator("main")).toContainText(name);
    await expect(page.locator("main")).toContainText(words(language, "directory-role-user-admin"));
    await expectFine();
    await picture("admin-answer");
    await page.locator("form[action$='/approve'] .primary").click();
    await expect(page.locator("#error-summary")).toBeVisible();
    await expectFine();
    await field(page, "admin-approved").check();
    await page.locator("form[action$='/approve'] .primary").click();
    await said("done-admin-approved", owner.person);
    await expectFine();
    await go(`${owner.base}/admin-relationships`);
    await expect(page.locator("main")).toContainText(name);
    await expectFine();
    await picture("admin-customer");
  });

  await test.step("a group gets the roles", async () => {
    await become(agentsCookies);
    await go(`${agent.base}/security-groups`);
    await expectFine();
    await page.locator("main a[href$='/security-groups/new']").click();
    await field(page, "group-name").fill(group);
    await page.locator("input[name^=member-]").first().check();
    await expectFine();
    await page.locator("main form .primary[type=submit]").click();
    await said("done-group-saved");
    await page.goto(asked);
    await page.locator("select[name=admin-group]").selectOption({ label: group });
    await page.locator("input[name=role-user-admin]").check();
    await page.locator("form[action$='/assignments'] .primary").click();
    await said("done-admin-assigned");
    await expect(page.locator("main tbody")).toContainText(group);
    await expectFine();
    await picture("admin-active");
  });

  await test.step("the customer ends it, and the agent sees that", async () => {
    await become(ownersCookies);
    await go(`${owner.base}/admin-relationships`);
    await page.locator("main tbody th a", { hasText: name }).click();
    await page.locator("main a[href$='/terminate']").click();
    await expectFine();
    await page.locator("form[action$='/terminate'] .danger").click();
    await said("done-admin-terminated", owner.person);
    await become(agentsCookies);
    await page.goto(asked);
    await expectToSay(page.locator("h1"), agent.person.language as Language, "admin-state-terminated");
    await expectFine();
  });
});
