// The operator restricts and suspends a partner whose agent is at work (`domain/01` §1, State), in every
// edition. It is here because no other journey must meet the partner meanwhile.
import type { Page } from "@playwright/test";
import type { Wanted } from "../fixtures/demo";
import { expect, test } from "../fixtures/test";
import { words } from "../fixtures/words";

test.slow();

const OPERATOR: Wanted = { kinds: ["operator"], roles: ["admin_agent"] };
const AGENT: Wanted = { kinds: ["direct_bill"], roles: ["sales_agent"] };
const REASON = "Invoice 4711 is overdue.";

/** Chooses a state on the partner's page; answers on the page that asks once more. */
async function choose(page: Page, state: string, reason = ""): Promise<void> {
  await page.locator("#state-reason").fill(reason);
  await page.locator(`button[name=state][value=${state}]`).click();
}

async function confirm(page: Page): Promise<void> {
  await page.locator("button[name=confirmed]").click();
  await expect(page.locator("main [role=status]")).toBeVisible();
}

test("the operator restricts, suspends and lifts while an agent works", async ({
  page,
  language,
  atAnotherDesk,
  signedInAs,
  expectFine,
}) => {
  const operator = await signedInAs(OPERATOR);
  const seller = await atAnotherDesk(AGENT);
  const agent = seller.page;
  await page.goto(`${operator.base}/organisations?q=${encodeURIComponent(seller.tenant.name)}`);
  await expectFine();
  await page.locator("main tbody th a").click();
  // A journey that was broken off may have left it suspended.
  if (await page.locator("button[name=state][value=active]").count()) {
    await choose(page, "active");
    await confirm(page);
  }
  await agent.goto(`${seller.base}/customers`);
  const add = agent.locator(`main a[href="${seller.base}/customers/new"]`);
  await expect(add.first()).toBeVisible();

  await test.step("a reason is needed, and what it means is said first", async () => {
    await expectFine();
    await choose(page, "restricted");
    await expect(page.locator("#error-summary a[href='#state-reason']")).toBeVisible();
    await choose(page, "restricted", REASON);
    await expect(page.locator("main")).toContainText(words(language, "means-restricted-1"));
    await expect(page.locator("main")).toContainText(REASON);
    await expectFine();
    await page.locator("button[name=back]").click();
    await expect(page.locator("#state-reason")).toHaveValue(REASON);
    await choose(page, "restricted", REASON);
    await confirm(page);
  });

  await test.step("restricted: the agent goes on, without new business", async () => {
    await agent.reload();
    await expect(agent.locator("main [role=note]")).toContainText(REASON);
    await expect(add).toHaveCount(0);
    const closed = await agent.goto(`${seller.base}/customers/new`);
    expect(closed?.status()).toBe(403);
    // What cannot be bought now is there, with the reason.
    await agent.goto(`${seller.base}/customers`);
    const account = await agent.locator("#found tbody th a").first().getAttribute("href");
    await agent.goto(`${account?.replace(/\/company.*/, "")}/subscriptions`);
    const buy = agent.locator("button[data-closed][aria-describedby=add-why]");
    await expect(buy).toHaveAttribute("aria-disabled", "true");
    await expect(agent.locator("#add-why")).toContainText(words(language, "denied-restricted"));
    await expectFine(agent);
  });

  await test.step("suspended: one page, wherever the agent goes", async () => {
    await choose(page, "suspended", REASON);
    await expect(page.locator("main")).toContainText(words(language, "means-suspended-1"));
    await confirm(page);
    for (const path of ["/", "/customers", "/activity"]) {
      const closed = await agent.goto(seller.base + path);
      expect(closed?.status()).toBe(403);
      await expect(agent.locator("main")).toContainText(words(language, "denied-suspended"));
      await expect(agent.locator("main")).toContainText(REASON);
    }
    await expect(agent.locator("nav.side")).toHaveCount(0);
  });

  await test.step("lifted: everything as before", async () => {
    await choose(page, "active");
    await confirm(page);
    await agent.goto(`${seller.base}/customers`);
    await expect(add.first()).toBeVisible();
    await expect(agent.locator("main [role=note]")).toHaveCount(0);
  });
});
