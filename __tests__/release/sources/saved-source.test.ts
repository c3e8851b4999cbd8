import { unparsedAnswer } from "../../support/datadog-api";
import { judged } from "../support/judged";
import { guidesExample, releaseStore } from "../support/release-store";
import { answerOfV1, answerOfV2, ASKED } from "../support/saved";
import { savedSource } from "./set-up";

describe("saved answers of Datadog's query API", () => {
  const store = releaseStore({ serve: guidesExample });

  it("have the form that Datadog's client knows", () => {
    const { answer } = answerOfV2(store);
    expect(unparsedAnswer(answerOfV1(store), "v1", "MetricsQueryResponse")).toEqual([]);
    expect(unparsedAnswer(answer, "v2", "TimeseriesFormulaQueryResponse")).toEqual([]);
  });

  it("may be pages that overlap, of a scope without a set of tags", async () => {
    const whole = await judged(savedSource(answerOfV1(store)));
    const halves = [ASKED.slice(0, 3), ASKED.slice(2)].map((queries) => answerOfV1(store, queries));
    const older = halves.map((one) => ({
      ...one,
      series: one.series.map(({ tag_set: _, ...series }) => series),
    }));
    expect(await judged(savedSource(...older))).toEqual(whole);
  });

  it("promote nothing where a question was not asked, or was asked per second", async () => {
    const same = releaseStore({ serve: () => ({ requests: 2_000, invalid: 20, slow: 20 }) });
    const decision = async (queries: readonly string[]) => {
      const { decision, measures } = await judged(savedSource(answerOfV1(same, queries)));
      return { decision, missing: measures.flatMap(({ unavailable }) => unavailable ?? []) };
    };
    expect(await decision(ASKED)).toEqual({ decision: "promote", missing: [] });
    const isInvalid = (query: string): boolean => query.includes("llm.json_invalid");
    const missing = [
      "nobody asked for sum:llm.json_invalid{env:production,service:support-agent," +
        "prompt_name:support_triage} by {prompt_version,model,feature}.as_count()",
    ];
    const without = ASKED.filter((query) => !isInvalid(query));
    expect(await decision(without)).toEqual({ decision: "hold", missing });
    const perSecond = ASKED.map((query) =>
      isInvalid(query) ? query.replace(".as_count()", "") : query,
    );
    expect(await decision(perSecond)).toEqual({ decision: "hold", missing });
  });

  it("count what lacks a version among all, so that partial data shows", async () => {
    const answer = answerOfV1(store);
    const lost = answer.series.find(({ query_index: index }) => index === 0)!;
    const tag_set = ["prompt_version:N/A", "model:gpt-4.1", "feature:support_agent"];
    const partial = { ...answer, series: [...answer.series, { ...lost, tag_set }] };
    const { notes } = await judged(savedSource(partial));
    expect(notes).toEqual([
      "Partial data: 20 % of the requests came without version, model or feature.",
    ]);
  });

  it.each([
    [[answerOfV2(store).answer], "answer-0.json does not say what was asked"],
    [[{ errors: ["Forbidden"] }], "answer-0.json is an error of Datadog's: Forbidden"],
    [[{ status: "error", error: "Rule 1", series: [] }], "is an error of Datadog's: Rule 1"],
    [[{ type: "timeseries", requests: [] }], "is the definition of a widget or a dashboard"],
    [[{ data: { type: "scalar_response" } }], "is neither a recording of datadog-llm record nor"],
    [[answerOfV1(store, ["sum:llm.tasks{*}.as_count()"])], "answer.json holds no number."],
  ])("are refused where they are none: %#", (jsons, message) => {
    expect(() => savedSource(...jsons)).toThrow(message);
  });
});
