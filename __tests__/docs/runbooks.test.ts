import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { App, Testing } from "cdktf";
import {
  LlmServiceStack,
  planServiceAlerts,
  SIGNALS,
  type SignalsSettings,
  type ObjectivesSettings,
} from "../../constructs";
import { SLO_BURN_RATE } from "../../constructs/objectives/burn-alerts";
import { supportAgent } from "../../examples/services";
import {
  COMMON_SPAN_TAGS,
  METRICS,
  SPANS,
  type MetricDefinition,
  type MetricName,
  type SpanName,
} from "../../telemetry";

const FOLDER = join(__dirname, "../../docs/runbooks");
const HEADINGS = [
  "What it means",
  "How it is measured",
  "Look at",
  "Do",
  "Escalate",
  "False alarms",
];
/** What the pages' placeholders stand for in the service that the test synthesizes. */
const VALUES: Readonly<Record<string, string>> = {
  service: supportAgent.service,
  env: supportAgent.env,
  feature: "support_agent",
  floor: String(supportAgent.features.support_agent.retrieval.topScoreFloor),
  prompt_name: "support_triage",
  ...supportAgent.prompts.support_triage.release,
};
const notify = { alert: ["@pagerduty-support"] };

interface Resources {
  readonly datadog_service_level_objective: Readonly<
    Record<
      string,
      { readonly query: readonly [{ readonly numerator: string; readonly denominator: string }] }
    >
  >;
  readonly datadog_monitor: Readonly<Record<string, { readonly query: string }>>;
  readonly datadog_dashboard_json: Readonly<Record<string, { readonly dashboard: string }>>;
}
interface Widget {
  readonly definition: { readonly title?: string; readonly widgets?: readonly Widget[] };
}

const stack = new LlmServiceStack(new App(), supportAgent.service, {
  service: supportAgent,
  notify,
  signals: { telemetry_silent: true, cost_budget: { monthly: 5000 } },
  objectives: { availability: {}, latency: {}, valid_json: {} },
});
const { resource } = JSON.parse(Testing.synth(stack)) as { readonly resource: Resources };
const objectives = resource.datadog_service_level_objective;
const monitorQueries = [
  ...Object.values(resource.datadog_monitor).map(({ query }) =>
    query.replace(/\$\{datadog_service_level_objective\.\w+?_objectives_(\w+)_\w+\.id\}/, "<$1>"),
  ),
  ...Object.values(objectives).flatMap(({ query: [counted] }) => Object.values(counted)),
];
/** Widget titles by "dashboard / row". */
const rows = new Map(
  Object.values(resource.datadog_dashboard_json).flatMap(({ dashboard }) => {
    const { title, widgets } = JSON.parse(dashboard) as { title: string; widgets: Widget[] };
    return widgets.map(({ definition }) => [
      `${title} / ${definition.title ?? ""}`,
      (definition.widgets ?? []).map((widget) => widget.definition.title),
    ]);
  }),
);

const ids = [...SIGNALS.map(({ id }) => id), SLO_BURN_RATE];
const files = readdirSync(FOLDER).filter((file) => file !== "README.md");
const pages = files.map((file) => [file, readFileSync(join(FOLDER, file), "utf8")] as const);

function filledIn(text: string): string {
  return text.replaceAll(/<(\w+)>/g, (placeholder, name: string) => VALUES[name] ?? placeholder);
}

function section(page: string, heading: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
}

function fencedLines(text: string): string[] {
  return [...text.matchAll(/```text\n([\s\S]*?)```/g)].flatMap(([, block = ""]) =>
    block.trim().split("\n"),
  );
}

it("has one page per signal and lists them all, because every alert links to its page", () => {
  expect([...files].sort()).toEqual(ids.map((id) => `${id}.md`).sort());
  const index = readFileSync(join(FOLDER, "README.md"), "utf8");
  for (const id of ids) expect(index).toContain(`](${id}.md)`);
});

