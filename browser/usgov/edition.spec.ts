// The edition for US authorities (`domain/01` §4): what is missing is not offered, the rest works.
import type { Role, Wanted } from "../fixtures/demo";
import { signIn } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { addCustomer, field, newCustomer } from "../fixtures/wizard";
import { words } from "../fixtures/words";

test.slow();

const AGENT: Wanted = { kinds: ["direct_bill"], roles: ["admin_agent"] };

test("an agent adds a customer, finds it, exports the list and opens the account", async ({
  page,
  language,
  signedInAs,
  expectFine,
}) => {
  const { base } = await signedInAs(AGENT);
  await page.goto(`${base}/`);
  await expect(page.locator("header .badge").first()).toHaveText(words(language, "edition-usgov"));
  for (const topic of ["indirect", "request", "profile", "referrals"]) {
    await expect(page.locator(`main a[href$="/help/${topic}"]`)).toHaveCount(0);
  }
  await expectFine();

  await page.goto(`${base}/customers/new`);
  for (const name of ["qualification", "state-owned", "admin-access"]) {
    await expect(field(page, name)).toHaveCount(0);
  }
  await expect(page.locator("main")).toContainText(words(language, "edition-without-admin-access-choice"));
  await expect(page.locator("main a[href$='/reseller']")).toHaveCount(0);
  await expectFine();

  const customer = newCustomer("en");
  const account = await addCustomer(page, base, customer);
  await page.goto(`${base}/customers?q=${customer.prefix}`);
  await expect(page.locator("#found tbody th a")).toHaveText(customer.company);
  await expect(page.locator("select[name=qualification], select[name=reseller]")).toHaveCount(0);
  const file = await page.locator("a[href*='.csv']").first().getAttribute("href");
  const exported = await page.request.get(file ?? "");
  expect(await exported.text()).toContain(customer.company);

  await page.goto(account);
  await expect(page.locator("main")).not.toContainText(words(language, "field-qualification"));
  await expectFine();
  const closed = await page.goto(`${account.replace(/\/company$/, "")}/qualification`);
  expect(closed?.status()).toBe(403);
  await expect(page.locator("main")).toContainText(words(language, "edition-without-qualifications"));
});

/** Who may open what; everybody else is refused. */
const VIEW: Role[] = ["global_admin", "user_admin", "admin_agent", "sales_agent", "helpdesk_agent"];
const PAGES: [string, Role[]][] = [
  ["/", [...VIEW, "billing_admin"]],
  ["/customers", VIEW],
  ["/customers/new", ["global_admin", "user_admin", "admin_agent", "sales_agent"]],
  ["/activity", [...VIEW, "billing_admin"]],
  ["/directory", ["global_admin", "user_admin"]],
  ["/users", []],
  ["/help/indirect", []],
];

test("what everybody of a partner may do; people are managed elsewhere", async ({
  page,
  demo,
  language,
  expectFine,
}) => {
  const tenant = demo.tenants.find(({ kind }) => kind === "direct_bill");
  if (!tenant) throw new Error("the demo has no partner");
  const people = tenant.users.filter((person) => person.language === language);
  expect(people.length).toBeGreaterThan(4);
  for (const person of people) {
    await page.context().clearCookies();
    const who = { tenant, person, base: `/p/${tenant.tenant_id}` };
    await signIn(page, who);
    for (const [path, roles] of PAGES) {
      const answer = await page.goto(who.base + path);
      const may = person.roles.some((role) => roles.includes(role));
      expect.soft(answer?.status(), `${path} for ${person.user_name}`).toBe(may ? 200 : 403);
    }
    await page.goto(`${who.base}/`);
    const manages = person.roles.some((role) => ["global_admin", "user_admin"].includes(role));
    const link = page.locator(`nav a[href="${who.base}/directory"]`);
    await expect.soft(link).toHaveCount(manages ? 2 : 0);
    if (!person.roles.includes("user_admin")) continue;
    await page.goto(`${who.base}/directory`);
    await expect(page.locator("h1")).toHaveText(words(language, "users-title"));
    await expect(page.locator("main a.primary")).toHaveAttribute("href", "https://directory.example/users");
    await expectFine();
    await page.goto(`${who.base}/users`);
    await expect(page.locator("main")).toContainText(words(language, "edition-without-user-management"));
    await expectFine();
  }
});
