import { readFileSync } from "node:fs";
import path from "node:path";
import { monitorsOfExport } from "../lab/inputs";
import { MetricStore } from "../lab/metrics";
import { MonitorEvaluator } from "../lab/monitors";

/** A form of public monitors: a metric monitor's query, or the type of any other. */
interface Form {
  readonly query?: string;
  readonly type?: string;
  /** Those that the lab does not evaluate. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly count: number;
}

const FILE = path.join(__dirname, "..", "docs", "monitor-forms.json");

const { monitors, forms } = JSON.parse(readFileSync(FILE, "utf8")) as {
  readonly monitors: number;
  readonly forms: readonly Form[];
};

/** What a query is counted under: the first that fits. */
const KINDS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["`anomalies()`, `forecast()`, `outliers()`", /anomalies\(|forecast\(|outliers\(/],
  ['`formula("…")` over variables', /^formula\(/],
  ["calendar windows (`current_1d`)", /current_/],
  ["`change()`, `pct_change()`", /^(pct_)?change\(/],
  ["`moving_rollup()`", /moving_rollup\(/],
  ["shifts (`timeshift()`, `hour_before()`, …)", /timeshift\(|_before\(/],
  [
    "`diff()`, `per_minute()`, `ewma_20()` and the like",
    /diff\(|derivative\(|per_minute\(|ewma_\d+\(/,
  ],
  ["`count_nonzero()`", /count_nonzero\(/],
  ["`.fill()`", /\.fill\(/],
  ["`.rollup()`", /\.rollup\(/],
  ["`default(query, n)`", /default\(/],
  ["`default_zero()`, other functions", /(default_zero|clamp_min|clamp_max|exclude_null|abs)\(/],
  ["arithmetic", /[-+*/](?![^{]*\})(?=.* (>|<|==|!=))/],
  ["one query", /./],
];

interface Row {
  monitors: number;
  evaluated: number;
  /** Number of monitors by why they are refused. */
  readonly refused: Map<string, number>;
}

/** The tally of public monitors by form: evaluated, and refused with the reason. */
export function monitorFormsTable(): string {
  const rows = new Map<string, Row>(KINDS.map(([name]) => [name, emptyRow()]));
  const others = emptyRow();
  for (const form of forms) {
    const { query, type, count } = form;
    const kind = KINDS.find(([, pattern]) => query !== undefined && pattern.test(query))?.[0];
    const row = (kind === undefined ? undefined : rows.get(kind)) ?? others;
    row.monitors += count;
    const reason = query === undefined ? `\`${type}\`` : reasonAgainst(form);
    if (reason === undefined) row.evaluated += count;
    else row.refused.set(reason, (row.refused.get(reason) ?? 0) + count);
  }
  const all = [...rows.values()];
  const sum = (of: (row: Row) => number): number => all.reduce((total, row) => total + of(row), 0);
  const [metric, evaluated] = [sum((row) => row.monitors), sum((row) => row.evaluated)];
  const lines = [...rows]
    .filter(([, row]) => row.monitors > 0)
    .sort(([, a], [, b]) => b.monitors - a.monitors)
    .map(([name, row]) => line(name, row));
  return [
    `Of ${monitors} public monitors, ${metric} are metric monitors; ${evaluated} of those are evaluated.`,
    "",
    "| Form of the query | Monitors | Evaluated | Refused, and why |",
    "| --- | --: | --: | --- |",
    ...lines,
    line("other types", others),
  ].join("\n");
}

function emptyRow(): Row {
  return { monitors: 0, evaluated: 0, refused: new Map() };
}

function line(name: string, { monitors: count, evaluated, refused }: Row): string {
  const reasons = [...refused]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, times]) => `${times} ${reason}`);
  return `| ${name} | ${count} | ${evaluated} | ${reasons.join("; ").replaceAll("|", "\\|")} |`;
}

/** The lab's own words against a form, without place and excerpt; undefined where it is evaluated. */
export function reasonAgainst({ query, options = {} }: Form): string | undefined {
  const monitor = { id: 1, name: "form", type: "query alert", query, message: "", options };
  const evaluator = new MonitorEvaluator({
    store: new MetricStore(),
    monitors: monitorsOfExport(monitor),
    start: 0,
  });
  const reasons = evaluator.unsupported.map(({ reason, column }) => {
    const [said = ""] = reason.split("\n");
    if (said.startsWith("Expected")) return `no query that Datadog takes: \`${query}\``;
    const short = said.replace(
      /^The function | is not supported by the lab|[;,:]? at column \d+$/g,
      "",
    );
    return column === undefined
      ? short.replace(/^Options that the lab does not support: /, "")
      : short;
  });
  const said = reasons.map((reason) => reason.replace(/\.$/, ""));
  return said.length === 0 ? undefined : said.join(", ");
}
