// A file of customers: upload, mapping, dry run, confirmation, run, and the file of what was refused.
import { randomBytes } from "node:crypto";
import { expect, test } from "../fixtures/test";

test.slow();

test("customers come from a file, and what is refused goes back as one", async ({
  page,
  language,
  javaScriptEnabled,
  signedInAs,
  expectFine,
}) => {
  const ja = language === "ja";
  const { base } = await signedInAs({ kinds: ["direct_bill"], roles: ["sales_agent"] });
  const stem = `i${randomBytes(4).toString("hex")}`;
  const place = ja ? ["153-0061", "東京都", "目黒区", "中目黒4-12-7"] : ["80205", "CO", "Denver", "3120 Larimer Street"];
  const rows = [
    ["name", "postal code", "state", "city", "address"],
    [ja ? `株式会社みどり野${stem}` : `Juniper Ridge ${stem}, Inc.`, ...place],
    // Something to confirm, and something that is none.
    [`${stem}.com`, ...place],
    ["", ...place],
  ];
  const csv = rows.map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\n");
  const state = page.locator("#import-state");
  const finished = async () =>
    expect(async () => {
      // With script the page looks again by itself.
      if (!javaScriptEnabled) await page.reload();
      await expect(state.locator("progress")).toHaveCount(0, { timeout: 500 });
    }).toPass();

  await test.step("upload", async () => {
    await page.goto(`${base}/imports`);
    await page.locator("main form .primary").click();
    await expect(page.locator("#error-summary")).toBeVisible();
    await expectFine();
    await page.locator("#file").setInputFiles({ name: `${stem}.csv`, mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.locator("main form .primary").click();
  });

  await test.step("mapping: what is wrong is said, and the choices stay", async () => {
    await expect(page).toHaveURL(/\/mapping$/);
    await expectFine();
    for (const [at, field] of ["", "postal-code", "state", "city", "address-line-1"].entries()) {
      await page.locator(`#column-${at}`).selectOption(field);
    }
    for (const [name, value] of [
      ["country", ja ? "JP" : "US"],
      ["last-name", ja ? "緑川" : "Okafor"],
      ["first-name", ja ? "陽子" : "Amara"],
      ["email", "info@{prefix}.example"],
      ["prefix-stem", stem],
    ] as const) {
      await page.locator(`main [name="${name}"]`).fill(value);
    }
    await page.locator("#prefix-from").selectOption("number");
    await page.locator("main form .primary").first().click();
    await expect(page.locator("#error-summary")).toBeVisible();
    await expect(page.locator("#column-2")).toHaveValue("state");
    await expect(page.locator("#prefix-stem")).toHaveValue(stem);
    await page.locator("#column-0").selectOption("company-name");
    await page.locator("button[name=preview]").click();
    await expect(page.locator("main")).toContainText(`${stem}2.`);
    await expectFine();
    await page.locator("main form .primary").first().click();
  });

  await test.step("dry run: each row has its result, and nothing is added", async () => {
    await finished();
    await expect(state.locator("form[action$='/start']")).toBeVisible();
    await expectFine();
    const href = (await state.locator("a[href$='/rows']").getAttribute("href")) ?? "";
    await page.goto(href);
    await expect(page.locator("main tbody tr")).toHaveCount(3);
    await expectFine();
    await page.goBack();
    const found = await page.request.get(`${base}/customers?q=${stem}`);
    expect(await found.text()).not.toContain(`${stem}2.`);
  });

  await test.step("run, with what is confirmed", async () => {
    await page.locator("#confirm-all").check();
    await page.locator("form[action$='/start'] .primary").click();
    await finished();
    await expectFine();
    const file = await page.request.get((await state.locator("a[href$='/rejected.csv']").getAttribute("href")) ?? "");
    const lines = (await file.text()).trim().split("\n");
    expect(lines).toHaveLength(2);
    await page.goto(`${base}/customers?q=${stem}`);
    await expect(page.locator("#found tbody tr")).toHaveCount(2);
    await page.goto(`${base}/imports`);
    await expect(page.locator("main tbody")).toContainText(`${stem}.csv`);
    await expectFine();
  });
});
