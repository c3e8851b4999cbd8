import { count, read } from "../../../constructs/datadog/query";
import { renderExpression } from "../../../constructs/datadog/expression";

const SCOPE = ["env:production"];

describe("the query builder", () => {
  it("writes filters with commas only, because Datadog refuses them mixed with AND or IN", () => {
    const query = read("llm.errors", SCOPE)
      .where({ error_type: { not: ["policy", "validation"] }, model: "gpt-4.1" })
      .by("provider")
      .asCount();
    expect(renderExpression(query)).toBe(
      "sum:llm.errors{env:production,!error_type:policy,!error_type:validation,model:gpt-4.1} by {provider}.as_count()",
    );
  });

  it("reads everything where neither scope nor filter narrows it", () => {
    expect(renderExpression(count("llm.requests", []).by())).toBe("sum:llm.requests{*}.as_count()");
  });

  it("reads percentiles, means and sample counts of distributions", () => {
    const latency = read("llm.latency_ms", SCOPE);
    expect(renderExpression(latency.percentile("p95"))).toBe("p95:llm.latency_ms{env:production}");
    expect(renderExpression(latency.avg())).toBe("avg:llm.latency_ms{env:production}");
    expect(renderExpression(latency.samples())).toBe(
      "count:llm.latency_ms{env:production}.as_count()",
    );
  });

  // Compiled by the type check, which fails where one of these starts to compile.
  it("accepts only tags and aggregations that the metric has", () => {
    const refused = [
      // @ts-expect-error requests do not carry the tool
      () => count("llm.requests", SCOPE).by("tool"),
      // @ts-expect-error a filter by a tag that the metric does not carry matches nothing
      () => read("llm.requests", SCOPE).where({ error_type: "timeout" }),
      // @ts-expect-error no such metric
      () => read("llm.request", SCOPE),
      // @ts-expect-error the mean of a count means nothing
      () => read("llm.requests", SCOPE).avg(),
      // @ts-expect-error percentiles are not switched on for tokens
      () => read("llm.input_tokens", SCOPE).percentile("p95"),
      // @ts-expect-error a distribution is no event count
      () => count("llm.latency_ms", SCOPE),
    ];
    expect(refused).toHaveLength(6);
  });
});
