import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import type Axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { supportAgent } from "../../../../../examples/services";
import { monitorsOfStack, startLocalAgent, type LocalAgent } from "../../../../../lab";
import { serveWatch, setUpLines, Watch, type WatchServer } from "../../../../../lab/watch";
import { chromiumPath, launchChromium } from "../../../../../scripts/chromium";
import { compiledFile } from "../../../../support/compiled-sources";
import { synthService } from "../../../../support/synth";

/** A whole minute: monitors are evaluated at those. */
const START = 1_780_401_600_000;
const NOTIFY = { alert: ["@pagerduty-support-ai"], warning: ["@slack-support-ai"] };
const executable = chromiumPath();
const describeInBrowser = executable === undefined ? describe.skip : describe;
jest.setTimeout(60_000);

describeInBrowser("the page of a watch, with the runtime on dd-trace sending", () => {
  let agent: LocalAgent;
  let watch: Watch;
  let server: WatchServer;
  let browser: Browser;
  let page: Page;
  let now = START;
  const complaints: string[] = [];
  const requested = new Set<string>();

  beforeAll(async () => {
    const stack: unknown = JSON.parse(synthService(supportAgent, { notify: NOTIFY }).text);
    agent = await startLocalAgent({ maxSpans: 0, maxMetrics: 0 });
    const services = [{ service: supportAgent, monitors: monitorsOfStack(stack) }];
    watch = new Watch({ agent, services, now: () => now });
    server = await serveWatch(watch, 0);
    browser = await launchChromium(executable ?? "");
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, timezoneId: "UTC" });
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => requested.add(new URL(request.url()).host));
    await page.goto(server.url);
  });

  afterAll(async () => {
    await browser.close();
    watch.stop();
    await Promise.all([server.close(), agent.close()]);
  });

  const text = (selector: string): Promise<string> => page.innerText(selector);

  it("says how to send to it while nothing has arrived", async () => {
    await page.waitForSelector(".waiting");
    expect(await text(".waiting pre")).toBe(
      setUpLines(agent, [{ service: supportAgent, monitors: [] }]).join("\n"),
    );
    expect(await text("header [role=status]")).toBe("● Live");
  });

  it("shows a service that is started with those lines: trees, costs and metrics", async () => {
    now = START + 30_000;
    await runWith(await text(".waiting pre"));
    await page.waitForFunction(() => document.querySelectorAll(".trace-row").length === 10);
    await page.waitForSelector(".metrics");
    const spans = await page.$$eval(".span-row", (rows) =>
      rows.map((row) => [
        row.querySelector("strong")?.textContent,
        row.querySelector(".span-name")?.getAttribute("style"),
      ]),
    );
    expect(spans).toEqual([
      ["web.request", "--depth: 0;"],
      ["rag.retrieval", "--depth: 1;"],
      ["llm.request", "--depth: 1;"],
      ["output.validation", "--depth: 1;"],
    ]);
    const failures = await page.$$eval(".trace-row .bad", (all) =>
      all.map((one) => one.textContent),
    );
    expect(failures).toEqual(Array(8).fill("✗ output.validation"));
    expect(await text(".watch .facts")).toMatch(/LLM calls\s+10\s+Errors\s+8 .*Cost\s+\$0.125/s);
    expect(await text(".live tbody tr")).toMatch(
      /claude-sonnet-4 anthropic\s+10\s+\d+\s+18.4k\s+1,200\s+\$0.125\s+\$0.0125/,
    );
    const [requests] = await page.$$eval(".metrics tbody tr", (rows) =>
      rows
        .map((row) => (row as HTMLElement).innerText)
        .filter((row) => row.startsWith("llm.json_invalid")),
    );
    expect(requests).toMatch(/^llm.json_invalid count\s+8\s/);
    expect(requests).toContain("prompt_version:2026-06-01.3");
  });

  it("says what would page, who would be told, and by which numbers", async () => {
    now = START + 200_000;
    watch.evaluate();
    await page.waitForSelector("[aria-label='In trouble']");
    const firing = await page.$$eval("[aria-label='In trouble'] > *", (rows) =>
      rows.map((row) => (row as HTMLElement).innerText.replace(/\s+/g, " ")),
    );
    expect(firing.filter((row) => row.startsWith("Alert"))).toEqual([
      "Alert invalid_json claude-sonnet-4, support_triage, 2026-06-01.3 80 % (> 2 %) · guard 7.95 (≥ 7)",
    ]);
    expect(await text("#alerts-head")).toBe("1 would page");
    const told = await page.$$eval(".told li", (all) => all.map((one) => one.textContent));
    expect(told).toEqual([expect.stringMatching(/^12:03:00Alert.*2 % over 10 minutes @pagerduty/)]);
  });

  it("keeps the request that the reader chose, and its focus, while others arrive", async () => {
    await page.click(".trace-row >> nth=4");
    const chosen = await page.$$eval(".trace-row", (rows) =>
      rows.findIndex((row) => row.hasAttribute("aria-current")),
    );
    expect(chosen).toBe(4);
    await runWith(setUpLines(agent, []).join("\n"), {
      DD_SERVICE: "support-agent",
      DD_ENV: "dev",
    });
    await page.waitForFunction(() => document.querySelectorAll(".trace-row").length === 20);
    const row = page.locator(".trace-row[aria-current]");
    expect(await row.evaluate((one) => [...one.parentElement!.children].indexOf(one))).toBe(14);
    expect(await row.evaluate((one) => document.activeElement === one)).toBe(true);
  });

  it("says that what arrives from another environment is read by no alert", async () => {
    await page.waitForSelector(".hints");
    expect(await text(".hints")).toBe(
      "Metrics arrive from service “support-agent” in env “dev”, which no alert reads. " +
        "To see what would page, start it with DD_SERVICE=support-agent DD_ENV=production.",
    );
  });

  it.each(["light", "dark"] as const)(
    "has no fault that axe finds, and fits a phone, in %s",
    async (scheme) => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        const found = await page.evaluate(async () => {
          const axe = (window as unknown as { axe: typeof Axe }).axe;
          const { violations } = await axe.run(document, { resultTypes: ["violations"] });
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
        });
        expect([width, found]).toEqual([width, []]);
      }
    },
  );

  it("asks nobody but its own server, and complains of nothing", () => {
    expect([...requested]).toEqual([new URL(server.url).host]);
    expect(complaints).toEqual([]);
  });

  it("says so when the watch has ended", async () => {
    await server.close();
    await page.waitForSelector("header .badge.alert");
    expect(await text("header [role=status]")).toBe("Not connected");
  });
});

/** Runs a service with the lines that the page shows, as a shell would. */
async function runWith(lines: string, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const shown = lines.split("\n").map((line) => line.replace("export ", "").split("="));
  const child = spawn(process.execPath, [compiledFile(path.join(__dirname, "send-requests.ts"))], {
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      PATH: process.env["PATH"],
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: "false",
      DD_REMOTE_CONFIGURATION_ENABLED: "false",
      ...(Object.fromEntries(shown) as NodeJS.ProcessEnv),
      ...env,
    },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`It ended with ${code}.`);
}
