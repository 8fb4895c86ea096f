// Journeys with a server to themselves: they move its clock, or change the state of a partner. They run
// one after the other.
import { defineConfig } from "@playwright/test";
import type { Setting } from "./fixtures/test";
import everywhere from "./playwright.config";
import { named } from "./projects";

const PROJECTS = ["en-script-1280", "ja-script-320", "ja-noscript-1280"];

export default defineConfig<Setting>({
  ...everywhere,
  testDir: "alone",
  outputDir: "results/alone",
  fullyParallel: false,
  workers: 1,
  reporter: [["list"], ["json", { outputFile: "results/alone.json" }]],
  projects: named(PROJECTS),
});
