import { LlmMetricSettingsStack, type LlmMetricSettingsProps } from "../../constructs";
import { METRICS } from "../../telemetry";
import {
  plannedMetadata,
  plannedTagConfiguration,
  type MetadataInApi,
  type TagConfigurationInApi,
} from "../support/metric-plan";
import { synthApp } from "../support/synth";

function settingsOf(props?: LlmMetricSettingsProps): Record<string, any>[][] {
  const { resources } = synthApp((app) => void new LlmMetricSettingsStack(app, "s", props), "s");
  return ["datadog_metric_tag_configuration", "datadog_metric_metadata"].map((type) =>
    Object.values(resources[type]!),
  );
}

describe("LlmMetricSettings", () => {
  const [tagsOf = [], metadata = []] = settingsOf();

  it("sets up every metric of the contract", () => {
    const names = Object.keys(METRICS).sort();
    expect(tagsOf.map(({ metric_name }) => metric_name).sort()).toEqual(names);
    expect(metadata.map(({ metric }) => metric).sort()).toEqual(names);
  });

  it("keeps every tag of the contract queryable, because the list is an allow-list", () => {
    for (const { metric_name, tags } of tagsOf) {
      expect(tags).toEqual([...METRICS[metric_name as keyof typeof METRICS].tags].sort());
    }
  });

  it("names percentiles on distributions only, where the provider accepts the attribute", () => {
    const latency = tagsOf.find(({ metric_name }) => metric_name === "llm.latency_ms");
    const requests = tagsOf.find(({ metric_name }) => metric_name === "llm.requests");
    const tokens = tagsOf.find(({ metric_name }) => metric_name === "llm.input_tokens");
    expect(latency).toMatchObject({ metric_type: "distribution", include_percentiles: true });
    expect(tokens).toMatchObject({ metric_type: "distribution", include_percentiles: false });
    expect(requests).not.toHaveProperty("include_percentiles");
  });

  it("names counts as rates, as which Datadog stores what DogStatsD counts", () => {
    for (const { metric_name, metric_type } of tagsOf) {
      const { type } = METRICS[metric_name as keyof typeof METRICS];
      expect(metric_type).toBe(type === "count" ? "rate" : "distribution");
    }
  });

  const isCount = (metric: string): boolean =>
    METRICS[metric as keyof typeof METRICS].type === "count";

  /** As the API may answer after we have written: it keeps what we set, and the rest is its own. */
  function metadataInApi(written: Record<string, any>): MetadataInApi[] {
    const { description, short_name, unit } = written;
    const types = isCount(written["metric"])
      ? ["count", "rate", "gauge"]
      : ["distribution", "gauge", ""];
    return types.flatMap((type) => [
      { type, description, short_name, unit },
      { type, description, short_name, unit, statsd_interval: 0 },
      { type, description, short_name, unit: unit ?? "byte", per_unit: "second" },
      { type, description, short_name, unit, statsd_interval: 10 },
    ]);
  }

  function tagConfigurationInApi(written: Record<string, any>): TagConfigurationInApi[] {
    const { tags, include_percentiles } = written;
    if (!isCount(written["metric_name"])) {
      return [{ metric_type: "distribution", tags, include_percentiles }];
    }
    const sum = { time: "sum", space: "sum" };
    const avg = { time: "avg", space: "avg" };
    return ["count", "rate", "gauge"].flatMap((metric_type) =>
      [undefined, [], [sum], [avg], [sum, avg]].map((aggregations) => ({
        metric_type,
        tags,
        ...(aggregations && { aggregations }),
      })),
    );
  }

  it("plans nothing once written, whichever type the API holds, with provider 3.82.0", () => {
    for (const written of metadata) {
      for (const api of metadataInApi(written)) expect(plannedMetadata(written, api)).toEqual([]);
    }
    for (const written of tagsOf) {
      for (const api of tagConfigurationInApi(written)) {
        expect(plannedTagConfiguration(written, api)).toEqual([]);
      }
    }
  });

  it("still plans what we set and somebody changed", () => {
    const [written] = metadata;
    const changed = { ...metadataInApi(written!)[0]!, description: "by hand" };
    expect(plannedMetadata(written!, changed)).toEqual(["description"]);
    const [configuration] = tagsOf;
    const narrowed = { ...tagConfigurationInApi(configuration!)[0]!, tags: ["env"] };
    expect(plannedTagConfiguration(configuration!, narrowed)).toEqual(["tags"]);
  });

  it("plans for ever without what it ignores", () => {
    const { lifecycle: _1, ...written } = metadata.find(({ metric }) => metric === "llm.requests")!;
    expect(plannedMetadata(written, { ...metadataInApi(written)[3]! })).toEqual([
      "type",
      "statsd_interval",
    ]);
    const { lifecycle: _2, ...configuration } = tagsOf.find(
      ({ metric_name }) => metric_name === "llm.requests",
    )!;
    const api = { metric_type: "count", tags: configuration["tags"], aggregations: [] };
    expect(plannedTagConfiguration(configuration, api)).toEqual(["metric_type", "aggregations"]);
  });

  it("can be narrowed to the metrics that exist already, and widened by tags of one's own", () => {
    const [tags = []] = settingsOf({ metrics: ["llm.requests"], extraTags: ["region"] });
    const [only, ...others] = tags;
    expect(others).toEqual([]);
    expect(only?.["tags"]).toContain("region");
  });
});
