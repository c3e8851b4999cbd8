import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type Axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import {
  dashboardsOfStack,
  monitorsOfStack,
  play,
  scenario,
  writeReport,
  type Run,
} from "../../../lab";
import { chromiumPath, launchChromium } from "../../../scripts/chromium";
import { supportAgent } from "../../../examples/services";
import { synthService } from "../../support/synth";
import { HOSTILE, HOSTILE_DASHBOARD } from "./hostile-dashboard";

const executable = chromiumPath();
if (executable === undefined) {
  console.warn("The report is not opened: no Chromium is installed (CHROMIUM_PATH names one).");
}
const describeInBrowser = executable === undefined ? describe.skip : describe;

const NOTIFY = { alert: ["@pagerduty-support-ai"], warning: ["@slack-support-ai"] };

describeInBrowser("the report, in a browser", () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  let run: Run;
  let rows: string[];
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "report-"));
    const file = path.join(folder, "report.html");
    const stack: unknown = JSON.parse(synthService(supportAgent, { notify: NOTIFY }).text);
    const watched = {
      service: supportAgent,
      monitors: monitorsOfStack(stack),
      dashboards: [...dashboardsOfStack(stack), HOSTILE_DASHBOARD],
    };
    run = play(watched, scenario("prompt-regression"), { recording: true });
    const quiet = play(watched, scenario("quiet-night"), { recording: true });
    writeReport(file, [run, quiet]);
    browser = await launchChromium(executable ?? "");
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) {
        complaints.push(`requested ${request.url()}`);
      }
    });
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector(".overview");
    rows = await page.$$eval(".overview tbody tr", (all) => all.map((row) => row.textContent));
    await page.click("button:text('prompt-regression')");
    await page.waitForSelector("[role=tab]");
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (tab: string): Promise<void> => {
    await page.click(`[data-tab="${tab}"]`);
    await settle(page);
  };

  it("draws every widget of every dashboard, and says so where the run sent nothing", async () => {
    const sent = run.recording!.store.names();
    for (const { id, body } of run.recording!.dashboards) {
      if (id === HOSTILE_DASHBOARD.id) continue;
      await open(id);
      const drawn = await page.$$eval("[data-widget]", (all) =>
        all.map((widget) => ({
          kind: (widget as HTMLElement).dataset["widget"] ?? "",
          title: widget.querySelector("h4")?.textContent ?? "",
          message: widget.querySelector("[data-message]")?.textContent ?? "",
          ink: [...widget.querySelectorAll("canvas")].some((canvas) => {
            const { data } = canvas
              .getContext("2d")!
              .getImageData(0, 0, canvas.width, canvas.height);
            return data.some((part) => part > 0);
          }),
          text: widget.querySelector(".widget-body")?.textContent ?? "",
        })),
      );
      expect(drawn.map(({ kind }) => kind)).toEqual(kindsIn(body));
      for (const { kind, title, message, ink, text } of drawn) {
        const missing = /The run never sent (.*)\./.exec(message)?.[1]?.split(", ") ?? [];
        if (message !== "") expect([title, message, missing]).not.toEqual([title, message, []]);
        for (const metric of missing) expect(sent).not.toContain(metric);
        if (kind === "timeseries" && message === "") expect([title, ink]).toEqual([title, true]);
        expect([title, text.trim()]).not.toEqual([title, ""]);
      }
    }
    expect(complaints).toEqual([]);
  });

  it("shows by version and model which one is broken", async () => {
    await open(idOf(run, "Prompt versions"));
    const cells = await page.$$eval("[data-widget=query_table] .cell.is-alert", (all) =>
      all.map((cell) => cell.closest("tr")?.textContent),
    );
    expect(cells).toHaveLength(1);
    expect(cells[0]).toMatch(/^2026-06-01\.3claude-sonnet-4/);
  });

  it("filters every widget by a template variable", async () => {
    await open(idOf(run, "Prompt versions"));
    const before = await drawing(page);
    await page.click('[data-variable="model"] button');
    await page.check('[data-variable="model"] input[value="gpt-4.1"]');
    await settle(page);
    const after = await drawing(page);
    expect(before.rows).toHaveLength(4);
    expect(after.rows).toHaveLength(2);
    expect(after.rows.every((row) => row.includes("gpt-4.1"))).toBe(true);
    expect(after.pictures).toHaveLength(before.pictures.length);
    after.pictures.forEach((picture, index) => expect(picture).not.toBe(before.pictures[index]));
    await page.click("text=Reset");
    await settle(page);
    expect((await drawing(page)).rows).toHaveLength(4);
  });

  it("shows when the monitor fired, for which group, and whom it told", async () => {
    await open("monitors");
    const strips = await page.$$eval(".monitor .strip", (all) =>
      all.map((strip) => strip.getAttribute("aria-label") ?? ""),
    );
    const fired = run.alerts.find(
      ({ firedAtMinute, group }) => firedAtMinute !== null && group["model"] === "claude-sonnet-4",
    );
    const at = `12:${String(fired!.firedAtMinute).padStart(2, "0")}`;
    const told = `triggered at ${at}, told pagerduty-support-ai`;
    expect(strips.filter((text) => text.includes(told))).not.toEqual([]);
    expect(strips.some((text) => text.includes(`Alert from ${at}`))).toBe(true);
  });

  it("shows what a request’s spans carry", async () => {
    await open("traces");
    const names = await page.$$eval(".span-row strong", (all) => all.map((one) => one.textContent));
    expect(names).toEqual(
      expect.arrayContaining([
        "service.entry",
        "rag.retrieval",
        "llm.request",
        "output.validation",
      ]),
    );
    const tags = await page.textContent(".span-tags");
    expect(tags).toContain("json_validfalse");
    expect(tags).toContain("llm.prompt_version2026-06-01.3");
  });

  it("sets what others wrote as text, and names what it does not support", async () => {
    await open(HOSTILE_DASHBOARD.id);
    expect(await page.$$("[data-hostile]")).toEqual([]);
    expect(await page.textContent("#main")).toContain(HOSTILE);
    const problems = await page.$$eval("[data-message=problem]", (all) =>
      all.map((one) => one.textContent),
    );
    expect(problems).toEqual([
      expect.stringContaining('Widgets of type "sunburst" are not drawn.'),
      expect.stringMatching(/anomalies\(\) is not supported.*line 1, column 1/),
      expect.stringContaining('The search term "@duration:>5s" is not evaluated.'),
    ]);
    expect(complaints).toEqual([]);
  });

  it("is used by the keyboard: arrows move between tabs", async () => {
    await open("summary");
    await page.focus("#tab-summary");
    await page.keyboard.press("ArrowRight");
    await settle(page);
    expect(await page.getAttribute("#tab-monitors", "aria-selected")).toBe("true");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("tab-monitors");
    await page.keyboard.press("Home");
    expect(await page.getAttribute("#tab-summary", "aria-selected")).toBe("true");
  });

  it("lists its runs, and goes from one to another", async () => {
    expect(rows).toEqual([
      expect.stringMatching(/^prompt-regression.*invalid_json \+\d+ min.*✓ as expected$/),
      expect.stringMatching(/^quiet-night.*none0✓ as expected$/),
    ]);
    await page.selectOption(".runs", "1");
    await page.waitForSelector("text=One request in five minutes");
    expect(await page.textContent(".outcome")).toContain("Nobody is paged, as it should be.");
    await page.selectOption(".runs", "0");
    await page.waitForSelector("text=invalid_json fired");
    expect(complaints).toEqual([]);
  });

  it.each(["light", "dark"] as const)(
    "has no serious fault that axe finds, in %s",
    async (scheme) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
      const tabs = await page.$$eval("[role=tab]", (all) =>
        all.map((tab) => (tab as HTMLElement).dataset["tab"] ?? ""),
      );
      for (const tab of tabs) {
        await open(tab);
        const found = await page.evaluate(async () => {
          const axe = (window as unknown as { axe: typeof Axe }).axe;
          const { violations } = await axe.run(document, { resultTypes: ["violations"] });
          return violations
            .filter(({ impact }) => impact === "serious" || impact === "critical")
            .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
        });
        expect([tab, found]).toEqual([tab, []]);
      }
    },
    60_000,
  );
});

/** Two frames: one in which charts learn their width, one in which they draw. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => requestAnimationFrame(() => done())),
        ),
      ),
  );
}

async function drawing(page: Page): Promise<{ rows: string[]; pictures: string[] }> {
  return {
    rows: await page.$$eval("[data-widget=query_table] tbody tr", (all) =>
      all.map((row) => row.textContent),
    ),
    pictures: await page.$$eval("canvas", (all) => all.map((canvas) => canvas.toDataURL())),
  };
}

function idOf({ recording }: Run, title: string): string {
  return recording!.dashboards.find((dashboard) => dashboard.title.endsWith(title))!.id;
}

interface WidgetJson {
  readonly definition: { readonly type: string; readonly widgets?: readonly WidgetJson[] };
}

/** Kinds of the widgets of a dashboard, in order; groups stand for what is in them. */
function kindsIn(body: unknown): string[] {
  const kinds = ({ definition: { type, widgets } }: WidgetJson): string[] =>
    type === "group" ? (widgets ?? []).flatMap(kinds) : [type];
  return (body as { widgets: WidgetJson[] }).widgets.flatMap(kinds);
}
