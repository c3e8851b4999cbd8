/**
 * Writes the generated pages: `npm run docs` those that take seconds, `npm run docs -- alerts` and the
 * other names those that take minutes.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";

const PAGES: Readonly<Record<string, string>> = {
  reference: "generate-docs.ts",
  alerts: "alerts-page.ts",
  clients: "clients-page.ts",
  "month-of-series": "month-of-series.ts",
  mutants: "lab-mutants/run.ts",
  screenshots: "screenshots.ts",
  "review-pairs": "review-pairs.ts",
  "prompt-releases": "release-walk-through.ts",
  "compare-picture": "compare-picture.ts",
  "review-picture": "review-picture.ts",
};

function main([name = "reference", ...args]: readonly string[]): void {
  const file = PAGES[name];
  if (file === undefined) {
    console.error(`npm run docs -- <name>; names: ${Object.keys(PAGES).join(", ")}`);
    process.exitCode = 2;
    return;
  }
  const node = ["--import", "tsx", path.join(__dirname, file), ...args];
  process.exitCode = spawnSync(process.execPath, node, { stdio: "inherit" }).status ?? 1;
}

main(process.argv.slice(2));
