import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type Axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import {
  affecting,
  monitorsOfStack,
  play,
  writeReport,
  type Run,
  type Scenario,
} from "../../../lab";
import { chromiumPath, launchChromium } from "../../../scripts/chromium";
import { defineLlmService } from "../../../telemetry";
import { synthService } from "../../support/synth";

const FEATURES = ["chat", "search", "summary", "drafts", "booking"].concat([
  "billing",
  "voice",
  "translation",
  "onboarding",
  "offers",
]);

const concierge = defineLlmService({
  service: "concierge",
  env: "production",
  team: "concierge",
  features: Object.fromEntries(
    FEATURES.map((name) => [name, { userFacing: true, streaming: true }]),
  ),
  prompts: { answer: { structuredOutput: true } },
  models: { openai: ["gpt-4.1"], anthropic: ["claude-sonnet-4"] },
});

/** Every feature is slow, and everything else fails, too. */
const ALL_AT_ONCE: Scenario = {
  id: "all-at-once",
  title: "Every feature is slow and fails",
  ...{ requestsPerMinute: 200, hours: 0.75, hoursBefore: 0.5 },
  incident: affecting((_behaviour, _kind, { minute }) =>
    minute < 0
      ? {}
      : { firstTokenMs: 5_000, generationMs: 14_000, errorRate: 0.2, invalidJsonRate: 0.2 },
  ),
  expects: () => [],
};

const executable = chromiumPath();
const describeInBrowser = executable === undefined ? describe.skip : describe;
jest.setTimeout(60_000);

describeInBrowser("a report of more than twenty alerts, on a phone", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "report-"));
  const complaints: string[] = [];
  let browser: Browser;
  let page: Page;
  let run: Run;

  beforeAll(async () => {
    const notify = { alert: ["@pagerduty-concierge"] };
    const stack: unknown = JSON.parse(synthService(concierge, { notify }).text);
    const watched = { service: concierge, monitors: monitorsOfStack(stack) };
    run = play(watched, ALL_AT_ONCE, { recording: true });
    const file = path.join(folder, "report.html");
    writeReport(file, [run]);
    browser = await launchChromium(executable ?? "");
    page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector(".lanes");
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Screens that the page is long, once nothing is wider than the phone. */
  const screens = async (): Promise<number> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    return page.evaluate(() => document.documentElement.scrollHeight / 844);
  };

  it("says in one sentence which signals fired how often", async () => {
    const fired = run.alerts.filter(({ firedAtMinute }) => firedAtMinute !== null);
    expect(new Set(fired.map(({ monitor }) => monitor)).size).toBeGreaterThanOrEqual(20);
    expect(await page.innerText(".outcome")).toMatch(
      /^✗ Not as expected\s+22 alerts fired, and should not have: first_token_p95 \(10\), .*\.$/,
    );
  });

  it("shows what came first, folds the rest, and leaves nothing out", async () => {
    expect(await screens()).toBeLessThan(9);
    const rows = "[aria-label=Alerts] tbody tr";
    const visible = page.locator(rows).filter({ visible: true });
    expect(await visible.count()).toBe(12);
    const notable = run.alerts.filter(({ ok }) => !ok);
    expect(await page.locator(rows).count()).toBe(notable.length);
    await page.click(`summary:text("${notable.length - 12} more rows")`);
    expect(await visible.count()).toBe(notable.length);
    expect(await page.locator(".notifications > li").count()).toBe(run.notifications.length);
  });

  it("lists every monitor in a line until it is opened, and a link opens one at its minute", async () => {
    await page.click('[data-tab="monitors"]');
    expect(await page.locator("[data-monitor][open]").count()).toBe(0);
    expect(await screens()).toBeLessThan(5);
    const { monitor, firedAtMinute } = run.alerts.find(({ key }) => key === "voice")!;
    await page.goto(
      `${page.url().split("#")[0]}#run=0&tab=monitors&monitor=${monitor}&minute=${firedAtMinute}`,
    );
    const opened = page.locator("[data-monitor][open]");
    await opened.waitFor();
    expect(await opened.getAttribute("data-monitor")).toBe(monitor);
    expect(await opened.count()).toBe(1);
    expect(await opened.locator("canvas").first().isVisible()).toBe(true);
  });

  it("has an address for the scenarios of one service", async () => {
    const file = path.join(folder, "two.html");
    writeReport(file, [run, { ...run, service: "helpdesk" }]);
    const other = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await other.goto(pathToFileURL(file).href);
    const cards = other.locator(".overview h2");
    expect(await cards.allTextContents()).toEqual([
      "concierge · production",
      "helpdesk · production",
    ]);
    await other.click("nav a:text('helpdesk')");
    await other.reload();
    expect(await cards.allTextContents()).toEqual(["helpdesk · production"]);
    expect(await other.textContent(".outcome")).toContain("1 of 1 runs");
    await other.click("button:text('all-at-once')");
    expect(await other.textContent(".eyebrow")).toBe("helpdesk · production · all-at-once");
    await other.close();
  });

  it("has no fault that axe finds, and complains of nothing", async () => {
    await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    for (const tab of ["summary", "monitors"]) {
      await page.click(`[data-tab="${tab}"]`);
      const found = await page.evaluate(async () => {
        const axe = (window as unknown as { axe: typeof Axe }).axe;
        const { violations } = await axe.run(document, { resultTypes: ["violations"] });
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect([tab, found]).toEqual([tab, []]);
    }
    expect(complaints).toEqual([]);
  });
});
