import type { ShadowResult } from "../../../runtime";
import { createTestTelemetry, llmMatchers, type TestTelemetry } from "../../../runtime/testing";
import { PROMPT, service } from "../support/fixtures";
import { ALWAYS, ask, CANDIDATE, settled } from "./set-up";

expect.extend(llmMatchers);

let telemetry: TestTelemetry<typeof service>;
beforeEach(() => (telemetry = createTestTelemetry(service)));

describe("the verdicts on both answers", () => {
  it("are given on the type that is answered, without naming it", async () => {
    const { llm } = telemetry;
    const lengths: number[] = [];
    const judged = { ...ALWAYS, input: "how?" };
    const passes = (length: number) => ({ pass: lengths.push(length) > 0 });
    const reply = (question: string) => Promise.resolve({ text: `${question} so` });
    await llm.shadow({ ...judged, score: ({ text }) => passes(text.length) }, reply, reply);
    await settled();
    llm.shadow(
      { ...judged, score: (answer) => passes(answer.toFixed(1).length) },
      (question: string) => question.length,
      (question) => question.length,
    );
    await settled();
    expect(lengths).toEqual([7, 7, 3, 3]);
  });

  const scored = async (
    candidate: () => unknown,
    score: unknown,
    prompt: object = { ...PROMPT, requestId: "r-1" },
  ): Promise<ShadowResult[]> => {
    const { llm } = telemetry;
    const results: ShadowResult[] = [];
    await llm.withPrompt(prompt as typeof PROMPT, () =>
      llm.shadow(
        {
          ...ALWAYS,
          score: score as () => { pass: boolean },
          evaluation: "answer_correctness",
          onResult: (one) => results.push(one),
        },
        () => ask(telemetry),
        candidate as () => Promise<object>,
      ),
    );
    await settled();
    return results;
  };
  const judge = (_answer: unknown, side: string) => ({
    pass: side === "baseline",
    score: side === "baseline" ? 0.9 : 0.4,
    type: "llm_judge",
    text: "a secret",
  });

  it("are of no prompt where none has a name, and of a case of their own", async () => {
    const results = await scored(() => ask(telemetry), judge, {
      name: "a sentence",
      feature: "search",
    });
    expect(results.map(({ prompt }) => prompt)).toEqual(["", ""]);
    expect(results[0]!.case).toMatch(/^[\w-]{16,}$/);
  });

  it("are recorded at stage shadow, and given as results that compare reads, without any text", async () => {
    const results = await scored(() => ask(telemetry), judge);
    const both = { case: "r-1", prompt: PROMPT.name, type: "llm_judge" };
    expect(results).toEqual([
      { ...both, version: PROMPT.version, pass: true, score: 0.9 },
      { ...both, version: CANDIDATE, pass: false, score: 0.4 },
    ]);
    const tags = {
      eval_stage: "shadow",
      eval_name: "answer_correctness",
      feature: "support_agent",
    };
    expect(telemetry).toHaveMetric(
      "llm.eval.correctness",
      { ...tags, prompt_version: CANDIDATE },
      0.4,
    );
    expect(telemetry).toHaveMetric(
      "llm.eval.correctness",
      { ...tags, prompt_version: PROMPT.version },
      0.9,
    );
    const links = telemetry.spans
      .filter(({ name }) => name === "eval.score")
      .map((one) => one.links);
    expect(links).toEqual([[expect.any(String)], [expect.any(String)]]);
  });

  it("are a failure where the candidate broke, and none where its provider did", async () => {
    const broken = await scored(() => Promise.reject(new TypeError("undefined")), judge);
    expect(broken.map(({ pass }) => pass)).toEqual([true, false]);
    const limited = Object.assign(new Error("limited"), { status: 429 });
    expect(await scored(() => Promise.reject(limited), judge)).toEqual([]);
  });

  it("are none where the judge throws or says nothing, or where an answer is a stream", async () => {
    const thrown = (): never => {
      throw new Error("no judge");
    };
    async function* stream(): AsyncGenerator<string> {
      yield await Promise.resolve("a");
    }
    expect(await scored(() => ask(telemetry), thrown)).toEqual([]);
    expect(
      await scored(
        () => ask(telemetry),
        () => "yes",
      ),
    ).toEqual([]);
    expect(await scored(() => stream(), judge)).toEqual([]);
    expect(await scored(() => ({ pipe: () => undefined }), judge)).toEqual([]);
  });
});
