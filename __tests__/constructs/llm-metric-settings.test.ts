import { LlmMetricSettingsStack, type LlmMetricSettingsProps } from "../../constructs";
import { METRICS } from "../../telemetry";
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

  it("can be narrowed to the metrics that exist already, and widened by tags of one's own", () => {
    const [tags = []] = settingsOf({ metrics: ["llm.requests"], extraTags: ["region"] });
    const [only, ...others] = tags;
    expect(others).toEqual([]);
    expect(only?.["tags"]).toContain("region");
  });
});
