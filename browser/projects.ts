// In which settings a journey runs: language, with or without script, on a phone or on a desk.
import type { Project } from "@playwright/test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Setting } from "./fixtures/test";

type Of = Project<Setting>;

/** Every combination there is. */
export const every: Of[] = (["en", "ja"] as const).flatMap((language) =>
  [true, false].flatMap((script) =>
    [320, 1280].map((width) => ({
      name: `${language}-${script ? "script" : "noscript"}-${width}`,
      use: {
        language,
        locale: language === "ja" ? "ja-JP" : "en-US",
        javaScriptEnabled: script,
        viewport: { width, height: width < 600 ? 640 : 800 },
      },
    })),
  ),
);

/** Those of these names. */
export function named(names: string[]): Of[] {
  return every.filter(({ name }) => names.includes(name ?? ""));
}

/** Two settings each that have nothing in common: between them, a journey meets everything. */
const PAIRS = [
  ["en-script-1280", "ja-noscript-320"],
  ["ja-script-320", "en-noscript-1280"],
];
/** Journeys that choose among the settings with script by themselves. */
const CHOOSY = ["import.spec.ts", "keyboard.spec.ts", "list.spec.ts", "pages.spec.ts", "roles.spec.ts"];

/** Each journey in the two settings of a pair, every other journey in the other pair. */
export function usual(): Of[] {
  const files = readdirSync(join(import.meta.dirname, "journeys")).sort();
  const others = files.filter((file) => !CHOOSY.includes(file));
  return PAIRS.flatMap((pair, at) => {
    const own = others.filter((_, n) => n % PAIRS.length === at);
    return named(pair).map((project) => ({
      ...project,
      testMatch: project.name?.includes("-script-") ? [...own, ...CHOOSY] : own,
    }));
  });
}
