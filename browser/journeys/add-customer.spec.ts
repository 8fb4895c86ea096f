// From *Customers* to the new customer's account: `domain/02`, the way of a sales agent.
import type { Page } from "@playwright/test";
import type { Wanted } from "../fixtures/demo";
import { expect, test } from "../fixtures/test";
import { expectToSay, words } from "../fixtures/words";
import {
  BASIC,
  FRONTLINE,
  chooseCountry,
  expectAccountKept,
  expectStep,
  field,
  fillAccount,
  goOn,
  licences,
  newCustomer,
} from "../fixtures/wizard";

const SELLER: Wanted = { kinds: ["direct_bill"], roles: ["sales_agent"] };
const COUNTS = [
  [BASIC, "25"],
  [FRONTLINE, "40"],
] as const;

test("a sales agent adds a customer with two subscriptions", async ({
  page,
  language,
  signedInAs,
  expectAccessible,
}) => {
  test.slow();
  const { base } = await signedInAs(SELLER);
  const customer = newCustomer(language);

  await test.step("customers, add customer", async () => {
    await page.goto(`${base}/customers`);
    await expectAccessible();
    await page.locator(`main a[href="${base}/customers/new"]`).first().click();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    for (const note of ["note-existing", "note-verify-name", "note-verify-test", "note-agreement"]) {
      await expectToSay(page.locator("main"), language, note);
    }
    await expectAccessible();
  });

  await test.step("account info: what is wrong is said, what was typed stays", async () => {
    await fillAccount(page, customer);
    await expect(field(page, "tags"), "tags are for admin agents").toHaveCount(0);
    await field(page, "postal-code").fill("12-34");
    await goOn(page);
    const summary = page.locator("#error-summary");
    await expect(summary).toBeVisible();
    await expect(summary.locator("a[href='#postal-code']")).toBeVisible();
    await expect(field(page, "postal-code")).toHaveValue("12-34");
    await expectAccessible();
    await page.reload();
    await expect(field(page, "postal-code")).toHaveValue("12-34");
    await field(page, "postal-code").fill(customer.fields["postal-code"] ?? "");
    await expectAccountKept(page, customer);
    await goOn(page);
    await expectStep(page, "subscriptions");
  });

  await test.step("subscriptions: the error names the limit, what was typed stays", async () => {
    await expectAccessible();
    for (const text of await page.locator(".offer-text").all()) {
      expect.soft((await text.boundingBox())?.width, "pixels for the text of an offer").toBeGreaterThan(180);
    }
    await licences(page, BASIC).fill("1e");
    await goOn(page);
    await expect(licences(page, BASIC)).toHaveValue("1e");
    await expect(page.locator(`#error-summary a[href="#quantity-${BASIC.id}"]`)).toContainText("Business Basic");
    await licences(page, BASIC).fill(String(BASIC.max + 1));
    await licences(page, FRONTLINE).fill("40");
    await goOn(page);
    const range = words(language, "rule-licence-count-out-of-range", {
      min: String(BASIC.min),
      max: String(BASIC.max),
    });
    await expect(page.locator("#error-summary")).toContainText(range);
    await expect(page.locator(".offer", { has: licences(page, BASIC) })).toContainText(range);
    await expectAccessible();
    for (const reload of [false, true]) {
      if (reload) await page.reload();
      await expect(licences(page, BASIC)).toHaveValue(String(BASIC.max + 1));
      await expect(licences(page, FRONTLINE)).toHaveValue("40");
    }
    await licences(page, BASIC).fill("25");
    await goOn(page);
    await expectStep(page, "review");
  });

  await test.step("review: every Update leads back to what was entered", async () => {
    await expectReview(page, customer.company, customer.prefix);
    await expectAccessible();
    await page.reload();
    await expectReview(page, customer.company, customer.prefix);
    const updates = page.locator(".panel-head a");
    await expect(updates).toHaveCount(3);
    for (let at = 0; at < 3; at += 1) {
      await updates.nth(at).click();
      await backToReview(page, async () => expectAccountKept(page, customer));
    }
    await expectReview(page, customer.company, customer.prefix);
  });

  const account = await test.step("submit: the confirmation shows the first administrator", async () => {
    await goOn(page);
    await expectStep(page, "confirmation");
    const name = page.locator("#admin-name");
    await expect(name).toHaveText(new RegExp(`@${customer.prefix}\\.`));
    const password = (await page.locator("#admin-password").textContent())?.trim() ?? "";
    expect(password.length).toBeGreaterThanOrEqual(12);
    await expectToSay(page.locator("main"), language, "confirmation-once");
    await expect(page.locator(".row .badge[data-tone=good]")).toHaveCount(2);
    await expectAccessible();
    await page.reload();
    await expect(page.locator("#admin-password")).toHaveText(password);
    const href = await page.locator(".panel dl.facts a").first().getAttribute("href");
    await page.locator("form[action$='/done'] button").click();
    return href ?? "";
  });

  await test.step("done: the list shows the customer", async () => {
    await expect(page).toHaveURL(/\/customers\?done=customer-added$/);
    await expectToSay(page.locator("main"), language, "done-customer-added");
    await page.goto(`${base}/customers?q=${customer.prefix}`);
    await expect(page.locator("#found")).toContainText(customer.company);
    await expectAccessible();
    await page.locator("#found tbody th a").click();
    await expect(page.locator("h1")).toContainText(customer.company);
  });

  await test.step("the account shows subscriptions and order", async () => {
    for (const section of ["subscriptions", "orders"]) {
      await page.locator(`nav.tabs a[href="${account}/${section}"]`).click();
      await expect(page.locator("tbody tr")).toHaveCount(section === "orders" ? 1 : 2);
      await page.reload();
      await expect(page.locator("tbody tr")).toHaveCount(section === "orders" ? 1 : 2);
      await expectAccessible();
    }
  });
});

