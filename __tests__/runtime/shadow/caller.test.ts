import fc, { cases } from "../../support/fast-check";
import { createTestTelemetry, type TestTelemetry } from "../../../runtime/testing";
import { PROMPT, service } from "../support/fixtures";
import { ALWAYS, settled } from "./set-up";

let telemetry: TestTelemetry<typeof service>;
beforeEach(() => (telemetry = createTestTelemetry(service)));

// A rejection that nobody handles fails the test that it belongs to: Jest listens, and its tests cannot.
describe("what the caller sees of a shadowed call", () => {
  const answers = fc.oneof(
    fc.anything().map((value) => () => value),
    fc.anything().map((value) => () => Promise.resolve(value)),
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- applications do
    fc.anything().map((reason) => () => Promise.reject(reason)),
    fc.anything().map((reason) => (): never => {
      throw reason as Error;
    }),
  );
  const outcomeOf = async (work: () => unknown): Promise<unknown> => {
    try {
      return { value: await work() };
    } catch (error) {
      return { error };
    }
  };

  it("is what it would see without, whatever either side, the judge or the options do", async () => {
    const options = fc.record(
      {
        version: fc.anything(),
        rate: fc.oneof(fc.constant(1), fc.anything()),
        input: fc.anything(),
        score: fc.oneof(answers, fc.anything()),
        onResult: fc.oneof(answers, fc.anything()),
        concurrency: fc.anything(),
        timeoutMs: fc.anything(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(answers, answers, options, async (primary, candidate, given) => {
        const { llm } = telemetry;
        let returned: unknown;
        const shadowed = await outcomeOf(() =>
          llm.withPrompt(
            PROMPT,
            () =>
              (returned = llm.shadow(given as typeof ALWAYS, primary, candidate as () => never)),
          ),
        );
        const bare = await outcomeOf(() => primary());
        expect(shadowed).toEqual(bare);
        if (returned instanceof Promise) expect(llm.isShadow()).toBe(false);
        await settled();
      }),
      { numRuns: cases(100) },
    );
  });

  it("is the very object, before the candidate has begun", async () => {
    const order: string[] = [];
    const promise = Promise.resolve("answer").finally(() => order.push("answered"));
    const candidate = (): string => (order.push("candidate"), "other");
    const result = telemetry.llm.shadow(ALWAYS, () => promise, candidate);
    expect(result).toBe(promise);
    await result;
    expect(order).toEqual(["answered"]);
    await settled();
    expect(order).toEqual(["answered", "candidate"]);
  });

  it("is no wait for a candidate that never settles", async () => {
    const never = (): Promise<string> => new Promise(() => undefined);
    expect(await telemetry.llm.shadow(ALWAYS, () => Promise.resolve("answer"), never)).toBe(
      "answer",
    );
  });

  it("is nothing that a candidate did to what both work on, nor the other way round", async () => {
    const messages = ["question"];
    const seen: unknown[] = [];
    const primary = async (given: string[]): Promise<string> => {
      given.push("answer");
      return Promise.resolve("answer");
    };
    const candidate = async (given: string[]): Promise<string> => {
      seen.push([...given]);
      given.length = 0;
      return Promise.resolve("other");
    };
    await telemetry.llm.shadow({ ...ALWAYS, input: messages }, primary, candidate);
    await settled();
    expect(messages).toEqual(["question", "answer"]);
    expect(seen).toEqual([["question"]]);
  });
});
