import { Construct } from "constructs";
import { METRIC_NAMES, METRICS, type MetricDefinition, type MetricName } from "../telemetry";
import { DatadogResource } from "./datadog/resource";
import { providerOf, type ProviderProps } from "./shared-props";

/** Which metrics are set up, and by which tags they stay queryable. */
export interface LlmMetricSettingsProps extends ProviderProps {
  /**
   * The metrics to set up. Datadog refuses settings of a metric that it has never seen: send one point
   * of each first (`datadog-llm bootstrap`), or list those that your services emit already.
   * @default - every metric of the contract
   */
  readonly metrics?: readonly MetricName[];
  /**
   * Tags of your own by which metrics stay queryable, beside those of the contract.
   * @default - none
   */
  readonly extraTags?: readonly string[];
}

/**
 * Units, descriptions, percentiles and queryable tags of the contract's metrics. Metrics belong to the
 * Datadog organisation and not to one service, so this construct stands once, in a stack of its own.
 *
 * @see https://docs.datadoghq.com/metrics/metrics-without-limits/
 */
export class LlmMetricSettings extends Construct {
  constructor(scope: Construct, id: string, props: LlmMetricSettingsProps = {}) {
    super(scope, id);
    const provider = providerOf(this, props);
    for (const metric of props.metrics ?? METRIC_NAMES) {
      this.addSettings(metric, METRICS[metric], props.extraTags ?? [], provider);
    }
  }

  private addSettings(
    metric: MetricName,
    { type, unit, description, tags, percentiles }: MetricDefinition,
    extraTags: readonly string[],
    provider: ProviderProps,
  ): void {
    const metadata = {
      metric,
      description,
      short_name: metric.replace(/^llm\./, ""),
      unit,
    };
    new DatadogResource(this, `${metric}-metadata`, "datadog_metric_metadata", metadata, provider);
    const configuration = {
      metric_name: metric,
      metric_type: type,
      tags: [...new Set([...tags, ...extraTags])].sort(),
      // The provider refuses the attribute on counts, even as `false`.
      ...(type === "distribution" ? { include_percentiles: percentiles === true } : {}),
    };
    new DatadogResource(
      this,
      `${metric}-tags`,
      "datadog_metric_tag_configuration",
      configuration,
      provider,
    );
  }
}
