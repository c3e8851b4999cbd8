import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { dashboardsOfStack, monitorsOfStack, play, scenario, writeReport } from "../lab";
import { supportAgent } from "../examples/services";
import { chromiumPath, launchChromium } from "./chromium";

const SCENARIO = "prompt-regression";
const IMAGES = path.join(__dirname, "..", "docs", "images");
const STACK = path.join(
  __dirname,
  "..",
  "cdktf.out",
  "stacks",
  supportAgent.service,
  "cdk.tf.json",
);

interface Picture {
  readonly name: string;
  readonly tab: string;
  readonly width?: number;
  readonly height: number;
  readonly scheme?: "light" | "dark";
  /** What to show at the top; the whole page's top where it is absent. */
  readonly from?: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

/** What the pictures of README and docs/report.md show. */
function pictures(dashboard: (title: string) => string): Picture[] {
  return [
    { name: "summary", tab: "summary", height: 900 },
    { name: "health", tab: dashboard("LLM health"), height: 1000, from: ".panel" },
    { name: "cost", tab: dashboard("LLM cost"), height: 1130, from: ".panel" },
    { name: "quality", tab: dashboard("LLM quality"), height: 1000, from: ".panel" },
    {
      ...{ name: "prompt-versions", width: 1440 },
      ...{ tab: dashboard("Prompt versions"), height: 900, from: ".panel" },
    },
    {
      ...{ name: "prompt-versions-dark", scheme: "dark", width: 1440 },
      ...{ tab: dashboard("Prompt versions"), height: 900, from: ".panel" },
    },
    { name: "monitor-timeline", tab: "monitors", height: 780, from: "[data-monitor]" },
    {
      ...{ name: "trace", tab: "traces", height: 660, from: ".panel" },
      prepare: (page) => page.click(".span-row:has-text('llm.request')"),
    },
    { name: "phone", tab: "summary", width: 390, height: 844 },
  ];
}

async function main(): Promise<void> {
  const executable = chromiumPath();
  if (executable === undefined) throw new Error("No Chromium: name one in CHROMIUM_PATH.");
  const stack: unknown = JSON.parse(readFileSync(STACK, "utf8"));
  const dashboards = dashboardsOfStack(stack);
  const watched = { service: supportAgent, monitors: monitorsOfStack(stack), dashboards };
  const folder = mkdtempSync(path.join(tmpdir(), "report-"));
  const browser = await launchChromium(executable);
  try {
    const file = path.join(folder, "report.html");
    writeReport(file, [play(watched, scenario(SCENARIO), { recording: true })]);
    mkdirSync(IMAGES, { recursive: true });
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const tabOf = (title: string): string =>
      dashboards.find((one) => one.title.endsWith(title))?.id ?? title;
    for (const picture of pictures(tabOf)) await take(page, picture);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function take(page: Page, picture: Picture): Promise<void> {
  const { name, tab, width = 1280, height, scheme = "light", from, prepare } = picture;
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height });
  await page.click(`[data-tab="${tab}"]`);
  await prepare?.(page);
  // Nothing stays focused or hovered in a picture.
  await page.mouse.move(0, 0);
  await page.evaluate("document.activeElement?.blur()");
  await page.evaluate("new Promise((done) => setTimeout(done, 300))");
  const box = from === undefined ? undefined : await page.locator(from).first().boundingBox();
  const top = box ? box.y : 0;
  await page.screenshot({
    path: path.join(IMAGES, `${name}.png`),
    fullPage: true,
    clip: { x: 0, y: top, width, height },
  });
  console.log(`docs/images/${name}.png`);
}

void main();
