import type { GroupTags } from "../metrics";
import type { Batch, GroupHistory } from "./group-history";
import { statusName, type Status, type StatusName } from "./status";

/** Each evaluation of one group. */
export interface Timeline {
  readonly monitor: string;
  readonly group: GroupTags;
  /** Seconds since the epoch. */
  readonly times: readonly number[];
  /** NaN where there is none. */
  readonly values: readonly number[];
  readonly statuses: readonly StatusName[];
}

interface Recorded {
  readonly tags: GroupTags;
  readonly batches: Batch[];
}

/** Keeps the evaluations that a report draws. */
export class TimelineRecorder {
  private readonly byMonitor = new Map<string, Map<string, Recorded>>();

  /** Takes the last batch of a group, once. */
  record(monitor: string, { key, tags, batch }: GroupHistory): void {
    if (!batch) return;
    const groups = this.byMonitor.get(monitor) ?? new Map<string, Recorded>();
    this.byMonitor.set(monitor, groups);
    const recorded = groups.get(key) ?? { tags, batches: [] };
    groups.set(key, recorded);
    if (recorded.batches.at(-1) !== batch) recorded.batches.push(batch);
  }

  timelines(): Timeline[] {
    return [...this.byMonitor].flatMap(([monitor, groups]) =>
      [...groups.values()].map(({ tags, batches }) => ({
        monitor,
        group: tags,
        times: batches.flatMap(({ times }) => [...times]),
        values: batches.flatMap(({ values }) => [...values]),
        statuses: batches.flatMap(({ statuses }) =>
          Array.from(statuses, (status) => statusName(status as Status)),
        ),
      })),
    );
  }
}
