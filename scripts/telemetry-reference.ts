import {
  COMMON_SPAN_TAGS,
  COMMON_TAGS,
  METRICS,
  REQUEST_LOG_FIELDS,
  SPANS,
  TAGS,
  type MetricDefinition,
  type TagDefinition,
} from "../telemetry";
import { watchedBy, type Watchers } from "./watched-metrics";

/** The page docs/telemetry.md, written from the contract. */
export function telemetryReference(): string {
  return `${[
    "# Telemetry reference",
    "Generated from `telemetry/` by `npm run docs`; a test fails where it is out of date.",
    "Names of spans, metrics and tags are written once, there. The constructs read what the runtime sends, and neither accepts a name that the other does not know.",
    ...tagSection(),
    ...metricSection(),
    ...unwatchedSection(),
    ...spanSection(),
    ...logSection(),
  ].join("\n\n")}\n`;
}

function tagSection(): string[] {
  const rows = Object.values<TagDefinition>(TAGS).map(({ span, metric, description, values }) => [
    code(span),
    code(metric),
    description + (values ? ` One of ${values.map(code).join(", ")}.` : ""),
  ]);
  return [
    "## Tags",
    "A tag without a metric form is unbounded: on a metric, each of its values would cost a time series. dd-trace itself sets `env`, `service` and `version`. Values are stored in lower case, with anything but letters, digits and `_ - : . /` as an underscore; the runtime sends them so.",
    markdownTable(["On spans", "On metrics", "Meaning"], rows),
  ];
}

function metricSection(): string[] {
  const watchers = watchedBy();
  const rows = Object.entries<MetricDefinition>(METRICS).map(([name, metric]) => [
    code(name),
    metric.type + (metric.percentiles ? ", percentiles" : ""),
    metric.unit ?? "",
    metric.tags
      .filter((tag) => !(COMMON_TAGS as readonly string[]).includes(tag))
      .map(code)
      .join(", "),
    metric.description,
    watcherNames(watchers.get(name)),
  ]);
  return [
    "## Metrics",
    `Every metric carries ${COMMON_TAGS.map(code).join(", ")}; the column names what comes on top. What that costs: [metric costs](metric-costs.md).`,
    markdownTable(["Metric", "Type", "Unit", "Further tags", "Meaning", "Read by"], rows),
  ];
}

function watcherNames(watchers: Watchers | undefined): string {
  if (!watchers) return "";
  return [watchers.monitors ? "alerts" : "", watchers.dashboards ? "dashboards" : ""]
    .filter((name) => name !== "")
    .join(", ");
}

function unwatchedSection(): string[] {
  const watchers = watchedBy();
  const names = Object.keys(METRICS);
  const noAlert = names.filter((name) => !watchers.get(name)?.monitors);
  const nobody = names.filter((name) => !watchers.has(name));
  return [
    "### Signals that nobody watches",
    nobody.length === 0
      ? "None: every metric is on a dashboard at least."
      : `On no dashboard and in no alert: ${nobody.map(code).join(", ")}.`,
    `On a dashboard, but in no alert: ${noAlert
      .filter((name) => !nobody.includes(name))
      .map(code)
      .join(", ")}.`,
  ];
}

function spanSection(): string[] {
  const rows = Object.entries(SPANS).map(([name, { description, tags, numbers }]) => [
    code(name),
    description,
    tags.map(code).join(", "),
    numbers.map(code).join(", "),
  ]);
  return [
    "## Spans",
    `Operation names of dd-trace. Every span carries ${COMMON_SPAN_TAGS.map(code).join(", ")}, where known, also where the call site did not repeat them.`,
    markdownTable(["Span", "Meaning", "Tags", "Numbers"], rows),
  ];
}

function logSection(): string[] {
  return [
    "## Request log",
    "One structured record per model call. Prompt and completion text is never in it.",
    markdownTable(
      ["Field", "Meaning"],
      Object.entries(REQUEST_LOG_FIELDS).map(([field, meaning]) => [code(field), meaning]),
    ),
  ];
}

/** A Markdown table; cells are escaped where they hold the column separator. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function code(text: string | null): string {
  return text === null ? "" : `\`${text}\``;
}
