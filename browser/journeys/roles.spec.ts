// Who may do what (`domain/01` §2): every page as everybody of an organisation. What somebody may do
// is offered and opens; what they may not is offered nowhere, and its address says who may.
import type { Page } from "@playwright/test";
import type { Kind, Role, Somebody } from "../fixtures/demo";
import { signIn } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { type Language, words } from "../fixtures/words";

test.skip(
  ({ language, javaScriptEnabled, viewport }) =>
    !javaScriptEnabled || viewport?.width !== (language === "ja" ? 320 : 1280),
  "the rights are the same at every width and without script: once a language",
);
test.slow();

const VIEW: Role[] = ["global_admin", "user_admin", "admin_agent", "sales_agent", "helpdesk_agent"];
const SELL: Role[] = ["global_admin", "admin_agent", "sales_agent"];
const ALL: Role[] = [...VIEW, "billing_admin", "account_admin"];
const SELLERS: Kind[] = ["direct_bill", "indirect_provider"];
const PARTNERS: Kind[] = [...SELLERS, "indirect_reseller"];
const STAFFED: Kind[] = ["operator", ...PARTNERS];

/** The matrix, written down a second time. */
const MAY: Record<string, { roles: Role[]; kinds: Kind[] }> = {
  "portal-use": { roles: ALL, kinds: [...STAFFED, "customer"] },
  "customers-view": { roles: VIEW, kinds: PARTNERS },
  "customers-add": { roles: ["global_admin", "user_admin", "admin_agent", "sales_agent"], kinds: SELLERS },
  "customers-edit-billing": { roles: SELL, kinds: SELLERS },
  "customers-qualify": { roles: SELL, kinds: SELLERS },
  "customers-tag": { roles: ["admin_agent"], kinds: PARTNERS },
  "customers-delete": { roles: ["global_admin", "admin_agent"], kinds: SELLERS },
  "relationships-end": { roles: ["global_admin"], kinds: PARTNERS },
  "purchase-permissions-view": { roles: ["admin_agent", "sales_agent", "helpdesk_agent"], kinds: SELLERS },
  "purchase-permissions-set": { roles: ["admin_agent"], kinds: SELLERS },
  "agreements-view": { roles: VIEW, kinds: PARTNERS },
  "agreements-attest": { roles: ["admin_agent", "sales_agent"], kinds: SELLERS },
  "agreements-publish": { roles: ["global_admin", "admin_agent"], kinds: ["operator"] },
  "reviews-decide": { roles: ["global_admin", "admin_agent"], kinds: ["operator"] },
  "programme-manage": { roles: ["global_admin", "admin_agent"], kinds: ["operator"] },
  "orders-view": { roles: [...SELL, "billing_admin", "helpdesk_agent"], kinds: PARTNERS },
  "orders-place": { roles: SELL, kinds: SELLERS },
  "subscriptions-manage": { roles: [...SELL, "billing_admin"], kinds: SELLERS },
  "partnerships-view": { roles: VIEW, kinds: PARTNERS },
  "resellers-view": { roles: VIEW, kinds: ["indirect_provider"] },
  "sandbox-resellers-make": { roles: ["global_admin", "admin_agent"], kinds: ["indirect_provider"] },
  "partnerships-remove": { roles: [...SELL, "user_admin"], kinds: ["indirect_provider"] },
  "activity-view": { roles: [...VIEW, "billing_admin"], kinds: STAFFED },
  "admin-relationships-view": { roles: VIEW, kinds: [...PARTNERS, "customer"] },
  "admin-relationships-request": { roles: ["admin_agent"], kinds: PARTNERS },
  "security-groups-manage": { roles: ["global_admin", "user_admin", "admin_agent"], kinds: PARTNERS },
  "users-manage": { roles: ["global_admin", "user_admin"], kinds: STAFFED },
};

interface Row {
  /** Below the tenant's pages; `:id` is a customer. */
  path: string;
  /** What it needs, in the order in which it is asked for. */
  needs: string[];
  /** The page that offers it. */
  on?: string;
  /** What is needed to change what it shows: without it the page only shows. */
  edit?: string;
  /** Who has the page at all. */
  kinds?: Kind[];
}

const view = (section: string, also: string[] = []): Row => ({
  path: `/customers/:id/${section}`,
  needs: ["customers-view", ...also],
  on: section === "company" ? undefined : "/customers/:id/company",
});

