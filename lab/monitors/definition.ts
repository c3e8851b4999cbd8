/** What is not supported, and where. Such a monitor is not evaluated, and never counted as silent. */
export interface Unsupported {
  /** The monitor's id. */
  readonly monitor: string;
  readonly name: string;
  /** The construct, such as `notify_by` or `anomalies()`, in a sentence. */
  readonly reason: string;
  /** Column in the query, from 1, where the query is at fault. */
  readonly column?: number;
}

export interface Thresholds {
  readonly critical?: number;
  readonly warning?: number;
  readonly criticalRecovery?: number;
  readonly warningRecovery?: number;
}

export type OnMissingData = "default" | "show_no_data" | "show_and_notify_no_data" | "resolve";
export type RenotifyStatus = "alert" | "warn" | "no data";

/** Type of the monitors on an objective. */
export const OBJECTIVE_ALERT = "slo alert";

/** What a burn-rate alert watches: good events of all events. */
export interface ObjectiveDefinition {
  readonly numerator: string;
  readonly denominator: string;
  /** Percent. */
  readonly target: number;
}

/** A monitor, from Terraform or from Datadog's API, in one form. Spans of time are in seconds. */
export interface MonitorDefinition {
  /** Terraform's resource name, or Datadog's id: what a composite refers to. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly query: string;
  readonly message: string;
  readonly escalationMessage: string;
  readonly tags: readonly string[];
  readonly priority: number | undefined;
  readonly thresholds: Thresholds;
  /** A draft is evaluated, and tells nobody. */
  readonly isDraft: boolean;
  readonly evaluationDelay: number;
  readonly requireFullWindow: boolean;
  readonly newGroupDelay: number | undefined;
  readonly newHostDelay: number | undefined;
  readonly onMissingData: OnMissingData | undefined;
  readonly notifyNoData: boolean;
  readonly noDataTimeframe: number | undefined;
  /** 0 for never. */
  readonly renotifyInterval: number;
  readonly renotifyOccurrences: number;
  readonly renotifyStatuses: readonly RenotifyStatus[];
  /** 0 for never. */
  readonly timeout: number;
  /** The objective that the query names; absent where the lab has none of that id. */
  readonly objective?: ObjectiveDefinition;
  /** Options that change what happens and that the lab does not evaluate, each with the reason. */
  readonly unsupportedOptions: readonly string[];
}

/** The id that a composite's query names: Terraform's reference, or a plain id. */
export function referencedMonitor(id: string): string {
  const reference = /^\$\{\s*datadog_monitor(?:\.([\w-]+)|\["([^"]+)"\])\.id\s*\}$/.exec(id);
  return reference?.[1] ?? reference?.[2] ?? id;
}
