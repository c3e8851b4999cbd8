import type { BacktestRow } from "../lab";
import { table } from "./table";

/** How often each alert would page, by threshold; its own is marked. Those that never page are counted. */
export function thresholdLines(rows: readonly BacktestRow[], width: number): string[] {
  const alerts = new Map<string, BacktestRow[]>();
  for (const row of rows) {
    const name = row.key === "" ? row.signal : `${row.signal}/${row.key}`;
    alerts.set(name, [...(alerts.get(name) ?? []), row]);
  }
  const loud = [...alerts].filter(([, own]) => own.some(({ pages }) => pages > 0));
  const quiet = alerts.size - loud.length;
  return [
    "Pages by threshold (* the monitor's own):",
    ...table(
      loud.map(([name, own]) => ["  ", name, own.map(cell).join("   ")]),
      width,
    ),
    `   ${quiet} ${quiet === 1 ? "alert pages" : "alerts page"} at none of these`,
  ];
}

function cell({ threshold, isOwn, pages }: BacktestRow): string {
  return `${threshold}${isOwn ? "*" : ""}: ${pages}`;
}
