// Roles in a customer's directory, from both sides at once (`domain/03`, What a relation allows).
import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Somebody, Wanted } from "../fixtures/demo";
import { askForRole, giveRole } from "../fixtures/roles";
import { expect, test } from "../fixtures/test";
import { type Language, expectToSay, words } from "../fixtures/words";
import { field } from "../fixtures/wizard";

test.slow();

const AGENT: Wanted = { kinds: ["direct_bill"], roles: ["global_admin", "admin_agent"] };
const OWNER: Wanted = { kinds: ["customer"], roles: ["global_admin"] };

test("an agent asks for roles, the customer's administrator gives them and takes them back", async ({
  page,
  language,
  atAnotherDesk,
  signedInAs,
  expectFine,
  picture,
}) => {
  const owner = await atAnotherDesk(OWNER);
  const agent = await signedInAs(AGENT);
  const theirs = owner.page;
  const said = (at: Page, to: Somebody, key: string) =>
    expect(at.locator("main [role=status]").first()).toHaveText(words(to.person.language as Language, key));
  // The only customer that signs in is served by one of the partners; others ask with an open link.
  const ours = agent.tenant.customers.find(({ id }) => id === owner.tenant.tenant_id) ?? agent.tenant.customers[0];
  const serves = ours?.id === owner.tenant.tenant_id;
  const go = (path: string, at = page) => at.goto(`${path}?lang=${language}`);
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
    await said(page, agent, "done-admin-requested");
    await expectFine();
    await picture("admin-waiting");
  });
  const asked = page.url().split("?")[0] ?? "";
  const link = (await page.locator("#admin-link").textContent())?.trim() ?? "";

  await test.step("the customer reads and approves", async () => {
    await go(new URL(link).pathname, theirs);
    await expect(theirs.locator("main")).toContainText(name);
    await expect(theirs.locator("main")).toContainText(words(language, "directory-role-user-admin"));
    await expectFine(theirs);
    await picture("admin-answer", theirs);
    await theirs.locator("form[action$='/approve'] .primary").click();
    await expect(theirs.locator("#error-summary")).toBeVisible();
    await expectFine(theirs);
    await field(theirs, "admin-approved").check();
    await theirs.locator("form[action$='/approve'] .primary").click();
    await said(theirs, owner, "done-admin-approved");
    await expectFine(theirs);
    await go(`${owner.base}/admin-relationships`, theirs);
    await expect(theirs.locator("main")).toContainText(name);
    await expectFine(theirs);
    await picture("admin-customer", theirs);
  });

  await test.step("a group gets the roles", async () => {
    await go(`${agent.base}/security-groups`);
    await expectFine();
    await page.locator("main a[href$='/security-groups/new']").click();
    await field(page, "group-name").fill(group);
    await page.locator("input[name^=member-]").first().check();
    await expectFine();
    await page.locator("main form .primary[type=submit]").click();
    await said(page, agent, "done-group-saved");
    await page.goto(asked);
    await page.locator("select[name=admin-group]").selectOption({ label: group });
    await page.locator("input[name=role-user-admin]").check();
    await page.locator("form[action$='/assignments'] .primary").click();
    await said(page, agent, "done-admin-assigned");
    await expect(page.locator("main tbody")).toContainText(group);
    await expectFine();
    await picture("admin-active");
  });

  await test.step("the customer ends it, and the agent sees that", async () => {
    await go(`${owner.base}/admin-relationships`, theirs);
    await theirs.locator("main tbody th a", { hasText: name }).click();
    await theirs.locator("main a[href$='/terminate']").click();
    await expectFine(theirs);
    await theirs.locator("form[action$='/terminate'] .danger").click();
    await said(theirs, owner, "done-admin-terminated");
    await page.goto(asked);
    await expectToSay(page.locator("h1"), agent.person.language as Language, "admin-state-terminated");
    await expectFine();
  });
});

test("the agent switches auto-extend and gives the roles back, and the customer sees that", async ({
  page,
  atAnotherDesk,
  signedInAs,
}) => {
  const owner = await atAnotherDesk(OWNER);
  const agent = await signedInAs(AGENT);
  const name = `Desk ${randomBytes(4).toString("hex")}`;
  const link = await askForRole(page, agent.base, name);
  const asked = page.url().split("?")[0] ?? "";
  await giveRole(owner.page, link);

  await page.goto(asked);
  const extend = page.locator("section").filter({ has: page.locator("form[action$='/extend']") });
  for (const state of ["on", "off"]) {
    await extend.locator("button").click();
    await expectToSay(extend, agent.person.language as Language, `auto-extend-is-${state}`);
  }
  await page.locator("main a[href$='/terminate']").click();
  await page.locator("form[action$='/terminate'] .danger").click();
  await expectToSay(page.locator("h1"), agent.person.language as Language, "admin-state-terminated");
  await owner.page.goto(`${owner.base}/admin-relationships`);
  const row = owner.page.locator("main tbody tr").filter({ hasText: name });
  await expectToSay(row, owner.person.language as Language, "admin-state-terminated");
});
