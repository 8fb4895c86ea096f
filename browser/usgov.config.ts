// The journeys of the edition for US authorities, against a server of their own. They change the state
// of the one partner there, so they run one after the other.
import { defineConfig } from "@playwright/test";
import type { Setting } from "./fixtures/test";
import everywhere from "./playwright.config";
import { named } from "./projects";

const PROJECTS = ["en-script-1280", "ja-noscript-1280"];

export default defineConfig<Setting>({
  ...everywhere,
  testDir: ".",
  testMatch: ["usgov/*.spec.ts", "alone/standing.spec.ts"],
  outputDir: "results/usgov",
  fullyParallel: false,
  workers: 1,
  reporter: [["list"], ["json", { outputFile: "results/usgov.json" }]],
  projects: named(PROJECTS),
});
