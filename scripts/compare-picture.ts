/** Draws the page that a comparison of two versions writes: `npm run docs -- compare-picture`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromiumPath, launchChromium } from "./chromium";

const ROOT = path.join(__dirname, "..");
const WIDTH = 1_200;

async function main(): Promise<void> {
  const executable = chromiumPath();
  if (executable === undefined) throw new Error("No Chromium: name one in CHROMIUM_PATH.");
  const folder = mkdtempSync(path.join(tmpdir(), "compare-picture-"));
  const report = path.join(folder, "compare.html");
  const app = ["--app", "examples/main.ts"];
  const args = ["--import", "tsx", "cli/main.ts", "compare", "--source", "lab", ...app];
  spawnSync(process.execPath, [...args, "--report", report], { cwd: ROOT, stdio: "ignore" });
  const browser = await launchChromium(executable);
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 600 } });
  await page.goto(pathToFileURL(report).href);
  await page.screenshot({ path: path.join(ROOT, "docs/images/compare.png"), fullPage: true });
  await browser.close();
  rmSync(folder, { recursive: true });
}

void main();
