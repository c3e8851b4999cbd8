import { TAGS, type MetricTag } from "../../telemetry";
import { TEMPLATE_VARIABLES } from "./dashboard";
import { plainUrl } from "./escape";

/** Minutes shown before and after an alert where it links to. */
const MINUTES_AROUND = 30;

/**
 * Link from a monitor message to a dashboard at the time of the alert. Datadog fills in the group's
 * tags and the time when it sends the message.
 *
 * @param dashboardId a dashboard's id, or a Terraform reference to it
 * @param variables fixed values of template variables
 * @param groupBy tags of the alerting group, each filled into the variable of the same name where there is one
 * @see https://docs.datadoghq.com/monitors/notify/variables/#dynamic-links
 * @see https://docs.datadoghq.com/dashboards/template_variables/
 */
export function dashboardLink(
  datadogUrl: string,
  dashboardId: string,
  variables: Readonly<Record<string, string>>,
  groupBy: readonly MetricTag[],
): string {
  const fixed = Object.entries(variables).map(
    ([name, value]) => `tpl_var_${name}=${encodeURIComponent(value)}`,
  );
  const grouped = groupBy
    .filter((tag) => (TEMPLATE_VARIABLES as readonly string[]).includes(tag))
    .map((tag) => `tpl_var_${tag}={{urlencode "${tag}.name"}}`);
  const query = [`from_ts=${FROM}`, `to_ts=${TO}`, "live=false", ...fixed, ...grouped].join("&");
  return `${plainUrl(datadogUrl)}/dashboard/${dashboardId}?${query}`;
}

const FROM = `{{eval "last_triggered_at_epoch-${MINUTES_AROUND}*60*1000"}}`;
const TO = `{{eval "last_triggered_at_epoch+${MINUTES_AROUND}*60*1000"}}`;

/**
 * Link to the spans behind an alert in the Trace Explorer, narrowed to the alerting group, at the time of
 * the alert.
 *
 * Datadog documents that the page's URL holds the whole search; the parameters' names are inferred.
 */
export function tracesLink(
  datadogUrl: string,
  search: string,
  groupBy: readonly MetricTag[],
): string {
  const groups = groupBy.map(
    (tag) => `${encodeURIComponent(` @${SPAN_TAG[tag]}:`)}{{urlencode "${tag}.name"}}`,
  );
  const query = `${encodeURIComponent(search)}${groups.join("")}`;
  return `${plainUrl(datadogUrl)}/apm/traces?query=${query}&start=${FROM}&end=${TO}&paused=true`;
}

/** Name on spans of each metric tag. */
const SPAN_TAG = Object.fromEntries(
  Object.values(TAGS).map(({ metric, span }) => [metric, span ?? metric]),
) as Record<MetricTag, string>;
