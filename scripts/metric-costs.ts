import { supportAgent } from "../examples/services";
import { estimate } from "../review/costs";
import { markdownTable } from "./telemetry-reference";

/** The table of docs/metric-costs.md: an upper bound for `support-agent`, by Datadog's rules. */
export function metricCostsTable(): string {
  const { metrics, series, indexed } = estimate(supportAgent, { hosts: 1, settings: true });
  const rows = metrics.map((one) => [
    `\`${one.metric}\``,
    one.type === "percentiles" ? "distribution, percentiles" : one.type,
    one.factors.map(({ count, what }) => `${count} ${what}`).join(" × "),
    String(one.series),
    String(one.indexed),
  ]);
  return markdownTable(
    ["Metric", "Type", "Combinations of", "Series", "Custom metrics"],
    [...rows, ["**All**", "", "", `**${series}**`, `**${indexed}**`]],
  );
}
