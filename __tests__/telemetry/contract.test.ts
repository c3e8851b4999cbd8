import { COMMON_SPAN_TAGS, isMetricName, METRICS, SPANS, TAGS } from "../../telemetry";

const METRIC_TAGS = Object.values(TAGS).flatMap(({ metric }) => metric ?? []);
const SPAN_TAGS = Object.values(TAGS).flatMap(({ span }) => span ?? []);

describe("the contract", () => {
  it("uses names that Datadog accepts unchanged", () => {
    for (const name of Object.keys(METRICS)) expect(isMetricName(name)).toBe(true);
    for (const tag of METRIC_TAGS) expect(tag).toMatch(/^[a-z][a-z_]*$/);
  });

  it("names each tag once per form, so that a tag has one meaning", () => {
    expect(new Set(METRIC_TAGS).size).toBe(METRIC_TAGS.length);
    expect(new Set(SPAN_TAGS).size).toBe(SPAN_TAGS.length);
  });

  it("has no tag that nothing carries: name a new one in telemetry/spans.ts or telemetry/metrics.ts", () => {
    const onSpans = [COMMON_SPAN_TAGS, ...Object.values(SPANS).map(({ tags }) => tags)].flat();
    const onMetrics = Object.values(METRICS).flatMap(({ tags }): readonly string[] => tags);
    expect(SPAN_TAGS.filter((tag) => !onSpans.includes(tag))).toEqual([]);
    expect(METRIC_TAGS.filter((tag) => !onMetrics.includes(tag))).toEqual([]);
  });

  it("gives every metric the tags of the dashboards' variables, so that each filters everything", () => {
    for (const { tags } of Object.values(METRICS)) {
      expect(tags).toEqual(
        expect.arrayContaining([
          "env",
          "service",
          "feature",
          "provider",
          "model",
          "prompt_name",
          "prompt_version",
        ]),
      );
    }
  });

  it("has a metric with the same tags for both sides of every rate", () => {
    const rates = [
      ["llm.errors", "llm.requests"],
      ["llm.json_invalid", "llm.json_checks"],
      ["llm.tool_failures", "llm.tool_calls"],
      ["llm.retrieval.misses", "llm.retrievals"],
      ["llm.task_successes", "llm.tasks"],
      ["llm.eval.passes", "llm.eval.runs"],
      ["llm.eval.judge_disagreements", "llm.eval.judge_checks"],
    ] as const;
    for (const [part, whole] of rates) {
      expect(METRICS[part].tags).toEqual(expect.arrayContaining([...METRICS[whole].tags]));
    }
  });

  it("puts prompt, version, feature, provider and model on every span", () => {
    expect(COMMON_SPAN_TAGS).toEqual(
      expect.arrayContaining([
        "llm.prompt_name",
        "llm.prompt_version",
        "llm.feature",
        "llm.provider",
        "llm.model",
      ]),
    );
    expect(Object.keys(SPANS)).toEqual([
      "llm.request",
      "rag.retrieval",
      "prompt.render",
      "tool.call",
      "output.validation",
      "eval.score",
    ]);
  });

  it("keeps unbounded values off metrics, where each costs a series", () => {
    const spanOnly = ["request_id", "llm.tenant_id", "llm.user_id_hash", "llm.finish_reason"];
    for (const tag of Object.values(TAGS)) {
      if (tag.span && spanOnly.includes(tag.span)) expect(tag.metric).toBeNull();
    }
  });
});
