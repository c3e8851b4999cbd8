import type {
  MonitorDefinition,
  OnMissingData,
  RenotifyStatus,
  Thresholds,
} from "../monitors/definition";
import { OptionReader, type Raw } from "./option-reader";
import { THRESHOLD_OPTIONS } from "./monitor-options";

const ON_MISSING_DATA: readonly OnMissingData[] = [
  "default",
  "show_no_data",
  "show_and_notify_no_data",
  "resolve",
];
const RENOTIFY_STATUSES: readonly RenotifyStatus[] = ["alert", "warn", "no data"];

/** What holds where an option is absent, and differs between the API and Terraform's provider. */
export interface Defaults {
  readonly requireFullWindow: boolean;
  /** Minutes. */
  readonly noDataTimeframe: number | undefined;
  /** Whether 0 is sent as it is; Terraform's provider cannot tell it from an option that is not set. */
  readonly zeroDelayIsUnset: boolean;
}

/** Seconds. */
const DAY = 86_400;

/**
 * Reads the options that Terraform and the API share, within the bounds of the API.
 *
 * @see https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor
 */
export function readDefinition(
  id: string,
  raw: Raw,
  thresholds: Raw,
  defaults: Defaults,
): MonitorDefinition {
  const options = new OptionReader(raw);
  const levels = new OptionReader(thresholds);
  const type = options.text("type");
  const isComposite = type === "composite";
  options.refuseUnsupported(isComposite);
  levels.refuseUnsupported(isComposite, THRESHOLD_OPTIONS);
  const definition = {
    id,
    name: options.text("name"),
    type,
    query: options.text("query"),
    message: options.text("message"),
    escalationMessage: options.text("escalation_message"),
    tags: options.listOf("tags") ?? [],
    priority: options.number("priority", 1, 5),
    isDraft: options.oneOf("draft_status", ["draft", "published"]) === "draft",
    thresholds: readThresholds(levels),
    evaluationDelay: options.number("evaluation_delay", 0, DAY) ?? 0,
    requireFullWindow: options.flag("require_full_window") ?? defaults.requireFullWindow,
    newGroupDelay: newGroupDelay(options, defaults),
    newHostDelay: options.number("new_host_delay", 0),
    onMissingData: options.oneOf("on_missing_data", ON_MISSING_DATA),
    notifyNoData: options.flag("notify_no_data") ?? false,
    noDataTimeframe: seconds(
      options.number("no_data_timeframe", 0) ?? defaults.noDataTimeframe,
      60,
    ),
    renotifyInterval: seconds(options.number("renotify_interval", 0), 60) ?? 0,
    renotifyOccurrences: options.number("renotify_occurrences", 0) ?? Infinity,
    renotifyStatuses: options.listOf("renotify_statuses", RENOTIFY_STATUSES) ?? [
      "alert",
      "no data",
    ],
    timeout: seconds(options.number("timeout_h", 0, 24), 3_600) ?? 0,
  } satisfies Omit<MonitorDefinition, "unsupportedOptions">;
  return { ...definition, unsupportedOptions: [...options.unsupported, ...levels.unsupported] };
}

/** @see https://github.com/DataDog/terraform-provider-datadog/issues/1831 */
function newGroupDelay(options: OptionReader, { zeroDelayIsUnset }: Defaults): number | undefined {
  const given = options.number("new_group_delay", 0);
  return given === 0 && zeroDelayIsUnset ? undefined : given;
}

function readThresholds(levels: OptionReader): Thresholds {
  const found = {
    critical: levels.number("critical"),
    warning: levels.number("warning"),
    criticalRecovery: levels.number("critical_recovery"),
    warningRecovery: levels.number("warning_recovery"),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function seconds(value: number | undefined, unit: number): number | undefined {
  return value === undefined ? undefined : value * unit;
}
