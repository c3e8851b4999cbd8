import type { GroupTags } from "../metrics";
import type { StatusName } from "../monitors";
import type { KeptRequest } from "../simulation";

/** What the page shows, apart from traces. Times are milliseconds since the epoch. */
export interface WatchState {
  readonly startedAt: number;
  /** Lines that make a service send here. */
  readonly setUp: readonly string[];
  readonly totals: CallTotals;
  readonly models: readonly ModelTotals[];
  readonly metrics: readonly MetricRow[];
  /** Absent where no app is watched. */
  readonly alerts?: AlertsState;
  /** What is odd about what arrives, in sentences. */
  readonly hints: readonly string[];
}

export interface CallTotals {
  readonly requests: number;
  readonly errors: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly dollars: number;
  /** Calls whose cost is not known. */
  readonly costUnknown: number;
}

export interface ModelTotals extends CallTotals {
  readonly provider: string;
  readonly model: string;
}

/** One metric over all its tags. */
export interface MetricRow {
  readonly name: string;
  readonly type: string;
  readonly unit?: string;
  /** Of a count all that was counted, of a gauge its last value, otherwise the mean. */
  readonly value: number;
  /** Values that arrived. */
  readonly points: number;
  /** Values of each tag, the first of them. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
  /** The last quarter of an hour, in stretches of ten seconds; `null` where nothing came. */
  readonly curve: readonly (number | null)[];
}

export interface AlertsState {
  /** Services with their environments. */
  readonly services: readonly string[];
  /** Up to when alerts are evaluated; absent before the first evaluation. */
  readonly evaluatedTo?: number;
  /** Those in alert first. */
  readonly rows: readonly AlertRow[];
  /** Newest first. */
  readonly notifications: readonly WatchNotification[];
  /** Monitors that cannot be evaluated, with the reason. */
  readonly unsupported: readonly string[];
}

/** An alert, or one of its groups. */
export interface AlertRow {
  readonly service: string;
  readonly name: string;
  readonly group: GroupTags;
  /** Absent where nothing has arrived for it. */
  readonly status?: StatusName;
  /** What it measures first, then its guards. */
  readonly measures: readonly Measure[];
}

export interface Measure {
  /** Absent where there is none. */
  readonly value?: number;
  readonly comparator: string;
  readonly threshold: number;
  readonly unit?: string;
}

export interface WatchNotification {
  readonly time: number;
  readonly status: StatusName;
  readonly title: string;
  readonly receivers: readonly string[];
}

/** One request, in the form of the report's traces. */
export interface WatchTrace extends KeptRequest {
  /** In hex. */
  readonly id: string;
  /** Spans beyond the limit. */
  readonly spansLeftOut: number;
}
