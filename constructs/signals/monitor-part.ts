import type { MetricTag } from "../../telemetry";
import type { CumulativeWindow, Window } from "../datadog/monitor-query";

/** One metric monitor of an alert. */
export interface MonitorPart {
  readonly role: "measure" | "failures" | "volume" | "compared_volume";
  /** Stable id within the service. */
  readonly id: string;
  readonly name: string;
  readonly query: string;
  /** Thresholds as they stand in the monitor, in the unit of the query. */
  readonly thresholds: QueryThresholds;
  readonly window: Window | CumulativeWindow;
  readonly groupBy: readonly MetricTag[];
  /** The alert pages while this monitor is OK, and not while it is in alert. */
  readonly negated: boolean;
  readonly onMissingData: "resolve" | "default" | "show_and_notify_no_data";
}

export interface QueryThresholds {
  readonly critical: number;
  readonly warning?: number | undefined;
  readonly criticalRecovery?: number | undefined;
  readonly warningRecovery?: number | undefined;
}

/** Id of a resource of an alert. The key comes last, so that no feature's name can imitate a part. */
export function resourceId(signal: string, part: string, key: string): string {
  return key === "" ? `${signal}-${part}` : `${signal}-${part}-${key}`;
}