test("an indirect provider picks the reseller, and finds the choice kept", async ({
  page,
  demo,
  language,
  signedInAs,
  expectAccessible,
}) => {
  test.slow();
  const { base } = await signedInAs({ kinds: ["indirect_provider"], roles: ["sales_agent"] });
  const customer = newCustomer(language);
  const resellers = demo.tenants.filter(({ kind }) => kind === "indirect_reseller");
  const reseller = resellers.find(({ users }) => users[0]?.language === language);
  const pick = page.locator(`input[name=reseller][value="${reseller?.tenant_id}"]`);

  await page.goto(`${base}/customers/new`);
  await fillAccount(page, customer);
  await goOn(page);
  await expectStep(page, "reseller");
  for (const { name } of resellers) await expect(page.locator("#reseller")).toContainText(name);
  await expectAccessible();
  await goOn(page);
  await expect(page.locator("#error-summary")).toContainText(words(language, "rule-reseller-missing"));
  await expectAccessible();
  await pick.check();
  await goOn(page);

  await expectStep(page, "subscriptions");
  await licences(page, BASIC).fill("7");
  await page.locator("button[formaction$='/back']").click();
  await expectStep(page, "reseller");
  await expect(pick).toBeChecked();
  await page.reload();
  await expect(pick).toBeChecked();
  await goOn(page);
  await expect(licences(page, BASIC)).toHaveValue("7");
  await goOn(page);

  await expectStep(page, "review");
  await expect(page.locator(".panel")).toHaveCount(4);
  await expect(page.locator("main")).toContainText(reseller?.name ?? "");
  await expectAccessible();
  await goOn(page);
  await expectStep(page, "confirmation");
  await page.locator("form[action$='/done'] button").click();
  await page.goto(`${base}/customers?q=${customer.prefix}`);
  const row = page.locator("#found tbody tr");
  await expect(row).toContainText(customer.company);
  await expect(row).toContainText(reseller?.name ?? "");
});

test("a direct-bill partner has no reseller step", async ({ page, language, signedInAs }) => {
  const { base } = await signedInAs(SELLER);
  await page.goto(`${base}/customers/new`);
  const stepper = page.locator("nav.stepper:visible");
  await expect(stepper.locator("li")).toHaveCount(4);
  await expect(stepper).not.toContainText(words(language, "step-reseller"));
});

test("who accepts the agreement itself is not shown the subscriptions", async ({
  page,
  language,
  signedInAs,
  expectAccessible,
}) => {
  const { base } = await signedInAs(SELLER);
  await page.goto(`${base}/customers/new`);
  const next = page.locator("main form .actions-end button.primary");
  for (const [choice, steps, to] of [
    ["direct", 3, "step-review"],
    ["attested", 4, "step-subscriptions"],
  ] as const) {
    await page.locator(`input[name=agreement][value=${choice}]`).check();
    await expect(page.locator("nav.stepper:visible li")).toHaveCount(steps);
    const name = words(language, "wizard-next", { step: words(language, to) });
    await expect(next).toHaveAccessibleName(name);
  }
  await expectAccessible();
});

