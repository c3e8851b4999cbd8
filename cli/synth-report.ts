import { styleText } from "node:util";
import { nameInEnv } from "../telemetry";
import type { AlertSummary, AppSummary, ServiceSummary } from "./app-summary";
import { table } from "./table";

/** Widest line that we print. */
const WIDTH = 80;
const INDENT = "  ";

/** The summary that ends `npm start`: what was written, whom it pages, and what to do next. */
export function synthReport(summary: AppSummary, outdir: string, colour: boolean): string {
  const heading = (text: string): string => (colour ? styleText("bold", text) : text);
  return [
    ...summary.services.flatMap((service) => [
      heading(serviceHeading(service)),
      ...serviceLines(service).map((line) => INDENT + line),
      "",
    ]),
    ...summary.otherStacks.map(
      ({ stack, resources }) => `${heading(stack)}: ${resources} resources\n`,
    ),
    ...table([[writtenTo(summary, outdir)]], WIDTH),
    ...nextSteps(summary),
  ].join("\n");
}

/** By name, because stacks of earlier apps may still lie there. */
function writtenTo({ services, otherStacks }: AppSummary, outdir: string): string {
  const stacks = [...new Set([...services, ...otherStacks].map(({ stack }) => stack))];
  const names = stacks.length > 8 ? `${stacks.length} stacks` : stacks.join(", ");
  return `Terraform written to ${outdir}/stacks/<stack>/cdk.tf.json: ${names}`;
}

/** Commands per site, because each site has keys of its own. */
function nextSteps({ services, setsUpMetrics }: AppSummary): string[] {
  const sites = [...new Set(services.map(({ site }) => site))];
  return sites.flatMap((site) => {
    const ofSite = services.filter((service) => service.site === site);
    const stacks = [...new Set(ofSite.map(({ stack }) => stack))].join(" ");
    const option = site === undefined ? "" : ` --site ${site}`;
    return [
      "",
      `Next: set DD_API_KEY and DD_APP_KEY of ${site ?? "datadoghq.com (or your `site`)"}, then`,
      ...(setsUpMetrics
        ? table([[`${INDENT}npx datadog-llm bootstrap --wait${option}`, "# once per site"]], WIDTH)
        : []),
      ...table(
        [[`${INDENT}CHECKPOINT_DISABLE=1 npx cdktf deploy ${sites.length === 1 ? ALL : stacks}`]],
        WIDTH,
      ),
    ];
  });
}

/** Datadog limits how many dashboards are written a minute. */
const ALL = "'*' --parallelism 4";

function serviceHeading(service: ServiceSummary): string {
  const { alerts, dashboards, resources } = service;
  return `${nameInEnv(service)}: ${alerts.length} alerts, ${dashboards.length} dashboards, ${resources} resources`;
}

function serviceLines(service: ServiceSummary): string[] {
  const { alerts } = service;
  const width = WIDTH - INDENT.length;
  const rows = [["ALERT", "PAGES WHEN", "OVER", "GROUPED BY"], ...mergeAlike(alerts)];
  return [
    ...table(rows, width),
    ...table(receiverRows(alerts), width),
    ...table([["dashboards", dashboardTitles(service)]], width),
  ];
}

/** Windows that begin with the calendar, as people call them. */
const CALENDAR: Readonly<Record<string, string>> = { current_1d: "day", current_1mo: "month" };

/** One row for alerts that differ in their key only; the keys stand below it. */
function mergeAlike(alerts: readonly AlertSummary[]): string[][] {
  const keysByRow = new Map<string, { readonly row: string[]; readonly keys: string[] }>();
  for (const { signal, key, threshold, window, groupedBy } of alerts) {
    const row = [signal, threshold, CALENDAR[window] ?? window, groupedBy.join(", ") || "-"];
    const merged = keysByRow.get(row.join()) ?? { row, keys: [] };
    if (key !== "") merged.keys.push(key);
    keysByRow.set(row.join(), merged);
  }
  return [...keysByRow.values()].flatMap(({ row, keys }) => [
    row,
    ...keys.map((key) => [`  ${key}`]),
  ]);
}

/** Most alerts go to the same people, so those are named once, and the exceptions by signal. */
function receiverRows(alerts: readonly AlertSummary[]): string[][] {
  const signalsBy = new Map<string, Set<string>>();
  for (const { receivers, signal } of alerts) {
    const handles = receivers.join(" ");
    signalsBy.set(handles, (signalsBy.get(handles) ?? new Set()).add(signal));
  }
  const rows = [...signalsBy].sort(([, a], [, b]) => b.size - a.size);
  return rows.map(([handles, signals], index) => [
    "receivers",
    index === 0 ? handles : `${handles} (${[...signals].join(", ")})`,
  ]);
}

function dashboardTitles(service: ServiceSummary): string {
  const prefix = `${nameInEnv(service)}: `;
  return service.dashboards.map(({ title }) => title.replace(prefix, "")).join(", ");
}
