const NEIGHBOURS =
  "it compares a point with its neighbours, and how far apart a monitor's points lie is not documented";
const ALGORITHM = "Datadog's algorithm is not public";
const ALL_GROUPS = "it looks at all groups at once, and the lab evaluates each by itself";

const REASONS: readonly (readonly [names: RegExp, reason: string])[] = [
  [/^(anomalies|outliers|forecast|robust_trend|piecewise_constant)$/, ALGORITHM],
  [/^(ewma|median)_\d+$|^autosmooth$|^trend_line$/, NEIGHBOURS],
  [/^(diff|monotonic_diff|derivative|dt|per_second|per_minute|per_hour)$/, NEIGHBOURS],
  [
    /^(cumsum|integral)$/,
    "it adds up from where the query begins, which is not documented for a monitor",
  ],
  [/^(top|bottom|top_offset|bottom_offset)(\d+(_\w+)?)?$/, ALL_GROUPS],
  [/^(count_nonzero|count_not_null)(_finite)?$/, ALL_GROUPS],
];

/**
 * Why a function that Datadog has is not evaluated; undefined for one that the lab does not know.
 *
 * @see https://docs.datadoghq.com/dashboards/functions/
 */
export function whyNotEvaluated(name: string): string | undefined {
  return REASONS.find(([names]) => names.test(name))?.[1];
}