test("another language keeps what was typed, and Enter still goes on", async ({ page, language, signedInAs }) => {
  // A language chosen is kept for the person: nobody else's journey may be under way.
  const { base, tenant } = await signedInAs({ kinds: ["direct_bill"], roles: ["admin_agent"], exactly: true });
  const account = `${base}/customers/${tenant.customers[0]?.id}`;
  const there = async (code: string) => {
    await page.locator(`.langs [lang=${code}]`).click();
    await expect(page.locator("html")).toHaveAttribute("lang", code);
  };
  const other = language === "ja" ? "en" : "ja";
  for (const [form, name] of [
    [`${base}/customers/new`, "company-name"],
    [`${account}/bill-to`, "company-name"],
    [`${account}/agreement/attest`, "signer-email"],
  ] as const) {
    await page.goto(form);
    await field(page, name).fill("Juniper Ridge");
    for (const code of [other, language]) {
      await there(code);
      await expect(field(page, name)).toHaveValue("Juniper Ridge");
    }
  }
  await field(page, "signer-email").press("Enter");
  await expect(page.locator("#error-summary")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", language);

  await page.goto(`${account}/orders/new`);
  await field(page, "billing").selectOption("usage");
  await licences(page, BASIC).fill("12");
  await page.locator("button[formaction$='/filter']").click();
  await expect(licences(page, BASIC)).toHaveAttribute("type", "hidden");
  for (const code of [other, language]) await there(code);
  await expect(field(page, "billing")).toHaveValue("usage");
  await expect(licences(page, BASIC)).toHaveValue("12");
});

test("the form changes with the country, and a postal code fills in the address", async ({
  page,
  language,
  signedInAs,
  javaScriptEnabled,
}) => {
  // A provider sells in two countries.
  const { base } = await signedInAs({ kinds: ["indirect_provider"], roles: ["sales_agent"] });
  await page.goto(`${base}/customers/new`);
  await field(page, "company-name").fill("青葉商事");
  for (const [country, state, postal] of [
    ["US", { en: "State", ja: "州" }, "ZIP"],
    ["JP", { en: "Prefecture", ja: "都道府県" }, ""],
  ] as const) {
    await chooseCountry(page, country);
    await expect(page.locator("label[for=state]")).toContainText(state[language]);
    await expect(page.locator("label[for=postal-code]")).toContainText(postal);
    await expect(page.locator("select#state")).toHaveCount(country === "US" ? 1 : 0);
    await expect(page.locator("button[formaction$='/postal']")).toHaveCount(country === "JP" ? 1 : 0);
    await expect(field(page, "company-name")).toHaveValue("青葉商事");
  }
  await field(page, "postal-code").pressSequentially("1530061");
  if (!javaScriptEnabled) await page.locator("button[formaction$='/postal']").click();
  await expect(field(page, "state")).toHaveValue("東京都");
  await expect(field(page, "city")).toHaveValue("目黒区");
  await expect(field(page, "address-line-1")).toHaveValue("中目黒");
  await expect(field(page, "company-name")).toHaveValue("青葉商事");
});

test("a postal code leaves what was typed, offers its own place, and says when it is unknown", async ({
  page,
  signedInAs,
  expectAccessible,
  javaScriptEnabled,
}) => {
  const { base } = await signedInAs({ kinds: ["indirect_provider"], roles: ["sales_agent"] });
  await page.goto(`${base}/customers/new`);
  await chooseCountry(page, "JP");
  const lookUp = async (code: string): Promise<void> => {
    await field(page, "postal-code").fill("");
    await field(page, "postal-code").pressSequentially(code);
    if (!javaScriptEnabled) await page.locator("button[formaction$='/postal']:not([name])").click();
  };
  await field(page, "state").fill("大阪府");
  await field(page, "city").fill("大阪市北区");
  await lookUp("1000005");
  const take = page.locator("button[name=take-place]");
  await expect(take).toBeVisible();
  await expect(page.locator("main")).toContainText("東京都千代田区");
  await expect(field(page, "state")).toHaveValue("大阪府");
  await expect(field(page, "city")).toHaveValue("大阪市北区");
  await expectAccessible();
  await take.click();
  await expect(field(page, "state")).toHaveValue("東京都");
  await expect(field(page, "city")).toHaveValue("千代田区");
  await expect(take).toHaveCount(0);
  await lookUp("9999999");
  await expect(page.locator("main")).toContainText("999-9999");
  await expect(field(page, "state")).toHaveValue("");
  await expect(field(page, "city")).toHaveValue("");
});

async function expectReview(page: Page, company: string, prefix: string): Promise<void> {
  await expectStep(page, "review");
  await expect(page.locator("main")).toContainText(company);
  await expect(page.locator("main")).toContainText(prefix);
  await expect(page.locator("main tbody tr")).toHaveCount(COUNTS.length);
}

/** Goes on, step by step, until *Review*; on the way nothing may be missing. */
async function backToReview(page: Page, account: () => Promise<void>): Promise<void> {
  await expect(page).not.toHaveURL(/\/review$/);
  for (let steps = 0; steps < 4 && !page.url().endsWith("/review"); steps += 1) {
    const here = page.url();
    if (here.includes("/account")) await account();
    if (here.includes("/subscriptions")) {
      for (const [offer, count] of COUNTS) await expect(licences(page, offer)).toHaveValue(count);
    }
    await goOn(page);
    await page.waitForURL((url) => url.href !== here);
  }
}
