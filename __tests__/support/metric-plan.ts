/**
 * Which attributes Datadog's Terraform provider 3.82.0 plans to change, for the two resources of a
 * metric: it reads what the API answers into the state and compares that with the configuration.
 *
 * @see https://github.com/DataDog/terraform-provider-datadog/blob/v3.82.0/datadog/resource_datadog_metric_metadata.go
 * @see https://github.com/DataDog/terraform-provider-datadog/blob/v3.82.0/datadog/resource_datadog_metric_tag_configuration.go
 */
type Attributes = Readonly<Record<string, unknown>>;

/** What `GET /api/v1/metrics/{name}` answers. */
export interface MetadataInApi {
  readonly type: string;
  readonly description?: string;
  readonly short_name?: string;
  readonly unit?: string;
  readonly per_unit?: string;
  readonly statsd_interval?: number;
}

/** What `GET /api/v2/metrics/{name}/tags` answers. */
export interface TagConfigurationInApi {
  readonly metric_type: string;
  readonly tags: readonly string[];
  readonly include_percentiles?: boolean;
  readonly aggregations?: readonly { readonly time: string; readonly space: string }[];
}

const METADATA_TEXTS = ["type", "description", "short_name", "unit", "per_unit"] as const;

export function plannedMetadata(config: Attributes, api: MetadataInApi): string[] {
  const effective = withIgnored(config, { ...api, statsd_interval: api.statsd_interval ?? 0 });
  const texts = METADATA_TEXTS.filter((name) => (effective[name] ?? "") !== (api[name] ?? ""));
  // An absent number is read as 0, and 0 is not absent.
  const interval = effective["statsd_interval"] !== (api.statsd_interval ?? 0);
  return [...texts, ...(interval ? ["statsd_interval"] : [])];
}

/** @throws Error where the provider's own check refuses the plan */
export function plannedTagConfiguration(config: Attributes, api: TagConfigurationInApi): string[] {
  const effective = withIgnored(config, { aggregations: undefined, ...api });
  const isDistribution = effective["metric_type"] === "distribution";
  if ("include_percentiles" in config && !isDistribution) {
    throw new Error("cannot use include_percentiles with this metric_type");
  }
  const planned: string[] = [];
  if (effective["metric_type"] !== api.metric_type) planned.push("metric_type");
  if (!isDistribution && completesAggregations(config, api)) planned.push("aggregations");
  if (isDistribution && config["include_percentiles"] !== (api.include_percentiles ?? false)) {
    planned.push("include_percentiles");
  }
  const tags = effective["tags"] as readonly string[];
  if (tags.toSorted().join() !== api.tags.toSorted().join()) planned.push("tags");
  return planned;
}

/** The default is added to what the API answered, unless it answered nothing at all. */
function completesAggregations(
  config: Attributes,
  { metric_type, aggregations }: TagConfigurationInApi,
): boolean {
  if (aggregations === undefined || ignored(config).includes("aggregations")) return false;
  const byDefault = metric_type === "gauge" ? "avg" : "sum";
  return !aggregations.some(({ time, space }) => time === byDefault && space === byDefault);
}

/** Terraform takes what is ignored from the state, before the provider plans and after it has. */
function withIgnored(config: Attributes, state: Attributes): Attributes {
  const kept = ignored(config).map((name) => [name, state[name]] as const);
  return { ...config, ...Object.fromEntries(kept) };
}

function ignored(config: Attributes): readonly string[] {
  const lifecycle = config["lifecycle"] as { ignore_changes?: readonly string[] } | undefined;
  return lifecycle?.ignore_changes ?? [];
}
