import type { BacktestRow } from "./backtest";
import type { MetricStore } from "../metrics";
import type { MonitorDefinition, MonitorEvent, ParsedQueries, Timeline } from "../monitors";
import type { KeptRequest } from "../simulation";
import type { Dashboard } from "../inputs/dashboards";

/** What happened in a run, beyond the verdicts: what a report draws. Times are seconds since the epoch. */
export interface RunRecording {
  /** What happens, in a sentence. */
  readonly title: string;
  readonly seed: number;
  /** The stretch that the report shows; the end is excluded. */
  readonly from: number;
  readonly to: number;
  /** When the incident began; of a replay, the minute of its first point. */
  readonly onset: number;
  /** Whether it is of recorded points, in which no incident is known. @default false */
  readonly isReplay?: boolean;
  /** What other thresholds would have done. @default - not asked for */
  readonly thresholds?: readonly BacktestRow[];
  readonly store: MetricStore;
  readonly monitors: readonly MonitorDefinition[];
  readonly parsed: ParsedQueries;
  readonly dashboards: readonly Dashboard[];
  readonly timelines: readonly Timeline[];
  readonly events: readonly MonitorEvent[];
  /** Some requests, with the spans that the runtime made. */
  readonly requests: readonly KeptRequest[];
}
