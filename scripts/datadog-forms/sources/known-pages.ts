import { doc, provider, type Proof } from "./proof";

export const AS_COUNT = doc("monitors/guide/as-count-in-monitor-evaluations/");
export const DISTRIBUTIONS = doc("metrics/distributions/");
export const THRESHOLD_QUERIES = doc("metrics/distributions/#threshold-queries");
export const ROLLUP = doc("dashboards/functions/rollup/");
export const QUERYING = doc("dashboards/querying/");
export const CREATE_MONITOR = doc("api/latest/monitors/#create-a-monitor");
export const COMPOSITE = doc("monitors/types/composite/");
export const SEASONAL = doc("monitors/guide/non_static_thresholds/#seasonal-threshold");
export const SPIKE = doc("monitors/guide/non_static_thresholds/#spike-threshold");
export const REFERENCE = doc("monitors/guide/non_static_thresholds/#reference-threshold");
/** A public configuration: `count:` of an OpenTelemetry histogram, which Datadog stores as a distribution. */
export const COUNTED_VALUES: Proof = {
  sources: [
    "https://github.com/FIAP-15SOAT/oficina-mecanica-custom-monitoring/blob/9ca60d575e6c2296119c1f25677cf8708a217354/terraform/monitors_api.tf",
  ],
};
export const OBJECTIVE = provider("docs/resources/service_level_objective.md");
export const SHIFTED_COUNT =
  "the first shows a time shift within a monitor's arithmetic, the second a function around an `as_count()` query there";
export const BURN_RATE = doc("service_level_objectives/burn_rate/#api-and-terraform");
export const SHIFTS = doc("dashboards/functions/timeshift/");
export const MONITOR_OPTIONS = doc("monitors/guide/monitor_api_options/");
export const MONITOR = provider("docs/resources/monitor.md");
export const MONITOR_TEST = provider("datadog/tests/resource_datadog_monitor_test.go");
export const VARIABLES = doc("monitors/notify/variables/");
export const CONDITIONAL = doc("monitors/notify/variables/#conditional-variables");
export const DASHBOARD_JSON = provider("datadog/tests/resource_datadog_dashboard_json_test.go");
export const CREATE_DASHBOARD = doc("api/latest/dashboards/#create-a-new-dashboard");
/** What Datadog's page saves of an overlay of events, in an issue that asked for it in Terraform. */
export const EVENT_OVERLAY: Proof = {
  sources: ["https://github.com/DataDog/terraform-provider-datadog/issues/1980"],
};
export const SPAN_SEARCH = doc("tracing/trace_explorer/query_syntax/");
export const widget = (name: string): Proof => doc(`dashboards/widgets/${name}/`);
