import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type Axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { releasePage } from "../../../cli/compare/release-page";
import { writeReport, type AlertOutcome, type NotificationSent, type Run } from "../../../lab";
import type { LocalAgent, MetricPoint, Span } from "../../../lab/agent";
import type { MonitorDefinition } from "../../../lab/monitors";
import { serveWatch, Watch } from "../../../lab/watch";
import { chromiumPath, launchChromium } from "../../../scripts/chromium";
import { HOSTILE_DASHBOARD } from "./hostile-dashboard";
import { madeRun, START } from "./made-run";

const executable = chromiumPath();
const describeInBrowser = executable === undefined ? describe.skip : describe;
jest.setTimeout(60_000);

/** Ends what it stands in, runs, turns the text around, or is a key of every object. */
const BAD =
  `"><img data-hostile src=x onerror="window.owned=1"></script><script>window.owned=1</script>` +
  "\u2028\u202e__proto__ [a](javascript:window.owned=1) javascript:window.owned=1 ${x} {{x}}";
const GROUP = JSON.parse(
  JSON.stringify({ model: BAD, __proto: 1 }).replace("__proto", "__proto__"),
);

const alert = (more: Partial<AlertOutcome> = {}): AlertOutcome => ({
  ...{ signal: BAD, key: BAD, monitor: "m", group: GROUP, firedAtMinute: 8, times: 1 },
  ...{ recoveredAtMinute: 40, warnedAtMinute: null, expected: "fire", firesBy: null, value: 3 },
  ...{ noDataAtMinute: null, problems: [], ok: true, dependsOnUndocumented: [BAD], ...more },
});
const sent: NotificationSent = {
  ...{ minute: 8, transition: "triggered", status: "Alert", previous: "OK", signal: BAD, key: BAD },
  ...{
    group: GROUP,
    receivers: [BAD],
    value: 3,
    title: BAD,
    message: `# ${BAD}\n- ${BAD}\n${BAD}`,
  },
  ...{ unknownVariables: [BAD], neverTold: [] },
};
const monitor = {
  ...{ id: "m", name: BAD, type: "query alert", message: BAD, tags: [BAD], priority: 1 },
  ...{ query: `avg(last_5m):avg:g{*} by {model} > 3`, thresholds: { critical: 3 } },
} as unknown as MonitorDefinition;

function hostileRun(more: Partial<Run> = {}): Run {
  const run = madeRun([HOSTILE_DASHBOARD]);
  const minutes = Array.from({ length: 60 }, (_, minute) => START + minute * 60);
  const { store } = run.recording!;
  for (const time of minutes) store.add("count", "llm.requests", [`model:${BAD}`, BAD], 1, time);
  const tags = { "llm.model": BAD, [BAD]: BAD, "llm.prompt_version": BAD };
  const span = { name: BAD, resource: BAD, start: START * 1_000, duration: 5, tags, failed: true };
  return {
    ...{ ...run, service: BAD, env: BAD, scenario: BAD, ok: false, alerts: [alert()] },
    ...{ notifications: [sent], unsupported: [{ monitor: "m", name: BAD, reason: BAD }] },
    recording: {
      ...{ ...run.recording!, title: BAD, monitors: [monitor] },
      timelines: [
        {
          ...{ monitor: "m", group: GROUP, times: minutes, values: minutes.map(() => 4) },
          statuses: minutes.map((_, minute) => (minute > 8 ? "Alert" : "OK")),
        },
      ],
      requests: [{ failure: BAD, spans: [span] }],
      thresholds: [5, 10].map((threshold) => ({
        ...{ signal: BAD, key: BAD, threshold, isOwn: threshold === 5, pages: 1, minutes: 3 },
        firings: [{ group: GROUP, from: 4, to: null }],
      })),
    },
    ...more,
  };
}

