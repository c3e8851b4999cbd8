import { TAGS, type MetricTag } from "../../telemetry";

/** Minutes shown before and after an alert on the dashboard that it links to. */
const MINUTES_AROUND = 30;

/**
 * Link from a monitor message to a dashboard at the time of the alert. Datadog fills in the group's
 * tags and the time when it sends the message.
 *
 * @param dashboardId a dashboard's id, or a Terraform reference to it
 * @param variables fixed values of template variables
 * @param groupBy tags of the alerting group, each filled into the variable of the same name
 * @see https://docs.datadoghq.com/monitors/notify/variables/#dynamic-links
 * @see https://docs.datadoghq.com/dashboards/template_variables/
 */
export function dashboardLink(
  datadogUrl: string,
  dashboardId: string,
  variables: Readonly<Record<string, string>>,
  groupBy: readonly string[],
): string {
  const fixed = Object.entries(variables).map(
    ([name, value]) => `tpl_var_${name}=${encodeURIComponent(value)}`,
  );
  const grouped = groupBy.map((tag) => `tpl_var_${tag}={{urlencode "${tag}.name"}}`);
  const milliseconds = `${MINUTES_AROUND}*60*1000`;
  const query = [
    `from_ts={{eval "last_triggered_at_epoch-${milliseconds}"}}`,
    `to_ts={{eval "last_triggered_at_epoch+${milliseconds}"}}`,
    "live=false",
    ...fixed,
    ...grouped,
  ].join("&");
  return `${datadogUrl}/dashboard/${dashboardId}?${query}`;
}

/**
 * Link to the spans behind an alert in the Trace Explorer, narrowed to the alerting group.
 *
 * Datadog documents that the page's URL holds the whole search; the parameter's name is inferred.
 */
export function tracesLink(
  datadogUrl: string,
  search: string,
  groupBy: readonly MetricTag[],
): string {
  const groups = groupBy.map(
    (tag) => `${encodeURIComponent(` @${SPAN_TAG[tag]}:`)}{{urlencode "${tag}.name"}}`,
  );
  return `${datadogUrl}/apm/traces?query=${encodeURIComponent(search)}${groups.join("")}`;
}

/** Name on spans of each metric tag. */
const SPAN_TAG = Object.fromEntries(
  Object.values(TAGS).map(({ metric, span }) => [metric, span ?? metric]),
) as Record<MetricTag, string>;