const PAGES: Row[] = [
  { path: "/", needs: ["portal-use"] },
  { path: "/help", needs: ["portal-use"] },
  { path: "/customers", needs: ["customers-view"], on: "/" },
  { path: "/customers/new", needs: ["customers-add"], on: "/customers" },
  { path: "/customers/tags", needs: ["customers-tag"], on: "/customers" },
  { path: "/imports", needs: ["customers-add"], on: "/customers" },
  { path: "/resellers", needs: ["resellers-view"], on: "/" },
  { path: "/resellers/new", needs: ["sandbox-resellers-make"], on: "/resellers" },
  { path: "/providers", needs: ["partnerships-view"], on: "/" },
  { path: "/agreements", needs: ["agreements-view"] },
  { path: "/activity", needs: ["activity-view"], on: "/" },
  { path: "/users", needs: ["users-manage"], on: "/" },
  { path: "/users/new", needs: ["users-manage"], on: "/users" },
  { path: "/admin-relationships", needs: ["admin-relationships-view"], on: "/" },
  { path: "/admin-relationships/new", needs: ["admin-relationships-request"], on: "/admin-relationships" },
  { path: "/security-groups", needs: ["security-groups-manage"], on: "/admin-relationships" },
  { path: "/security-groups/new", needs: ["security-groups-manage"], on: "/security-groups" },
  { path: "/reviews", needs: ["reviews-decide"], on: "/" },
  { path: "/organisations", needs: ["programme-manage"], on: "/" },
  { path: "/agreement-versions", needs: ["agreements-publish"], on: "/" },
  { path: "/agreement-versions/new", needs: ["agreements-publish"], on: "/agreement-versions" },
  view("company"),
  { ...view("bill-to"), edit: "customers-edit-billing" },
  view("agreement"),
  { path: "/customers/:id/agreement/attest", needs: ["agreements-attest"], on: "/customers/:id/agreement" },
  view("verification"),
  { ...view("tags"), edit: "customers-tag" },
  {
    path: "/customers/:id/permissions",
    needs: ["purchase-permissions-view"],
    on: "/customers/:id/company",
    edit: "purchase-permissions-set",
  },
  { ...view("reseller"), kinds: ["indirect_provider"] },
  {
    path: "/customers/:id/reseller/change",
    needs: ["customers-edit-billing"],
    on: "/customers/:id/reseller",
    kinds: ["indirect_provider"],
  },
  view("subscriptions", ["orders-view"]),
  view("orders", ["orders-view"]),
  { path: "/customers/:id/orders/new", needs: ["orders-place"], on: "/customers/:id/subscriptions" },
  {
    path: "/customers/:id/admin-relationships",
    needs: ["admin-relationships-view", "customers-view"],
    on: "/customers/:id/company",
  },
  view("history", ["activity-view"]),
  view("activity", ["activity-view"]),
  { path: "/customers/:id/qualification", needs: ["customers-qualify"], on: "/customers/:id/company" },
  // Not offered while subscriptions run: the account journeys end a relationship.
  { path: "/customers/:id/remove", needs: ["relationships-end"] },
  { path: "/customers/:id/delete", needs: ["customers-delete"], on: "/customers/:id/company" },
];

/** Organisations whose people read the language; providers and the operator are Japanese. */
const WHERE: Record<Language, Kind[]> = {
  en: ["direct_bill", "indirect_reseller"],
  ja: ["operator", "direct_bill", "indirect_provider", "indirect_reseller", "customer"],
};

for (const kind of WHERE.ja) {
  test(`what people of an organisation may do: ${kind}`, async ({
    page,
    demo,
    language,
    expectAccessible,
    expectReadableInTheDark,
  }) => {
    test.skip(!WHERE[language].includes(kind), "its people read Japanese");
    const ours = demo.tenants.filter((one) => one.kind === kind);
    const tenant = ours.find(({ users }) => users[0]?.language === language) ?? ours[0];
    if (!tenant) throw new Error(`the demo has no ${kind}`);
    // Whoever may see no customers may not see a stranger's either.
    const customer = tenant.customers[0] ?? demo.tenants.find((one) => one.customers[0])?.customers[0];
    const look = async () => {
      await expectAccessible();
      await expectReadableInTheDark();
    };
    const looked = new Set<string>();
    for (const person of tenant.users) {
      const who = { tenant, person, base: `/p/${tenant.tenant_id}` };
      await test.step(person.roles.join(" + "), async () => {
        await page.context().clearCookies();
        await signIn(page, who);
        await everyPage(page, who, customer?.id ?? "", async (what) => {
          // What others of the organisation have seen looks the same.
          if (!looked.has(what)) await look();
          looked.add(what);
        });
      });
    }
  });
}

