import { METRIC_NAMES, METRICS, type MetricName } from "../../telemetry";

/**
 * Value of every tag of a bootstrap point. No service or environment of this name exists, so no
 * monitor and no dashboard reads the point.
 */
export const BOOTSTRAP_TAG_VALUE = "datadog-llm-bootstrap";

/** The interval at which the agent sends what DogStatsD counted. */
const AGENT_INTERVAL_SECONDS = 10;

/** `2` is a rate: the agent sends what DogStatsD counts as rates, and a metric has one type. */
const RATE = 2;

/** One DogStatsD datagram with a single point of 0, with every tag that the metric carries. */
export function bootstrapDatagram(metric: MetricName): string {
  const type = METRICS[metric].type === "count" ? "c" : "d";
  return `${metric}:0|${type}|#${tagsOf(metric).join(",")}`;
}

/** What is sent to Datadog's API, as the agent would send it. */
export interface ApiRequest {
  readonly path: "/api/v2/series" | "/api/v1/distribution_points";
  readonly body: { readonly series: readonly { readonly metric: MetricName }[] };
}

/**
 * One point of 0 of every metric, with every tag that it carries.
 *
 * @param now in seconds since 1970
 * @see https://docs.datadoghq.com/api/latest/metrics/#submit-metrics
 * @see https://docs.datadoghq.com/api/latest/metrics/#submit-distribution-points
 */
export function bootstrapRequests(now: number): ApiRequest[] {
  const ofType = (type: string): MetricName[] =>
    METRIC_NAMES.filter((metric) => METRICS[metric].type === type);
  const counts = ofType("count").map((metric) => ({
    metric,
    type: RATE,
    interval: AGENT_INTERVAL_SECONDS,
    points: [{ timestamp: now, value: 0 }],
    tags: tagsOf(metric),
  }));
  const distributions = ofType("distribution").map((metric) => ({
    metric,
    type: "distribution",
    points: [[now, [0]]],
    tags: tagsOf(metric),
  }));
  return [
    { path: "/api/v2/series", body: { series: counts } },
    { path: "/api/v1/distribution_points", body: { series: distributions } },
  ];
}

function tagsOf(metric: MetricName): string[] {
  return METRICS[metric].tags.map((tag) => `${tag}:${BOOTSTRAP_TAG_VALUE}`);
}