describeInBrowser("what others wrote", () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "hostile-"));
    browser = await launchChromium(executable ?? "");
    page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", () => complaints.push("a dialog"));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What is wrong with the page as it now stands, on a phone. */
  async function faults(): Promise<string[]> {
    const found = await page.evaluate(async () => {
      const all = [...document.querySelectorAll("a")].map(
        (link) => link.getAttribute("href") ?? "",
      );
      const axe = (window as unknown as { axe?: typeof Axe }).axe;
      // Widgets may have one title: it is their author's.
      const rules = { "landmark-unique": { enabled: false } };
      const { violations } = axe ? await axe.run(document, { rules }) : { violations: [] };
      return [
        ...("owned" in window ? ["it ran"] : []),
        ...[...document.querySelectorAll("[data-hostile]")].map(() => "it became markup"),
        ...all.filter((address) => !/^(#|https?:)/.test(address)),
        ...("owned" in {} ? ["a prototype"] : []),
        ...(document.documentElement.scrollWidth > innerWidth ? ["too wide"] : []),
        ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`),
      ];
    });
    return [...found, ...complaints.splice(0)];
  }

  it("runs nowhere in a report, whatever holds it, and leaves each page whole", async () => {
    const file = path.join(folder, "report.html");
    const before = hostileRun({ alerts: [alert({ firedAtMinute: 20 })], notifications: [] });
    const recorded = hostileRun({ alerts: [alert({ expected: "either" })] });
    const replay: Run = { ...recorded, recording: { ...recorded.recording!, isReplay: true } };
    writeReport(file, [hostileRun(), { ...replay, scenario: "replayed" }], { against: [before] });
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector(".overview");
    await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    expect(await faults()).toEqual([]);
    for (const run of [0, 1]) {
      await page.evaluate((index) => (location.hash = `run=${index}`), run);
      await page.waitForSelector("[role=tabpanel] > *");
      const tabs = await page.$$eval("[role=tab]", (all) =>
        all.map((tab) => (tab as HTMLElement).dataset["tab"] ?? ""),
      );
      expect(tabs).toContain(run === 0 ? "compared" : "thresholds");
      for (const tab of tabs) {
        await page.click(`[data-tab="${tab}"]`);
        expect([run, tab, await faults()]).toEqual([run, tab, []]);
      }
    }
  });

  it("are told of a recording without a verdict, as nothing is expected of it", async () => {
    await page.goto(`${pathToFileURL(path.join(folder, "report.html")).href}#run=all`);
    const texts = (selector: string): Promise<string[]> =>
      page.$$eval(selector, (all) => all.map((one) => one.textContent));
    const options = await texts(".runs optgroup option");
    expect(options.map((text) => /^[✓✗]/.test(text))).toEqual([true, false]);
    expect(await texts(".overview tbody tr:nth-child(2) td:nth-child(4)")).toEqual([]);
  });

  it("may stand in the address as well", async () => {
    const address = pathToFileURL(path.join(folder, "report.html")).href;
    for (const hash of [
      `run=0&tab=${BAD}&service=${BAD}`,
      `run=0&tab=monitors&monitor=${BAD}&minute=x`,
    ]) {
      await page.goto("about:blank");
      await page.goto(`${address}#${encodeURI(hash)}&v.__proto__=a&trace=999&from=1e99&to=2e99`);
      await page.waitForSelector("[role=tabpanel] > *");
      expect(await faults()).toEqual([]);
    }
  });

  it("runs nowhere in the page of a comparison", async () => {
    const header = {
      ...{ served: { service: BAD, env: BAD, from: 0, to: 3600 }, prompt: BAD, baseline: BAD },
      ...{ candidate: BAD, source: BAD, notes: [BAD] },
    };
    const measure = { id: BAD, title: BAD, kind: "rate", margin: 2, unit: "points" };
    const html = releasePage(header, {
      ...{ decision: "hold", sample: "requests", comparable: 1, looks: BAD },
      ...{ requests: { baseline: 1, candidate: 1 } },
      measures: [
        {
          measure: measure as never,
          outcome: "no_data",
          events: { baseline: 0, candidate: 0 },
          segments: [],
        },
      ],
    });
    // Even without the policy that forbids it.
    await page.setContent(html.replace(/<meta http-equiv[^>]*>/, ""));
    expect(await faults()).toEqual([]);
  });

  it("runs nowhere in the page of a watch", async () => {
    const listeners: { spans?: (all: Span[]) => void; metrics?: (all: MetricPoint[]) => void } = {};
    const agent = {
      ...{ url: "http://127.0.0.1:8126", udpPort: 8125 },
      malformed: { total: 1, byReason: { [BAD]: 1 } },
      onSpans: (take: (all: Span[]) => void) => ((listeners.spans = take), () => undefined),
      onMetrics: (take: (all: MetricPoint[]) => void) => (
        (listeners.metrics = take),
        () => undefined
      ),
    } as unknown as LocalAgent;
    const watch = new Watch({ agent });
    const server = await serveWatch(watch, 0);
    try {
      listeners.spans?.([
        {
          ...{ traceId: 1n, spanId: 1n, parentId: 0n, name: BAD, resource: BAD, service: BAD },
          ...{ type: BAD, error: 1, start: 1_780_401_600_000_000_000n, duration: 5n },
          ...{ meta: { [BAD]: BAD, "llm.model": BAD }, metrics: {}, links: [] },
        },
      ]);
      const tags = [`model:${BAD}`, `__proto__:${BAD}`, BAD, `provider:${BAD}`];
      const point = { type: "c", values: [1], tags, sampleRate: 1, transport: "udp" } as const;
      listeners.metrics?.(["llm.requests", BAD, "__proto__"].map((name) => ({ ...point, name })));
      await page.goto(server.url);
      await page.waitForSelector(".metrics tbody tr");
      expect(await page.textContent("main")).toContain("data-hostile");
      expect(await faults()).toEqual([]);
    } finally {
      watch.stop();
      await server.close();
    }
  });
});