describe.each(pages)("%s", (_file, page) => {
  it("has the fixed headings and is short, because it is read at 3 a.m.", () => {
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
    expect(page.split("\n").length).toBeLessThanOrEqual(90);
    expect(section(page, "Do")).toMatch(/^1\. /m);
  });

  it("shows the queries that the monitors evaluate, so that the page cannot drift from them", () => {
    const shown = fencedLines(section(page, "How it is measured"));
    expect(shown.length).toBeGreaterThan(0);
    for (const line of shown) expect(monitorQueries).toContain(filledIn(line));
  });

  it("queries only metrics and tags of the contract, because others draw an empty graph", () => {
    const queries = [...page.matchAll(/(\w+):(llm\.[\w.]+)\{([^}]*)\}(?: by \{([^}]*)\})?/g)];
    expect(queries.length).toBeGreaterThan(0);
    for (const [, aggregator = "", metric = "", filters = "", groups = ""] of queries) {
      expect(Object.keys(METRICS)).toContain(metric);
      const { tags, percentiles }: MetricDefinition = METRICS[metric as MetricName];
      const keys = [...filters.split(","), ...groups.split(",")]
        .map((filter) => filter.replace(/^!/, "").replace(/:.*/, ""))
        .filter((key) => key !== "" && key !== "*");
      expect(tags).toEqual(expect.arrayContaining(keys));
      if (/^p\d\d$/.test(aggregator)) expect(percentiles).toBe(true);
    }
  });

  it("searches only for spans and attributes of the contract, because others find nothing", () => {
    const searches = fencedLines(page).filter((line) => line.startsWith("operation_name:"));
    expect(searches.length).toBeGreaterThan(0);
    for (const search of searches) {
      const name = /operation_name:(\S+)/.exec(search)?.[1];
      expect(Object.keys(SPANS)).toContain(name);
      const span = SPANS[name as SpanName];
      const attributes = [...search.matchAll(/@([\w.]+)/g)].map(([, attribute]) => attribute);
      const carried = [...COMMON_SPAN_TAGS, ...span.tags, ...span.numbers];
      expect(carried).toEqual(expect.arrayContaining(attributes));
      expect(search).toContain("service:<service> env:<env>");
    }
    const named = [...page.matchAll(/`@([\w.]+)/g)].map(([, attribute]) => attribute);
    const all = Object.values(SPANS).flatMap(({ tags, numbers }) => [...tags, ...numbers]);
    expect([...COMMON_SPAN_TAGS, ...all]).toEqual(expect.arrayContaining(named));
  });

  it("names dashboards, rows and graphs by their real titles, so that they are found", () => {
    const places = page.split("\n").filter((line) => line.startsWith("- Dashboard "));
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) {
      const titles = [...filledIn(place).matchAll(/\*\*`?(.+?)`?\*\*/g)].map(([, title]) => title);
      const [dashboard = "", row = "", ...graphs] = titles;
      expect([...rows.keys()]).toContain(`${dashboard} / ${row}`);
      expect(rows.get(`${dashboard} / ${row}`)).toEqual(expect.arrayContaining(graphs));
    }
  });

  it("offers an override of which every setting has an effect, because a misspelt one has none", () => {
    const [, kind, literal = ""] =
      /const (signals: SignalsSettings|objectives: ObjectivesSettings) = (\{[\s\S]*?\});\n/.exec(
        page,
      ) ?? [];
    const signals = runInNewContext(`(${literal})`) as SignalsSettings;
    const alerts = (overrides: SignalsSettings): string => {
      if (kind?.startsWith("objectives")) return objectivesWith(overrides as ObjectivesSettings);
      const all = {
        telemetry_silent: true,
        cost_budget: { monthly: 5000 },
        ...overrides,
      };
      return JSON.stringify(planServiceAlerts({ service: supportAgent, notify, signals: all }));
    };
    expect(() => alerts(signals)).not.toThrow();
    const settings = Object.entries(signals).flatMap(([id, own]) =>
      Object.entries(own as object).map(([key, value]) => ({ [id]: { [key]: value as unknown } })),
    );
    expect(settings.length).toBeGreaterThan(0);
    for (const setting of settings) expect(alerts(setting)).not.toBe(alerts({}));
  });
});

function objectivesWith(overrides: ObjectivesSettings): string {
  const own = new LlmServiceStack(new App(), supportAgent.service, {
    service: supportAgent,
    notify,
    objectives: { availability: {}, latency: {}, valid_json: {}, ...overrides },
  });
  return Testing.synth(own);
}