async function everyPage(page: Page, who: Somebody, id: string, look: (what: string) => Promise<void>): Promise<void> {
  const at = (path: string) => who.base + path.replace(":id", id);
  const offered = new Map<string, Set<string>>();
  let refused = false;
  for (const row of PAGES) {
    const lacking = row.needs.find((need) => !may(who, need));
    // What a reseller has through a provider, the provider ends.
    const held = row.path.endsWith("/remove") && who.tenant.kind === "indirect_reseller";
    if (held && !lacking) continue;
    // One refusal is looked at; of the others the words suffice.
    const read = lacking !== undefined && refused;
    const answer = read ? await page.request.get(at(row.path)) : await page.goto(at(row.path));
    const exists = !row.kinds || row.kinds.includes(who.tenant.kind);
    const expected = lacking ? 403 : exists ? 200 : 404;
    expect.soft(answer?.status(), `${row.path} for ${who.person.user_name}`).toBe(expected);
    if (lacking) {
      expectRefusal((await answer?.text()) ?? "", who, lacking);
      if (!refused) await look("refusal");
      refused = true;
      continue;
    }
    offered.set(row.path, await offers(page));
    if (!row.edit) continue;
    const edits = may(who, row.edit);
    const button = page.locator("main form button.primary[type=submit]");
    await expect.soft(button, `${row.path}: to be changed`).toHaveCount(edits ? 1 : 0);
    if (!edits) await look(row.path);
  }
  for (const row of PAGES) {
    const from = row.on && offered.get(row.on);
    if (!from) continue;
    const open = row.needs.every((need) => may(who, need)) && (!row.kinds || row.kinds.includes(who.tenant.kind));
    expect.soft(from.has(at(row.path)), `${row.on} offers ${row.path} to ${who.person.user_name}`).toBe(open);
  }
  await expectOpen(page, [...offered.values()].flatMap((some) => [...some]));
}

function may({ tenant, person }: Somebody, need: string): boolean {
  const rule = MAY[need];
  return !!rule && rule.kinds.includes(tenant.kind) && person.roles.some((role) => rule.roles.includes(role));
}

/** Says what is not allowed, and by which role it is, if by any of this organisation. */
function expectRefusal(html: string, { tenant }: Somebody, need: string): void {
  const language: Language = html.includes('<html lang="ja"') ? "ja" : "en";
  const says = (text: string) => expect.soft(html.replaceAll("&#39;", "'"), need).toContain(text);
  const permission = words(language, `permission-${need}`);
  const rule = MAY[need];
  const ours = rule?.kinds.includes(tenant.kind);
  says(words(language, ours ? "denied-role" : "denied-kind", { permission }));
  if (!ours) return;
  for (const role of rule?.roles ?? []) {
    const key = role === "user_admin" ? "user-management-admin" : role.replace("_", "-");
    says(words(language, `role-${key}`));
  }
}

/** Every address of the tenant that the page leads to, its own in another language aside. */
async function offers(page: Page): Promise<Set<string>> {
  const found = await page
    .locator("a[href^='/p/'], form[method=get]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? one.getAttribute("action") ?? ""));
  return new Set(found.filter((href) => !href.includes("lang=")));
}

/** Nothing that is offered turns out to be closed: one address of each kind. */
async function expectOpen(page: Page, offered: string[]): Promise<void> {
  const kinds = new Map(offered.map((href) => [href.replace(/[?#].*/, "").replace(/[0-9a-f-]{36}/g, ":id"), href]));
  for (const href of kinds.values()) {
    const answer = await page.request.get(href, { maxRedirects: 0 });
    // A draft leads on to its step, and some pages ask for the second factor first.
    expect.soft([200, 303], `${href}, which is offered: ${answer.status()}`).toContain(answer.status());
  }
}
