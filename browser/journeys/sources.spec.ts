// Customers that a partner has on other portals too (`domain/03`, Ways in): sent by a connector or in a
// file, they stand in the list with where else they are.
import { randomBytes } from "node:crypto";
import type { Wanted } from "../fixtures/demo";
import { expect, test } from "../fixtures/test";
import { type NewCustomer, newCustomer } from "../fixtures/wizard";

test.slow();

const AGENT: Wanted = { kinds: ["direct_bill"], roles: ["sales_agent"] };

/** The customer as a connector sends it. */
function asSent({ country, prefix, fields, state }: NewCustomer) {
  const defaultAddress = {
    country,
    city: fields.city,
    state: state.value,
    addressLine1: fields["address-line-1"],
    postalCode: fields["postal-code"],
    firstName: fields["first-name"],
    lastName: fields["last-name"],
    phoneNumber: fields.phone,
  };
  const culture = country === "JP" ? "ja-JP" : "en-US";
  return {
    companyProfile: { domain: `${prefix}.onmicrosoft.com` },
    billingProfile: {
      culture,
      language: culture.slice(0, 2),
      email: fields.email,
      companyName: fields["company-name"],
      defaultAddress,
    },
  };
}

test("a customer of another portal comes by the connector once, and its list says from where", async ({
  page,
  language,
  signedInAs,
  expectFine,
}) => {
  const { base, tenant } = await signedInAs(AGENT);
  const customer = newCustomer(language);
  const source = `Portal ${randomBytes(3).toString("hex")}`;
  const token = await page.request.post(`/${tenant.tenant_id}/oauth2/token`, {
    form: {
      grant_type: "client_credentials",
      client_id: tenant.app.client_id,
      client_secret: tenant.app.client_secret,
    },
  });
  const { access_token } = (await token.json()) as { access_token: string };
  for (const outcome of ["added", "known"]) {
    const sent = await page.request.post("/v1/connectors/customers", {
      headers: { authorization: `Bearer ${access_token}` },
      data: { source, customers: [{ sourceId: "W-1", customer: asSent(customer) }] },
    });
    expect((await sent.json()).items[0], await sent.text()).toMatchObject({ outcome });
  }

  await page.goto(`${base}/customers?q=${customer.prefix}`);
  const found = page.locator("#found tbody tr");
  await expect(found).toHaveCount(1);
  await expect(found).toContainText(source);
  await expectFine();
  await found.locator("th a").click();
  await expect(page.locator("main dl.facts").filter({ hasText: "W-1" })).toContainText(source);
  await expectFine();
});

test("a file says on which portal its customers are", async ({
  page,
  language,
  javaScriptEnabled,
  signedInAs,
  expectFine,
}) => {
  const { base } = await signedInAs(AGENT);
  const { company, country, prefix, fields, state } = newCustomer(language);
  const source = `Portal ${randomBytes(3).toString("hex")}`;
  const row = {
    company_name: company,
    country,
    postal_code: fields["postal-code"],
    state: state.value,
    city: fields.city,
    address_line_1: fields["address-line-1"],
    first_name: fields["first-name"],
    last_name: fields["last-name"],
    email: fields.email,
    domain_prefix: prefix,
    source,
    source_id: "O-7",
  };
  const csv = [Object.keys(row), Object.values(row)].map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\n");
  await page.goto(`${base}/imports`);
  await page.locator("#file").setInputFiles({ name: `${prefix}.csv`, mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.locator("main form .primary").click();
  await page.locator("main form .primary").first().click();
  const start = page.locator("#import-state form[action$='/start']");
  const look = async () => {
    // With script the page looks again by itself.
    if (!javaScriptEnabled) await page.reload();
  };
  await expect(async () => {
    await look();
    await expect(start).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  for (const box of await start.locator("input[type=checkbox]").all()) await box.check();
  await start.locator("button").first().click();
  await expect(async () => {
    await page.goto(`${base}/customers?q=${prefix}`);
    await expect(page.locator("#found tbody tr")).toContainText(source, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expectFine();
});
