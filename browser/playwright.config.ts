// Every journey runs in both languages, with and without script, on a phone and on a desk: any two of
// these meet in one of the four usual projects. OPC_EVERY_PROJECT=1 runs all eight.
import { defineConfig } from "@playwright/test";
import type { Setting } from "./fixtures/test";

const languages = ["en", "ja"] as const;
const scripts = [true, false];
const widths = [320, 1280];
const usual = ["en-script-1280", "en-noscript-320", "ja-script-320", "ja-noscript-1280"];

export default defineConfig<Setting>({
  testDir: "journeys",
  outputDir: "results/traces",
  fullyParallel: true,
  // A second try tells a slow machine from a broken page; the report names what needed it.
  retries: 1,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: "results/report.json" }]],
  use: {
    // A colour that is still on its way would be measured as it is for a moment.
    contextOptions: { reducedMotion: "reduce" },
    baseURL: process.env.OPC_BASE_URL,
    // Of the second try, and without pictures: a trace of everything costs more than the journeys.
    trace: { mode: "on-first-retry", screenshots: false },
    timezoneId: "Asia/Tokyo",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: languages.flatMap((language) =>
    scripts.flatMap((script) =>
      widths.map((width) => ({
        name: `${language}-${script ? "script" : "noscript"}-${width}`,
        use: {
          language,
          locale: language === "ja" ? "ja-JP" : "en-US",
          javaScriptEnabled: script,
          viewport: { width, height: width < 600 ? 640 : 800 },
        },
      })),
    ),
  ).filter(({ name }) => process.env.OPC_EVERY_PROJECT || usual.includes(name)),
});
