// How two part, seen by both at once (`domain/03`, Removing): the whole relationship, its privileges alone,
// a reseller of the sandbox, and one of two capacities.
import { randomBytes, randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Wanted } from "../fixtures/demo";
import { expectDone, homeOf, languageOf, listed, openAccount, openIn, row } from "../fixtures/lists";
import { accept, ask, begin } from "../fixtures/requests";
import { askForRole, giveRole } from "../fixtures/roles";
import { enrol, signIn, signInFirst } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { inTurn } from "../fixtures/turns";
import { BASIC, FRONTLINE, field, goOn, licences, newCustomer, shown } from "../fixtures/wizard";
import { expectToSay, words } from "../fixtures/words";

test.slow();

const PARTNER: Wanted = { kinds: ["direct_bill"], roles: ["global_admin", "admin_agent"] };
const PROVIDER: Wanted = { kinds: ["indirect_provider"], roles: ["global_admin", "admin_agent"] };

/** The button that is there, does nothing, and says why. */
function closed(page: Page) {
  return page.locator("main button[data-closed][aria-describedby=remove-why]");
}

/** Presses the button that cannot be taken back. */
async function confirm(page: Page): Promise<void> {
  await page.locator("main form button.danger").click();
}

test("a partner that still sells cannot part; once all is suspended it can, and both keep the history", async ({
  page,
  language,
  anotherDesk,
  signedInAs,
  expectFine,
  picture,
}) => {
  const partner = await signedInAs(PARTNER);
  const customer = newCustomer(language);
  const theirs = await anotherDesk();
  await begin(theirs, await ask(page, partner.base), customer);
  const home = homeOf(theirs);
  const role = `Desk ${randomBytes(4).toString("hex")}`;
  await giveRole(theirs, await askForRole(page, partner.base, role));
  const account = await openAccount(page, partner.base, customer.prefix);
  await page.goto(`${account}/orders/new`);
  await licences(page, BASIC).fill("3");
  await licences(page, FRONTLINE).fill("5");
  await goOn(page);
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);

  await test.step("as long as one subscription is active, the account says why not", async () => {
    for (const active of [2, 1]) {
      await openIn(page, language, `${account}/company`);
      await expect(page.locator("main a[href$='/remove']")).toHaveCount(0);
      await expect(closed(page)).toHaveAttribute("aria-disabled", "true");
      await expect(page.locator("#remove-why")).toHaveText(words(language, "rule-subscriptions-active"));
      if (active === 2) await expectFine();
      // Pressing it changes nothing.
      await closed(page).click({ force: true });
      await expect(page).toHaveURL(/\/company/);
      await openIn(page, language, `${account}/subscriptions`);
      const suspend = page.locator("main tbody a[href$='/suspend']");
      await expect(suspend).toHaveCount(active);
      await suspend.first().click();
      await expect(page.locator("main ul.prose li")).toHaveCount(4);
      if (active === 2) await expectFine();
      await confirm(page);
      await expectDone(page, "subscription-suspended");
    }
    await expect(page.locator("main tbody a[href$='/activate']")).toHaveCount(2);
    await expectFine();
  });

  await test.step("what follows is said before", async () => {
    await openIn(page, language, `${account}/company`);
    await expect(closed(page)).toHaveCount(0);
    await openIn(page, language, `${account}/remove`);
    const points = page.locator("main ul.prose li");
    for (const key of ["good-faith", "contract", "indemnity", "notice", "effects", "admin", "history", "again"]) {
      await expect(points.filter({ hasText: words(language, `remove-${key}`) })).toHaveCount(1);
    }
    await expectFine();
    await picture("remove-relationship");
    await confirm(page);
    await expectDone(page, "relationship-ended");
  });

  await test.step("the partner has the customer in its log and nowhere else", async () => {
    await expect(await listed(page, partner.base, customer.prefix)).toHaveCount(0);
    expect((await page.goto(`${account}/company`))?.status()).toBe(404);
    await openIn(page, language, `${partner.base}/activity`);
    const ended = words(language, "operation-remove-partner-customer-relationship");
    await expect(row(page, customer.company).filter({ hasText: ended }).first()).toBeVisible();
    await openIn(page, language, `${partner.base}/requests?state=accepted`);
    await expect(row(page, customer.company)).toHaveCount(1);
  });

  await test.step("the customer has no partner any more, and still reads who had a role", async () => {
    await openIn(theirs, language, `${home}/partners`);
    await expect(theirs.locator("main tbody tr")).toHaveCount(0);
    await expect(theirs.locator("main .empty")).toContainText(words(language, "partners-empty"));
    await expectFine(theirs);
    await picture("partners-none", theirs);
    await openIn(theirs, language, `${home}/admin-relationships`);
    await expect(row(theirs, role)).toContainText(words(language, "admin-state-terminated"));
    await expect(row(theirs, role)).toContainText(partner.tenant.name);
    await expectFine(theirs);
  });
});

