/** A monitor as Datadog has it. */
export interface DeployedMonitor {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly query: string;
  readonly message: string;
  readonly tags: readonly string[];
  readonly priority: number | null;
  readonly options: Readonly<Record<string, unknown>>;
  readonly overall_state?: string;
  readonly matching_downtimes?: readonly unknown[];
}

/** Which settings a metric has. */
export interface TagConfiguration {
  readonly tags: readonly string[];
  readonly metric_type: string;
  readonly include_percentiles?: boolean;
  readonly exclude_tags_mode?: boolean;
}

/** Tags as `key:value`: those that arrive, and those of them by which one can query. */
export interface MetricTags {
  readonly queryable: readonly string[];
  readonly ingested: readonly string[];
}

/** An APM retention filter. */
export interface RetentionFilter {
  readonly name: string;
  readonly enabled: boolean;
  readonly rate: number;
  readonly filter_type: string;
  readonly filter: { readonly query: string };
}

/** One series' sum. */
export interface Total {
  /** Tags of the group, as `key:value`. */
  readonly group: readonly string[];
  readonly sum: number;
}

/** The tags that tell one declaration's points from all others. */
export interface Tags {
  readonly service: string;
  readonly env: string;
}
