// Every journey runs in both languages, with and without script, on a phone and on a desk, in two
// settings that are opposites. OPC_EVERY_PROJECT=1 runs each in all eight.
import { defineConfig } from "@playwright/test";
import type { Setting } from "./fixtures/test";
import { every, usual } from "./projects";

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
    // What is not there after this long does not come; waiting for the whole test tells no more.
    actionTimeout: 30_000,
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
  projects: process.env.OPC_EVERY_PROJECT ? every : usual(),
});