test("the privileges over everything end from either side, and the other side sees it at once", async ({
  page,
  language,
  anotherDesk,
  signedInAs,
  expectFine,
  picture,
}) => {
  const partner = await signedInAs(PARTNER);
  const customer = newCustomer(language);
  const theirs = await anotherDesk();
  await begin(theirs, await ask(page, partner.base), customer);
  const home = homeOf(theirs);
  const ours = row(theirs, partner.tenant.name);
  const seenAs = async (key: "yes" | "no") => {
    await openIn(theirs, language, `${home}/partners`);
    await expect(ours).toContainText(words(language, `partners-admin-${key}`));
    await expect(ours.locator("a[href$='/end-admin']")).toHaveCount(key === "yes" ? 1 : 0);
  };
  await seenAs("yes");
  const account = await openAccount(page, partner.base, customer.prefix);
  const section = `${account}/admin-relationships`;

  await test.step("the partner gives them up", async () => {
    await openIn(page, language, section);
    await expectFine();
    await page.locator("main a[href$='/give-up-admin']").click();
    await openIn(page, language, `${account}/give-up-admin`);
    for (const key of ["loses", "keeps", "again"]) {
      await expect(page.locator("main")).toContainText(words(language, `give-up-${key}`));
    }
    await expectFine();
    await picture("give-up");
    await confirm(page);
    await expectDone(page, "admin-given-up");
    await expect(page.locator("main a[href$='/give-up-admin']")).toHaveCount(0);
    await seenAs("no");
    await expectFine(theirs);
  });

  await test.step("only the customer gives them again, by a link", async () => {
    await accept(theirs, await ask(page, partner.base));
    await seenAs("yes");
    await openIn(page, language, section);
    await expect(page.locator("main a[href$='/give-up-admin']")).toHaveCount(1);
  });

  await test.step("the customer takes them back", async () => {
    await ours.locator("a[href$='/end-admin']").click();
    await expectFine(theirs);
    await confirm(theirs);
    await expectDone(theirs, "admin-ended");
    await seenAs("no");
    await page.reload();
    await expect(page.locator("main a[href$='/give-up-admin']")).toHaveCount(0);
    await expectToSay(page.locator("main"), language, "admin-older");
    await openIn(page, language, `${partner.base}/activity`);
    const ended = words(language, "operation-dap-admin-relationship-terminated");
    await expect(row(page, customer.company).filter({ hasText: ended })).toHaveCount(2);
    // The relationship itself goes on.
    await expect(await listed(page, partner.base, customer.prefix)).toHaveCount(1);
  });
});

test("a reseller of the sandbox is made, works, and is deleted while somebody of it is at work", async ({
  page,
  language,
  anotherDesk,
  signedInAs,
  expectFine,
  picture,
}) => {
  const provider = await signedInAs(PROVIDER);
  const { prefix, company } = newCustomer(language);
  const list = `${provider.base}/resellers`;
  // A sandbox has five at a time.
  await inTurn("sandbox resellers", async () => {
    const handed = await test.step("what is wrong is said, and nothing typed is lost", async () => {
      await openIn(page, language, `${list}/new`);
      await expectFine();
      const typed = { "company-name": company, "domain-prefix": prefix, "last-name": "Lind", "first-name": "Maja" };
      for (const [name, value] of Object.entries(typed)) await field(page, name).fill(value);
      await field(page, "email").fill(`maja@${prefix}.example`);
      await field(page, "network-id").fill("x");
      await field(page, "country").selectOption("JP");
      await field(page, "language").selectOption(language);
      const make = page.locator("main form button.primary");
      await make.click();
      await expect(page.locator("#error-summary a[href='#network-id']")).toBeVisible();
      for (const [name, value] of Object.entries(typed)) await expect(field(page, name)).toHaveValue(value);
      await expectFine();
      await field(page, "network-id").fill(String(randomInt(70_000_000, 79_999_999)));
      await make.click();
      await expect(page.locator("#new-user-password")).toBeVisible();
      await expectFine();
      return {
        user_name: await shown(page, "#new-user-name"),
        password: await shown(page, "#new-user-password"),
      };
    });
    await page.goto(list);
    await expect(row(page, company)).toHaveCount(1);

    const theirs = await anotherDesk();
    const { home, password } = await test.step("its administrator signs in, and knows the provider", async () => {
      const password = await signInFirst(theirs, handed, "/");
      const home = homeOf(theirs);
      await theirs.goto(`${home}/providers`);
      await enrol(theirs);
      await expect(theirs.getByRole("rowheader", { name: provider.tenant.name })).toBeVisible();
      expect(await languageOf(theirs)).toBe(language);
      await expectFine(theirs);
      return { home, password };
    });

    await test.step("the provider deletes it", async () => {
      await row(page, company).locator("a[href$='/delete']").click();
      await openIn(page, language, new URL(page.url()).pathname);
      await expect(page.locator("main")).toContainText(words(language, "sandbox-delete-people"));
      await expectFine();
      await picture("sandbox-delete");
      await confirm(page);
      await expectDone(page, "sandbox-deleted");
      await expect(row(page, company)).toHaveCount(0);
    });

    await test.step("whoever was at work there is out, and does not come in again", async () => {
      const out = await theirs.reload();
      expect(out?.status()).toBe(403);
      await expect(theirs.locator("main")).toContainText(words(language, "denied-suspended"));
      await expect(theirs.locator("nav.side")).toHaveCount(0);
      await expectFine(theirs);
      for (const path of ["/", "/customers"]) expect((await theirs.goto(home + path))?.status()).toBe(403);
      const door = await anotherDesk();
      await door.goto("/sign-in");
      await field(door, "user-name").fill(handed.user_name);
      await field(door, "password").fill(password);
      await door.locator("form:has(input[name=password]) button[type=submit]").first().click();
      await expect(door.locator("#error-summary")).toBeVisible();
      await expect(field(door, "password")).toBeVisible();
    });
  });
});

