// What time does to two who have agreed, or have not yet (`domain/03`): the clock is moved, so no other
// journey must meet the server meanwhile.
import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { letDaysPass, readClock } from "../fixtures/clock";
import type { Somebody, Wanted } from "../fixtures/demo";
import { ask, begin } from "../fixtures/requests";
import { signIn } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { field, newCustomer } from "../fixtures/wizard";
import { expectToSay, type Language, words } from "../fixtures/words";

test.slow();
test.beforeEach(({ request }) => readClock(request));

const AGENT: Wanted = { kinds: ["direct_bill"], roles: ["global_admin", "admin_agent"] };
const OWNER: Wanted = { kinds: ["customer"], roles: ["global_admin"] };

/** The mails in a mailbox whose line says this. */
async function mails(page: Page, base: string, text: string) {
  await page.goto(`${base}/mailbox`);
  return page.locator("main .rows li").filter({ hasText: text });
}

test("a request expires, is sent again, and the customer accepts", async ({
  page,
  request,
  language,
  anotherDesk,
  signedInAs,
  expectFine,
}) => {
  const agent = await signedInAs(AGENT);
  const own = agent.person.language as Language;
  const customer = newCustomer(language);
  const link = await ask(page, agent.base);
  const address = new URL(page.url()).pathname;
  const recipient = customer.fields["email"] ?? "";
  await field(page, "recipient").fill(recipient);
  await page.locator("button[name=do][value=send]").click();
  await expect(page.locator("main [role=status]")).toHaveText(words(own, "done-request-sent"));
  await expect(await mails(page, agent.base, recipient)).toHaveCount(1);
  const theirs = await anotherDesk();
  await theirs.goto(link);
  await expect(theirs.locator("a[href$='/join']")).toBeVisible();

  await test.step("ninety days later it can be answered by nobody", async () => {
    await letDaysPass(request, 90);
    await theirs.reload();
    await expectToSay(theirs.locator("main .notice"), language, "offer-expired");
    await expect(theirs.locator("a[href$='/join']")).toHaveCount(0);
    await expectFine(theirs);
    await signIn(page, agent);
    await page.goto(`${agent.base}/requests?state=expired`);
    const row = page.locator("main tbody tr").filter({ hasText: recipient });
    await expect(row).toContainText(words(own, "request-expired"));
    await expectFine();
  });

  await test.step("sent again, the same link works", async () => {
    await page.goto(address);
    await expect(page.locator("main")).toContainText(words(own, "requests-resend-text"));
    await expectFine();
    await page.locator("button[name=do][value=send]").click();
    await expect(page.locator("main [role=status]")).toHaveText(words(own, "done-request-sent"));
    await expect(await mails(page, agent.base, recipient)).toHaveCount(2);
    await begin(theirs, link, customer);
    await page.goto(`${agent.base}/customers?q=${customer.prefix}`);
    await expect(page.locator("#found tbody th a")).toContainText(customer.company);
    await page.goto(`${agent.base}/requests?state=accepted`);
    await expect(page.locator("main tbody")).toContainText(customer.company);
  });
});

test("both sides are told 30, 7 and 1 days before the roles end, and when they do", async ({
  page,
  request,
  atAnotherDesk,
  signedInAs,
  expectFine,
}) => {
  const owner = await atAnotherDesk(OWNER);
  const agent = await signedInAs(AGENT);
  const theirs = owner.page;
  const name = `Desk ${randomBytes(4).toString("hex")}`;
  await page.goto(`${agent.base}/admin-relationships/new`);
  await field(page, "admin-name").fill(name);
  await field(page, "admin-days").fill("60");
  await page.locator("input[name=role-directory-reader]").check();
  await page.locator("main form .primary[type=submit]").click();
  const link = (await page.locator("#admin-link").textContent())?.trim() ?? "";
  const asked = new URL(page.url()).pathname;
  await theirs.goto(new URL(link).pathname);
  await field(theirs, "admin-approved").check();
  await theirs.locator("form[action$='/approve'] .primary").click();
  const desks: [Page, Somebody][] = [
    [page, agent],
    [theirs, owner],
  ];
  const state = async (key: string) => {
    for (const [at, { person, base }] of desks) {
      await at.goto(at === page ? asked : `${base}/admin-relationships`);
      const said = at === page ? at.locator("h1") : at.locator("main tbody tr").filter({ hasText: name });
      await expectToSay(said, person.language as Language, key);
    }
  };
  /** Waits until each has been told so often. */
  const told = async (times: number) => {
    for (const [at, { base, person }] of desks) {
      await expect(async () => {
        const own = (await mails(at, base, name)).filter({ hasText: person.user_name });
        await expect(own).toHaveCount(times, { timeout: 500 });
      }).toPass({ timeout: 20_000 });
    }
  };
  await state("admin-state-active");
  await told(1);

  for (const [before, days] of [30, 23, 6, 1].entries()) {
    await test.step(`${days} days later`, async () => {
      await letDaysPass(request, days);
      for (const [at, somebody] of desks) await signIn(at, somebody);
      await told(before + 2);
      await state(days === 1 ? "admin-state-expired" : "admin-state-active");
    });
  }
  for (const [at, { base }] of desks) {
    await (await mails(at, base, name)).first().locator("a").click();
    await expect(at.locator("main pre")).toContainText(name);
    await expectFine(at);
  }
});
