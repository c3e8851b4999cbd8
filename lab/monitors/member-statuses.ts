import { sameStatuses, type Batch, type GroupHistory } from "./group-history";
import type { MemberState } from "./message";
import { Status } from "./status";

/** Statuses over time, per member. */
export type MemberStatuses = readonly Uint8Array[];

/** Statuses of a member's group at some times, `lag` seconds late, under an interpretation. */
export function statusesAt(
  history: GroupHistory | undefined,
  name: string | undefined,
  times: Float64Array,
  lag: number,
): Uint8Array {
  const batch = history?.batch;
  if (!history || !batch) return new Uint8Array(times.length);
  const statuses = (name === undefined ? undefined : history.statusesUnder(name)) ?? batch.statuses;
  const sameTimes = batch.times.length === times.length && batch.times[0] === times[0];
  if (lag === 0 && sameTimes) return statuses;
  const found = new Uint8Array(times.length);
  let next = 0;
  for (let index = 0; index < found.length; index += 1) {
    const time = (times[index] ?? 0) - lag;
    while (next < batch.times.length && (batch.times[next] ?? Infinity) <= time) next += 1;
    found[index] = next === 0 ? batch.before : (statuses[next - 1] ?? batch.before);
  }
  return found;
}

/** Index after `from` at which any of the statuses changes, or their number. */
export function nextChange(members: MemberStatuses, from: number): number {
  let next = members[0]?.length ?? 0;
  for (const statuses of members) {
    let index = from + 1;
    while (index < next && statuses[index] === statuses[from]) index += 1;
    next = Math.min(next, index);
  }
  return next;
}

export function alike(a: MemberStatuses, b: MemberStatuses): boolean {
  return a.every((statuses, member) => sameStatuses(statuses, b[member]));
}

/** Status and value of a member's group at a time within the last batch. */
export function stateAt(batch: Batch | undefined, time: number): MemberState {
  if (!batch) return { status: Status.None, value: NaN };
  const { times, statuses, values, before } = batch;
  const last = times.findLastIndex((evaluated) => evaluated <= time);
  return { status: (statuses[last] ?? before) as Status, value: values[last] ?? NaN };
}
