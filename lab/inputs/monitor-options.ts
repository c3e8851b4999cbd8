import { beginsAtMidnight } from "../monitors/rules/cumulative";

/** What the lab makes of an option of a monitor. */
export interface OptionRule {
  /**
   * - `evaluated`: the lab does as the option says.
   * - `irrelevant`: it changes neither when a metric monitor fires nor whom it tells.
   * - `unsupported`: a monitor that sets it is not evaluated, and the lab says so.
   */
  readonly use: "evaluated" | "irrelevant" | "unsupported";
  /** Why, where it is not evaluated. */
  readonly because?: string;
  /** Why a composite that sets it is not evaluated. @default - composites are as other monitors */
  readonly unsupportedInComposites?: string;
  /** Values that are evaluated, of an option that is unsupported otherwise. */
  readonly except?: (value: unknown) => boolean;
}

const EVALUATED: OptionRule = { use: "evaluated" };
const irrelevant = (because: string): OptionRule => ({ use: "irrelevant", because });
const unsupported = (because: string): OptionRule => ({ use: "unsupported", because });

const OTHER_TYPES = "only monitors of other types have it";
const EDITING = "it is about editing the monitor";
const STATE = "it was the state when the monitor was exported";
const LOOKS = "it changes how a notification looks";
const TERRAFORM = "it is Terraform's own";

/**
 * The attributes of a monitor.
 *
 * @see https://docs.datadoghq.com/api/latest/monitors/#get-a-monitors-details
 */
const ATTRIBUTES: Readonly<Record<string, OptionRule>> = {
  id: EVALUATED,
  name: EVALUATED,
  type: EVALUATED,
  query: EVALUATED,
  message: EVALUATED,
  tags: EVALUATED,
  priority: EVALUATED,
  options: EVALUATED,
  draft_status: EVALUATED,
  assets: irrelevant(LOOKS),
  classification: irrelevant(EDITING),
  created: irrelevant(EDITING),
  created_at: irrelevant(EDITING),
  creator: irrelevant(EDITING),
  deleted: irrelevant(STATE),
  effective_tags: irrelevant("tags of the team and the service do not reach the message"),
  matching_downtimes: unsupported("a downtime mutes it, and the lab would tell all the same"),
  modified: irrelevant(EDITING),
  multi: irrelevant("the query says it"),
  org_id: irrelevant(EDITING),
  metadata: irrelevant(EDITING),
  overall_state: irrelevant(STATE),
  overall_state_modified: irrelevant(STATE),
  recommended_monitor_metadata: irrelevant(EDITING),
  restricted_roles: irrelevant(EDITING),
  restriction_policy: irrelevant(EDITING),
  state: irrelevant(STATE),
};

/**
 * What stands under `options` in the API, and beside the attributes in Terraform.
 *
 * @see https://docs.datadoghq.com/monitors/guide/monitor_api_options/
 */
const OPTIONS: Readonly<Record<string, OptionRule>> = {
  escalation_message: EVALUATED,
  evaluation_delay: EVALUATED,
  new_group_delay: EVALUATED,
  new_host_delay: EVALUATED,
  no_data_timeframe: EVALUATED,
  notify_no_data: EVALUATED,
  on_missing_data: {
    use: "evaluated",
    unsupportedInComposites: "composites do not have it",
  },
  renotify_interval: EVALUATED,
  renotify_occurrences: EVALUATED,
  renotify_statuses: EVALUATED,
  require_full_window: EVALUATED,
  thresholds: EVALUATED,
  timeout_h: {
    use: "evaluated",
    unsupportedInComposites: "what missing data are to a composite is not documented",
  },
  aggregation: irrelevant(OTHER_TYPES),
  avalanche_window: irrelevant("Datadog writes it, and documents no effect on a metric monitor"),
  device_ids: irrelevant(OTHER_TYPES),
  enable_logs_sample: irrelevant(LOOKS),
  enable_samples: irrelevant(LOOKS),
  group_retention_duration: unsupported("the lab forgets a group after a day"),
  groupby_simple_monitor: irrelevant(OTHER_TYPES),
  include_tags: irrelevant(LOOKS),
  locked: irrelevant(EDITING),
  min_failure_duration: irrelevant(OTHER_TYPES),
  min_location_failed: irrelevant(OTHER_TYPES),
  notification_preset_name: irrelevant(LOOKS),
  notify_audit: irrelevant(EDITING),
  notify_by: unsupported("the lab tells of each group by itself"),
  restriction_query: irrelevant(OTHER_TYPES),
  scheduling_options: {
    ...unsupported("of calendar windows, the lab evaluates those that begin at midnight UTC"),
    except: beginsAtMidnight,
  },
  silenced: unsupported("the monitor was muted, and the lab would tell all the same"),
  synthetics_check_id: irrelevant(OTHER_TYPES),
  threshold_windows: irrelevant("only anomaly monitors have it"),
  variables: unsupported("the lab evaluates metric queries only"),
};

/** Of a `datadog_monitor` block only. */
const TERRAFORM_ARGUMENTS: Readonly<Record<string, OptionRule>> = {
  "//": irrelevant(TERRAFORM),
  count: irrelevant(TERRAFORM),
  depends_on: irrelevant(TERRAFORM),
  force_delete: irrelevant(EDITING),
  lifecycle: irrelevant(TERRAFORM),
  monitor_threshold_windows: irrelevant("only anomaly monitors have it"),
  monitor_thresholds: EVALUATED,
  provider: irrelevant(TERRAFORM),
  validate: irrelevant(EDITING),
};

/** Every option, by the name that API and Terraform share. */
export const MONITOR_OPTIONS: Readonly<Record<string, OptionRule>> = {
  ...ATTRIBUTES,
  ...OPTIONS,
  ...TERRAFORM_ARGUMENTS,
};

/** What stands under `thresholds`. */
export const THRESHOLD_OPTIONS: Readonly<Record<string, OptionRule>> = {
  critical: EVALUATED,
  critical_recovery: EVALUATED,
  warning: EVALUATED,
  warning_recovery: EVALUATED,
  ok: irrelevant(OTHER_TYPES),
  unknown: irrelevant(OTHER_TYPES),
  critical_query: unsupported("the lab compares with numbers only"),
  critical_recovery_query: unsupported("the lab compares with numbers only"),
};
