import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { writeReport, type Dashboard, type ReportProps, type Run } from "../../../lab";
import { MetricStore } from "../../../lab/metrics";
import { launchChromium } from "../../../scripts/chromium";

/** Noon of a day, a round time in every bucket. */
export const START = Date.UTC(2026, 5, 2, 12) / 1000;
const HOURS = 3;

/** Three environments whose values are a power of ten apart, and a run of three hours around them. */
export function madeRun(dashboards: readonly Dashboard[], part: Partial<Run> = {}): Run {
  const store = new MetricStore();
  const values = { staging: 1, prod: 100, "prod-eu": 10_000 };
  for (let minute = 0; minute < HOURS * 60; minute += 1) {
    for (const [env, value] of Object.entries(values)) {
      const at = START + minute * 60 + 5;
      store.add("gauge", "g", [`env:${env}`], value + (minute % 7), at);
      store.add("count", "c", [`env:${env}`], value + (minute % 7), at);
    }
  }
  const span = { from: START, to: START + HOURS * 3_600, onset: START + 3_600 };
  return {
    ...{ service: "probe", scenario: "made", ok: true, requests: 0 },
    ...{ alerts: [], notifications: [], unsupported: [] },
    recording: {
      ...{ title: "made", seed: 1, ...span, store, dashboards },
      ...{ monitors: [], parsed: { metric: new Map(), composite: new Map() } },
      ...{ timelines: [], events: [], requests: [] },
    },
    ...part,
  };
}

/** A report in a browser. */
export interface OpenedReport {
  readonly page: Page;
  /** Errors and warnings of the page. */
  readonly complaints: readonly string[];
  go(address: string): Promise<void>;
  close(): Promise<void>;
}

export async function openReport(
  executable: string,
  runs: readonly Run[],
  props: ReportProps = {},
): Promise<OpenedReport> {
  const folder = mkdtempSync(path.join(tmpdir(), "report-"));
  const file = path.join(folder, "report.html");
  writeReport(file, runs, props);
  const browser: Browser = await launchChromium(executable);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  const { href } = pathToFileURL(file);
  await page.goto(href);
  return {
    ...{ page, complaints },
    async go(address) {
      await page.evaluate((hash) => (location.hash = hash), address);
      await page.waitForSelector("[role=tab][aria-selected=true]");
      await settle(page);
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Frames in which charts learn their width and draw. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame += 1) {
      await new Promise((done) => requestAnimationFrame(done));
    }
  });
}
