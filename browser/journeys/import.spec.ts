// Importing customers: upload, match columns, dry run, add, and the rows left out as a file to mend.
// `OPC_REAL_DATA` names a folder with real businesses, which are imported too.
import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, test } from "../fixtures/test";
import type { Wanted } from "../fixtures/demo";

const AGENT: Wanted = { kinds: ["direct_bill"], roles: ["sales_agent"] };
/** The partner of each language sells in its country. */
const PLACES = { en: ["US", "100 Main Street,Seattle,WA,98101"], ja: ["JP", "丸の内1丁目,千代田区,東京都,100-0005"] };
const HEADER = "会社名,住所,市区町村,都道府県,郵便番号";

async function upload(page: Page, base: string, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`${base}/imports`);
  await page.locator("input[name=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.locator("form[enctype] button.primary").click();
  await expect(page.locator("#columns")).toBeVisible();
}

async function fillIn(page: Page, constants: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(constants)) await page.locator(`[name=${name}]`).fill(value);
  await page.locator("button.primary").click();
}

/** Waits for what the page shows when a job is done: by itself, or, without script, when asked. */
async function wait(page: Page, script: boolean | undefined, sign: Locator): Promise<void> {
  await expect(async () => {
    const refresh = page.locator("section:has(progress) a");
    if (!script && (await refresh.count())) await refresh.click();
    await expect(sign).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 600_000 });
}

/** The file of the rows that were left out. */
async function rejected(page: Page): Promise<string> {
  const link = await page.locator("a[href$='/rejected.csv']").getAttribute("href");
  return (await page.request.get(link ?? "")).text();
}

test("a file is checked, added, and what was left out is mended and added", async ({
  page,
  signedInAs,
  expectAccessible,
  picture,
  language,
  javaScriptEnabled: script,
}) => {
  const [country = "", address] = PLACES[language];
  const { base } = await signedInAs(AGENT);
  await page.goto(`${base}/imports`);
  await expectAccessible();
  const run = `${Date.now()}${test.info().parallelIndex}`.slice(-8);
  const row = (name: string) => `${name},${address}`;
  const rows = [row(`Aoba ${run}`), row("Inc."), row(`Aoba ${run}`), row(`Wakaba ${run}`)];
  await upload(page, base, `${run}.csv`, Buffer.from([HEADER, ...rows].join("\n")));
  await expectAccessible();
  await picture("import-mapping");
  await fillIn(page, {
    country,
    "first-name": "Info",
    "last-name": "Desk",
    email: "info@{prefix}.example",
    "prefix-stem": `i${run}r`,
  });

  const start = page.locator("form[action$='/start'] button");
  await wait(page, script, start);
  await expect(page.locator(".rows .row")).toHaveCount(1);
  await expectAccessible();
  await picture("import-checked");
  await page.locator("#confirm-all").check();
  await start.click();
  await wait(page, script, page.locator("#import-state:not(:has(progress))"));
  await expectAccessible();
  await picture("import-done");
  await page.locator("a[href$='/rows']").click();
  await expect(page.locator("tbody a")).toHaveCount(3);
  await expectAccessible();
  await page.goBack();

  const left = await rejected(page);
  expect(left.trim().split("\n")).toHaveLength(2);
  const mended = left.replace("\nInc.,", `\nFutaba ${run} Inc.,`);
  await upload(page, base, `${run}-mended.csv`, Buffer.from(mended));
  await expect(page.locator("[name=country]")).toHaveValue(country);
  await page.locator("button.primary").click();
  await wait(page, script, start);
  await start.click();
  await wait(page, script, page.locator("#import-state:not(:has(progress))"));
  await expect(page.locator("a[href$='/rejected.csv']")).toHaveCount(0);
});

for (const [file, country, project, least] of [
  ["businesses-jp.csv", "JP", "ja-script-320", 18_000],
  // The partner sells in the United States only.
  ["businesses-world.csv", "", "en-script-1280", 5_900],
] as const) {
  test(`${file} is imported`, async ({ page, signedInAs, javaScriptEnabled: script, picture }) => {
    const folder = process.env.OPC_REAL_DATA;
    test.skip(!folder || test.info().project.name !== project, "once, where the data is");
    test.setTimeout(900_000);
    const { base } = await signedInAs(AGENT);
    await upload(page, base, file, readFileSync(`${folder}/${file}`));
    const contact = { "first-name": "Info", "last-name": "Desk", email: "info@{prefix}.example" };
    await fillIn(page, { country, ...contact });
    await expect(page.locator("progress")).toBeVisible();
    await picture(`${file}-progress`);
    const start = page.locator("form[action$='/start'] button");
    await wait(page, script, start);
    await picture(`${file}-checked`);
    await page.locator("#confirm-all").check();
    await start.click();
    await wait(page, script, page.locator("#import-state:not(:has(progress))"));
    await picture(`${file}-done`);
    const added = await page.locator("#import-state dd").first().innerText();
    expect(Number(added.replace(/\D/g, ""))).toBeGreaterThan(least);
  });
}
