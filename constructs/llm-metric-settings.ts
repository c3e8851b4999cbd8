import { Construct } from "constructs";
import {
  check,
  checkObject,
  isList,
  isStoredForm,
  METRIC_NAMES,
  METRICS,
  Problems,
  requireEachOnce,
  type Check,
  type Checks,
  type MetricDefinition,
  type MetricName,
} from "../telemetry";
import { DatadogResource } from "./datadog/resource";
import { pathOf } from "./path-of";
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

const METRIC: Check = (problems, path, given) => {
  problems.requireOneOf(path, given, METRIC_NAMES);
};

const METRICS_LIST: Check = (problems, path, given) => {
  check.listOf(METRIC, "a list of metrics")(problems, path, given);
  if (isList(given)) requireEachOnce(problems, path, given, "metric");
};

const EXTRA_TAG = check.value(
  (given) => typeof given === "string" && /^\p{L}[^:]*$/u.test(given) && isStoredForm("", given),
  "a tag's key without a value, in the form that Datadog stores, such as cost_center",
);

/** What each property takes. What has no line here is refused. */
const PROPS: Checks<LlmMetricSettingsProps> = {
  metrics: check.optional(METRICS_LIST),
  extraTags: check.optional(check.listOf(EXTRA_TAG, "a list of tag keys")),
  // Checked where the stack is known.
  provider: () => undefined,
};

/**
 * How Datadog stores a metric: what DogStatsD counts is a rate per second. Which of the two a tag
 * configuration has to name is documented nowhere. Its refusal of a second configuration speaks of
 * "gauge/count/rate" in one, so either may do; this one is what the metric's page shows.
 *
 * @see https://docs.datadoghq.com/metrics/types/#submission-types-and-datadog-in-app-types
 */
const STORED_TYPE = { count: "rate", distribution: "distribution" } as const;

/**
 * What we do not set is not ours. Provider 3.82 reads all of it back, takes it for a change, and sends
 * nothing when it removes it, so that the plan never comes clean.
 */
const METADATA_OF_OTHERS = ["type", "statsd_interval", "per_unit"];

/**
 * Datadog may answer with another type (a change replaces the configuration, and answers 409) and, for
 * whatever is no distribution, with `aggregations`, which provider 3.82 completes.
 */
const CONFIGURED_BY_DATADOG = ["metric_type", "aggregations"];

/**
 * Units, descriptions, percentiles and queryable tags of the contract's metrics. Metrics belong to the
 * Datadog organisation and not to one service, so this construct stands once, in a stack of its own.
 *
 * @see https://docs.datadoghq.com/metrics/metrics-without-limits/
 */
export class LlmMetricSettings extends Construct {
  /** @throws InvalidInputError with every problem of the props at once */
  constructor(scope: Construct, id: string, props: LlmMetricSettingsProps = {}) {
    const problems = new Problems();
    checkObject(problems, "", props, PROPS);
    problems.throwIfAny(`the metric settings, construct ${JSON.stringify(pathOf(scope, id))}`);
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
    const ignoreChanges = [...METADATA_OF_OTHERS, ...(unit === undefined ? ["unit"] : [])];
    new DatadogResource(this, `${metric}-metadata`, "datadog_metric_metadata", metadata, {
      ...provider,
      lifecycle: { ignoreChanges },
    });
    const configuration = {
      metric_name: metric,
      metric_type: STORED_TYPE[type],
      tags: [...new Set([...tags, ...extraTags])].sort(),
      // The provider refuses the attribute on counts, even as `false`.
      ...(type === "distribution" ? { include_percentiles: percentiles === true } : {}),
    };
    new DatadogResource(this, `${metric}-tags`, "datadog_metric_tag_configuration", configuration, {
      ...provider,
      lifecycle: { ignoreChanges: CONFIGURED_BY_DATADOG },
    });
  }
}