test("a dual partner has a customer in two capacities; each ends without the other", async ({
  page,
  demo,
  language,
  anotherDesk,
  atAnotherDesk,
  expectFine,
  picture,
}) => {
  const tenant = demo.tenants.find(({ name }) => name.startsWith("Setouchi") || name.startsWith("瀬戸内"));
  const person = tenant?.users.find(({ roles }) => roles.includes("global_admin"));
  if (!tenant || !person) throw new Error("the demo has no dual partner");
  const base = `/p/${tenant.tenant_id}`;
  await signIn(page, { tenant, person, base });
  const provider = await atAnotherDesk(PROVIDER);
  const sells = provider.tenant.name;
  // It sells in Japan only.
  const customer = newCustomer("ja");
  const theirs = await anotherDesk();
  await begin(theirs, await ask(page, base), customer);
  const home = homeOf(theirs);
  await accept(theirs, await ask(page, base, sells));
  const own = words(language, "relationship-reseller");
  const through = words(language, "relationship-through", { provider: sells });
  const inList = async () => {
    await openIn(page, language, `${base}/customers?q=${customer.prefix}`);
    return page.locator("#found tbody tr");
  };
  const seenAs = async (name: string) => {
    await openIn(theirs, language, `${home}/partners`);
    return theirs.locator("main tbody tr").filter({ has: theirs.getByRole("rowheader", { name, exact: true }) });
  };
  const serves = words(language, "partners-serves-with", { provider: sells, providers: sells });

  await test.step("all three see both", async () => {
    const rows = await inList();
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({ hasText: own })).toHaveCount(1);
    await expect(rows.filter({ hasText: through })).toHaveCount(1);
    await expectFine();
    await picture("dual-both");
    const seen = await seenAs(tenant.name);
    for (const text of [words(language, "partners-sells"), sells]) await expect(seen).toContainText(text);
    await expect(await seenAs(sells)).toContainText(words(language, "partners-sells"));
    await expectFine(theirs);
    await picture("partners-dual", theirs);
    const seller = provider.page;
    const account = await openAccount(seller, provider.base, customer.prefix);
    await openIn(seller, language, `${account}/reseller`);
    await expect(seller.locator("main dl.facts").first()).toContainText(tenant.name);
  });

  const account = await openAccount(page, base, customer.prefix);
  await test.step("it ends what it sells itself: the customer stays, with the privileges", async () => {
    await openIn(page, language, `${account}/company`);
    for (const text of [own, through]) await expect(page.locator("main dl.facts").first()).toContainText(text);
    await openIn(page, language, `${account}/remove`);
    const points = page.locator("main ul.prose");
    await expect(points).toContainText(words(language, "remove-effects-kept", { providers: sells }));
    await expect(points).toContainText(words(language, "remove-admin-kept"));
    await expectFine();
    await confirm(page);
    await expectDone(page, "relationship-ended");
    const rows = await inList();
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(through);
    const seen = await seenAs(tenant.name);
    await expect(seen).toContainText(serves);
    await expect(seen).toContainText(words(language, "partners-admin-yes"));
    await openIn(page, language, `${account}/company`);
    await expect(page.locator("#remove-why")).toHaveText(words(language, "remove-by-provider"));
    await expectFine();
  });

  await test.step("it sells again; then the provider ends what it has as a reseller", async () => {
    await accept(theirs, await ask(page, base));
    await expect(await inList()).toHaveCount(2);
    const seller = provider.page;
    const theirAccount = await openAccount(seller, provider.base, customer.prefix);
    await openIn(seller, language, `${theirAccount}/reseller/change`);
    await seller.locator("main input[name=reseller][value=direct]").check();
    const next = seller.locator("main form .actions button.primary");
    await next.click();
    await next.click();
    await expectDone(seller, "saved");
    const rows = await inList();
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(own);
    const seen = await seenAs(tenant.name);
    await expect(seen).toContainText(words(language, "partners-sells"));
    await expect(seen).not.toContainText(sells);
    await expect(seen).toContainText(words(language, "partners-admin-yes"));
    await expect(theirs.locator("main tbody tr")).toHaveCount(2);
  });
});
