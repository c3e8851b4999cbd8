import type { Cell, Side } from "./cell";
import type { Versions } from "./question";
import type { SourcePoint } from "./sources/source";

const keyOf = ({ version, model, feature, time }: SourcePoint): string =>
  `${version}\n${model}\n${feature}\n${time}`;

/**
 * A cell per group and bucket that has events or a total: money is spent in hours without a success, too.
 *
 * @param totals of the same groups; without them every event counts as itself
 */
export function cellsOf(
  events: readonly SourcePoint[],
  totals: readonly SourcePoint[] | undefined,
  versions: Versions,
  complement = false,
): Cell[] {
  const counts = new Map(events.map((point) => [keyOf(point), point.value]));
  const sums = totals ? new Map(totals.map((point) => [keyOf(point), point.value])) : counts;
  const groups = new Map([...events, ...(totals ?? [])].map((point) => [keyOf(point), point]));
  return [...groups].flatMap(([key, { version, model, feature, time }]): Cell[] => {
    const side = sideOf(version, versions);
    const [count, sum] = [counts.get(key) ?? 0, sums.get(key) ?? 0];
    if (side === undefined || (count === 0 && sum === 0)) return [];
    return [{ side, model, feature, time, events: count, total: complement ? count - sum : sum }];
  });
}

function sideOf(version: string, { baseline, candidate }: Versions): Side | undefined {
  if (version === candidate) return "candidate";
  return version === baseline ? "baseline" : undefined;
}

/** Flushes may tear a failure from its event, but not often. */
const TORN = 0.01;

/** True where more failed than there was. */
export function countsMoreThanAll(cells: readonly Cell[]): boolean {
  return (["baseline", "candidate"] as const).some((side) => {
    const own = cells.filter((cell) => cell.side === side);
    const events = own.reduce((sum, cell) => sum + cell.events, 0);
    const total = own.reduce((sum, cell) => sum + cell.total, 0);
    return total > events * (1 + TORN) || total < -TORN * events;
  });
}
