// `npm run pictures`: the pictures of the README, taken of a running demo.
import { defineConfig } from "@playwright/test";
import type { Setting } from "./fixtures/test";
import journeys from "./playwright.config";

const desk = { width: 1280, height: 1120 };
const phone = { width: 390, height: 844 };

export default defineConfig<Setting>({
  ...journeys,
  testDir: ".",
  testMatch: "pictures.ts",
  outputDir: "results/pictures-traces",
  reporter: "list",
  // For the style of the screenshots, which the product rightly refuses.
  use: { ...journeys.use, bypassCSP: true },
  // The name of the project is the end of the file names.
  projects: [
    { name: "en", use: { language: "en", locale: "en-US", viewport: desk } },
    { name: "ja", use: { language: "ja", locale: "ja-JP", viewport: desk } },
    { name: "en-phone", use: { language: "en", locale: "en-US", viewport: phone, colorScheme: "dark" } },
  ],
});
