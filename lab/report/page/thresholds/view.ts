import type { BacktestRow } from "../../../run";
import { alertName } from "../../head";
import type { MonitorReport, RunReport, State } from "../../model";
import { h } from "../dom";
import { format, type Unit } from "../format";
import { stateStrip, timeAxis } from "../monitors/strip";
import { duration } from "../time";

/** How often each alert would have paged with other thresholds, when, and for how long. */
export function thresholdsView(report: RunReport, rows: readonly BacktestRow[]): HTMLElement {
  const names = [...new Set(rows.map(alertName))];
  const alerts = names.map(
    (name) => [name, rows.filter((row) => alertName(row) === name)] as const,
  );
  const loud = alerts.filter(([, own]) => own.some(({ pages }) => pages > 0));
  const quiet = alerts.filter(([, own]) => own.every(({ pages }) => pages === 0));
  return h(
    "div",
    { class: "summary" },
    h(
      "div",
      {},
      h("h2", {}, "Thresholds"),
      h(
        "p",
        { class: "lead" },
        "The same points, evaluated as if each alert was declared with parts and multiples of its own threshold.",
      ),
    ),
    ...loud.map(([name, own]) => card(name, own, report)),
    quiet.length > 0 &&
      h(
        "p",
        { class: "silent" },
        h(
          "strong",
          {},
          report.nothingRecorded
            ? `${quiet.length} had nothing to read: `
            : `${quiet.length} would page at none of their thresholds: `,
        ),
        `${quiet.map(([name]) => name).join(", ")}.`,
      ),
  );
}

const HEADS = ["Threshold", "Pages", "Firing", "When"];

function card(name: string, rows: readonly BacktestRow[], report: RunReport): HTMLElement {
  const unit = unitOf(rows, report);
  const { from, to } = report;
  return h(
    "section",
    { class: "card" },
    h("h3", {}, name),
    h("p", { class: "lead" }, quietText(rows, unit)),
    h(
      "div",
      { class: "table-scroll", tabindex: 0, role: "region", "aria-label": `Thresholds of ${name}` },
      h(
        "table",
        { class: "plain thresholds" },
        h("thead", {}, h("tr", {}, ...HEADS.map((head) => h("th", { scope: "col" }, head)))),
        h(
          "tbody",
          {},
          ...rows.map((row) => thresholdRow(row, unit, report)),
          h(
            "tr",
            { class: "axis-row" },
            h("td", { colspan: 3 }),
            h("td", {}, timeAxis({ from, to }, [])),
          ),
        ),
      ),
    ),
  );
}

function thresholdRow(
  { threshold, isOwn, pages, minutes, firings }: BacktestRow,
  unit: Unit,
  { from, to, onset }: RunReport,
): HTMLElement {
  const end = (to - onset) / 60;
  const periods = firings.map((one) => [one.from, one.to ?? end] as const);
  // Each for itself: together they fire longer than the strip shows.
  const groups = new Set(firings.map(({ group }) => JSON.stringify(group)));
  return h(
    "tr",
    { class: isOwn ? "is-own" : undefined },
    h(
      "th",
      { scope: "row" },
      format(threshold, unit),
      isOwn && h("span", { class: "badge nodata" }, "now"),
    ),
    h("td", { "data-label": HEADS[1], class: "number" }, pages),
    h(
      "td",
      { "data-label": HEADS[2] },
      pages === 0 ? "–" : duration(minutes * 60),
      groups.size > 1 && h("span", { class: "lane-group" }, `${groups.size} groups`),
    ),
    h("td", {}, stateStrip(statesOf(periods, onset, { from, to }), [], { from, to })),
  );
}

/** The stretches in which any group fires. */
function statesOf(
  periods: readonly (readonly [number, number])[],
  onset: number,
  range: { readonly from: number; readonly to: number },
): State[] {
  const states: State[] = [];
  let at = range.from;
  for (const [first, last] of [...periods].sort(([a], [b]) => a - b)) {
    const [from, to] = [Math.max(onset + first * 60, at), onset + last * 60];
    if (to <= from) continue;
    if (from > at) states.push({ from: at, to: from, status: "OK" });
    states.push({ from, to, status: "Alert" });
    at = to;
  }
  if (at < range.to) states.push({ from: at, to: range.to, status: "OK" });
  return states;
}

/** The threshold nearest to the alert's own at which it would be quiet. */
function quietText(rows: readonly BacktestRow[], unit: Unit): string {
  const own = rows.find(({ isOwn }) => isOwn);
  if (own?.pages === 0) return "Quiet at its own threshold.";
  const distance = ({ threshold }: BacktestRow): number =>
    Math.abs(Math.log(threshold / (own?.threshold ?? 1)));
  const [nearest] = rows
    .filter(({ pages }) => pages === 0)
    .sort((a, b) => distance(a) - distance(b));
  return nearest ? `Quiet at ${format(nearest.threshold, unit)}.` : "Quiet at none of these.";
}

/** That of the first condition, whose threshold it is. */
function unitOf([row]: readonly BacktestRow[], { monitors }: RunReport): Unit {
  const alert = monitors.find(
    ({ pages, signal, key }) => pages && signal === row?.signal && key === row.key,
  );
  const [member] = alert?.members ?? [];
  const measure: MonitorReport | undefined =
    member === undefined ? alert : monitors.find(({ id }) => id === member);
  return measure?.unit;
}
