import type { BacktestRow, Run } from "../lab";
import { runName } from "../lab/run/run-name";
import { table } from "./table";
import { inLine } from "./terminal-safe";

/** Times of firing that are named; further ones are counted. */
const MAX_NAMED = 3;

/**
 * How often, when and for how long each alert would page, by threshold; its own is marked. Alerts that
 * never page are counted.
 */
export function thresholdLines(run: Run, rows: readonly BacktestRow[], width: number): string[] {
  const head = `${runName(run)}: pages by threshold (* the monitor's own)`;
  if (run.nothingRecorded) return [head, "   the recording has nothing that these monitors read"];
  const alerts = new Map<string, BacktestRow[]>();
  for (const row of rows) {
    const name = row.key === "" ? row.signal : `${row.signal}/${row.key}`;
    alerts.set(name, [...(alerts.get(name) ?? []), row]);
  }
  const loud = [...alerts].filter(([, own]) => own.some(({ pages }) => pages > 0));
  const quiet = alerts.size - loud.length;
  return [
    head,
    ...loud.flatMap(([name, own]) => [
      inLine(`   ${name}: ${quietAt(own)}`),
      ...table(
        own.map((row) => ["     ", ...cells(row)]),
        width,
      ),
    ]),
    `   ${quiet} ${quiet === 1 ? "alert pages" : "alerts page"} at none of these`,
  ];
}

/** The threshold nearest to the own one at which nothing pages. */
function quietAt(rows: readonly BacktestRow[]): string {
  const own = rows.find(({ isOwn }) => isOwn);
  if (own?.pages === 0) return "quiet at its own threshold";
  const distance = ({ threshold }: BacktestRow): number =>
    Math.abs(Math.log(threshold / (own?.threshold ?? 1)));
  const [first] = rows.filter(({ pages }) => pages === 0).sort((a, b) => distance(a) - distance(b));
  return first ? `quiet at ${first.threshold}` : "quiet at none of these";
}

function cells({ threshold, isOwn, pages, minutes, firings }: BacktestRow): string[] {
  const named = firings.slice(0, MAX_NAMED).map(({ from, to, group }) => {
    const of = Object.values(group).join(" ");
    return `${from}-${to ?? ""}${of === "" ? "" : ` ${of}`}`;
  });
  const more = firings.length > MAX_NAMED ? [`and ${firings.length - MAX_NAMED} more`] : [];
  return [
    `${threshold}${isOwn ? "*" : ""}`,
    `${pages} ${pages === 1 ? "page" : "pages"}`,
    pages === 0 ? "" : `${minutes} min`,
    [...named, ...more].join(", "),
  ];
}
