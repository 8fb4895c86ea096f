// What relationships there are in the edition for US authorities, seen by both sides at once (`domain/01` §4,
// `domain/03`): a customer is added, not asked; roles in its directory are asked for by a link of a national
// cloud; privileges are always given, can be given up, and end with the relationship.
import { randomBytes } from "node:crypto";
import type { Wanted } from "../fixtures/demo";
import { expectDone, homeOf, listed, openAccount, openIn, row } from "../fixtures/lists";
import { askForRole, giveRole, openAsked } from "../fixtures/roles";
import { signInFirst } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { BASIC, addWithAdmin, goOn, licences, newCustomer } from "../fixtures/wizard";
import { words } from "../fixtures/words";

test.slow();

const AGENT: Wanted = { kinds: ["direct_bill"], roles: ["admin_agent"] };
const OWNER: Wanted = { kinds: ["direct_bill"], roles: ["global_admin"] };

test("a customer is added, gives a role, loses its partner's privileges and then the partner", async ({
  page,
  language,
  anotherDesk,
  atAnotherDesk,
  signedInAs,
  expectFine,
  picture,
}) => {
  const agent = await signedInAs(AGENT);
  const owner = await atAnotherDesk(OWNER);
  const customer = newCustomer("en");
  const theirs = await anotherDesk();

  await test.step("nobody is asked for a relationship by a link", async () => {
    const closed = await page.goto(`${agent.base}/requests/new`);
    expect(closed?.status()).toBe(403);
    await expect(page.locator("main")).toContainText(words(language, "edition-without-relationship-requests"));
    await expectFine();
  });

  const { admin } = await addWithAdmin(page, agent.base, customer);
  const partner = row(theirs, agent.tenant.name);
  const seenAs = async (key: "yes" | "no") => {
    await openIn(theirs, language, `${home}/partners`);
    await expect(partner).toContainText(words(language, "partners-sells"));
    await expect(partner).toContainText(words(language, `partners-admin-${key}`));
  };
  await signInFirst(theirs, admin, "/");
  const home = homeOf(theirs);
  await seenAs("yes");
  await expectFine(theirs);
  await picture("usgov-partners", theirs);

  const role = `Desk ${randomBytes(4).toString("hex")}`;
  await test.step("the agent asks for a role, and the customer's administrator gives it", async () => {
    const link = await askForRole(page, agent.base, role);
    const asked = new URL(page.url()).pathname;
    expect(new URL(link).pathname, "the link of a national cloud").toMatch(/^\/n\/a\//);
    await openIn(page, language, asked);
    await expectFine();
    await openAsked(theirs, link);
    await openIn(theirs, language, new URL(link).pathname);
    await expect(theirs.locator("main")).toContainText(role);
    await expectFine(theirs);
    await giveRole(theirs, link);
    await openIn(page, language, asked);
    await expect(page.locator("h1")).toContainText(words(language, "admin-state-active"));
    await expectFine();
  });

  const account = await openAccount(page, agent.base, customer.prefix);
  await test.step("the agent gives up the privileges over everything; nothing promises them again", async () => {
    await openIn(page, language, `${account}/give-up-admin`);
    await expect(page.locator("main")).toContainText(words(language, "give-up-loses"));
    await expect(page.locator("main")).not.toContainText(words(language, "give-up-again"));
    await expectFine();
    await page.locator("main form button.danger").click();
    await expectDone(page, "admin-given-up");
    await seenAs("no");
    await expect(partner.locator("a[href$='/end-admin']")).toHaveCount(0);
  });

  await test.step("as long as it sells, nobody ends the relationship; an agent never does", async () => {
    await page.goto(`${account}/orders/new`);
    await licences(page, BASIC).fill("2");
    await goOn(page);
    await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
    await openIn(page, language, `${account}/company`);
    await expect(page.locator("#remove-why")).toHaveText(words(language, "remove-needs-admin"));
    await openIn(owner.page, language, `${account}/company`);
    await expect(owner.page.locator("#remove-why")).toHaveText(words(language, "rule-subscriptions-active"));
    await openIn(page, language, `${account}/subscriptions`);
    await page.locator("main tbody a[href$='/suspend']").click();
    await page.locator("main form button.danger").click();
    await expectDone(page, "subscription-suspended");
  });

  await test.step("the global admin ends it, and nothing promises it again", async () => {
    await openIn(owner.page, language, `${account}/remove`);
    const points = owner.page.locator("main ul.prose");
    await expect(points).toContainText(words(language, "remove-effects"));
    await expect(points).not.toContainText(words(language, "remove-again"));
    await expectFine(owner.page);
    await owner.page.locator("main form button.danger").click();
    await expectDone(owner.page, "relationship-ended");
    await expect(await listed(page, agent.base, customer.prefix)).toHaveCount(0);
  });

  await test.step("the customer has no partner, is told of no link, and reads who had a role", async () => {
    await openIn(theirs, language, `${home}/partners`);
    await expect(theirs.locator("main .empty")).toContainText(words(language, "partners-empty"));
    await expect(theirs.locator("main")).not.toContainText(words(language, "partners-empty-text"));
    await expectFine(theirs);
    await openIn(theirs, language, `${home}/admin-relationships`);
    await expect(row(theirs, role)).toContainText(words(language, "admin-state-terminated"));
    await expectFine(theirs);
  });
});
