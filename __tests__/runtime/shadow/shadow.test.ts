import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate as turn } from "node:timers/promises";
import fc, { cases } from "../../support/fast-check";
import { createLlmTelemetry, type ShadowContext, type ShadowResult } from "../../../runtime";
import { createTestTelemetry, llmMatchers, type TestTelemetry } from "../../../runtime/testing";
import { RecordingTracer } from "../../../runtime/testing/recording-tracer";
import { COMPLETION, MODEL, PROMPT, service } from "../support/fixtures";

expect.extend(llmMatchers);

const CANDIDATE = "2026-06-01.4";
const ALWAYS = { version: CANDIDATE, rate: 1 };

let telemetry: TestTelemetry<typeof service>;
let unhandled: unknown[];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => {
  telemetry = createTestTelemetry(service);
  unhandled = [];
  process.on("unhandledRejection", note);
});
afterEach(() => process.off("unhandledRejection", note));

/** What a candidate begins, it does in a few turns of the event loop. */
async function settled(): Promise<void> {
  for (let count = 0; count < 5; count += 1) await turn();
}

const ask = (answer: object = COMPLETION): Promise<object> =>
  telemetry.llm.request(MODEL, () => Promise.resolve(answer));

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
    expect(unhandled).toEqual([]);
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

describe("a candidate", () => {
  const shadowed = async (
    candidate: (input: undefined, context: ShadowContext) => unknown,
    options: object = {},
  ): Promise<void> => {
    const { llm } = telemetry;
    await llm.withPrompt({ ...PROMPT, requestId: "r-1" }, () =>
      llm.shadow(
        { ...ALWAYS, ...options },
        () => ask(),
        (input, context) => candidate(input, context) as Promise<object>,
      ),
    );
    await settled();
  };

  it("counts as no request, error, check or task, and its costs as no user's", async () => {
    const { llm } = telemetry;
    await shadowed(async () => {
      await llm.request(MODEL, (request) => {
        request.set({ costUsd: 0.02, refusal: true });
        return ask();
      });
      llm.validation({ schema: "s", isValid: () => false }, () => "");
      await llm
        .tool({ name: "lookup_order" }, () => Promise.reject(new Error("no")))
        .catch(() => 0);
      llm.taskCompleted({ success: true });
      llm.feedback({ rating: "negative" });
      return COMPLETION;
    });
    const sent = telemetry.metrics.filter(({ tags }) => tags["prompt_version"] === CANDIDATE);
    expect(new Set(sent.map(({ name }) => name))).toEqual(new Set(["llm.estimated_cost_usd"]));
    expect(new Set(sent.map(({ tags }) => tags["feature"]))).toEqual(
      new Set(["support_agent_shadow"]),
    );
    // The answer itself is counted as ever.
    expect(telemetry).toHaveMetric("llm.requests", { prompt_version: PROMPT.version });
    const records = telemetry.logs.filter(({ level }) => level === "info");
    expect(
      records.map(({ record }) => (record as { prompt_version: string }).prompt_version),
    ).toEqual([PROMPT.version]);
  });

  it("has spans of its own trace that say what they are, and are no error of the service", async () => {
    const { llm } = telemetry;
    const root = (): Promise<void> =>
      llm.tool({ name: "lookup_order" }, () =>
        shadowed(() => llm.request(MODEL, () => Promise.reject(new Error("500")))),
      );
    await root();
    await settled();
    const span = telemetry.spans.find(({ tags }) => tags["llm.prompt_version"] === CANDIDATE);
    expect(span).toMatchObject({ error: false, parent: undefined, errorType: undefined });
    expect(span?.tags).toMatchObject({
      "llm.prompt_environment": "shadow",
      "llm.status": "error",
      request_id: "r-1",
    });
  });

  it("knows that it is one, also within a prompt of its own, and has no shadow itself", async () => {
    const { llm } = telemetry;
    const seen: boolean[] = [];
    const inner = jest.fn();
    await shadowed(() =>
      llm.withPrompt({ ...PROMPT, version: CANDIDATE }, async () => {
        await turn();
        seen.push(llm.isShadow());
        return llm.shadow(ALWAYS, () => Promise.resolve(COMPLETION), inner);
      }),
    );
    expect(seen).toEqual([true]);
    expect(inner).not.toHaveBeenCalled();
    expect(llm.isShadow()).toBe(false);
  });

  it("keeps the application's own context", async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    await storage.run("tenant", () => shadowed(() => seen.push(storage.getStore())));
    expect(seen).toEqual(["tenant"]);
  });

  it("does not run after a failure, with a rate of 0, where a flag throws, or where its input cannot be copied", async () => {
    const { llm } = telemetry;
    const candidate = jest.fn();
    const failing = (): Promise<object> => Promise.reject(new Error("no"));
    await llm.shadow(ALWAYS, failing, candidate).catch(() => undefined);
    const thrown = (): number => {
      throw new Error("no flag");
    };
    for (const rate of [0, NaN, () => 0, thrown]) {
      await llm.shadow({ version: CANDIDATE, rate }, () => ask(), candidate);
    }
    await llm.shadow({ ...ALWAYS, input: () => 0 }, () => ask(), candidate);
    await settled();
    expect(candidate).not.toHaveBeenCalled();
  });

  it("that is no function is none, rather than one that failed", async () => {
    const onResult = jest.fn();
    const options = { ...ALWAYS, score: () => ({ pass: true }), onResult };
    await telemetry.llm.shadow(options, () => ask(), "candidate" as unknown as () => never);
    await settled();
    expect(onResult).not.toHaveBeenCalled();
  });

  it("is one of so many at once, and gives its place back when it settles", async () => {
    const open: (() => void)[] = [];
    const waiting = (): Promise<void> => new Promise((resolve) => open.push(resolve));
    for (let count = 0; count < 5; count += 1) await shadowed(waiting, { concurrency: 2 });
    expect(open).toHaveLength(2);
    open[0]?.();
    await settled();
    await shadowed(waiting, { concurrency: 2 });
    expect(open).toHaveLength(3);
  });

  it("is told when its time is up, and its late answer is none", async () => {
    const results: ShadowResult[] = [];
    const aborted: boolean[] = [];
    await shadowed(
      (_input, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => {
            aborted.push(signal.aborted);
            resolve(COMPLETION);
          });
        }),
      {
        timeoutMs: 1,
        score: () => ({ pass: true }),
        onResult: (one: ShadowResult) => results.push(one),
      },
    );
    await telemetry.llm.flush(1_000);
    await settled();
    expect(aborted).toEqual([true]);
    expect(results).toEqual([]);
  });

  it("is waited for by flush", async () => {
    let isDone = false;
    await shadowed(async () => {
      for (let count = 0; count < 20; count += 1) await turn();
      isDone = true;
    });
    expect(isDone).toBe(false);
    expect(await telemetry.llm.flush(10_000)).toBe(true);
    expect(isDone).toBe(true);
  });
});

it("flush waits for shadows and for dd-trace no longer than it may in all", async () => {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "queueMicrotask", "nextTick"] });
  try {
    // As dd-trace whose agent never answers.
    const _tracer = { _exporter: { flush: () => undefined } };
    const tracer = Object.assign(new RecordingTracer(), { _tracer });
    const llm = createLlmTelemetry({ tracer: tracer, service });
    const slow = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
    await llm.shadow(ALWAYS, () => ask(), slow);
    await settled();
    let isThrough: boolean | undefined;
    void llm.flush(100).then((through) => (isThrough = through));
    await jest.advanceTimersByTimeAsync(99);
    expect(isThrough).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    expect(isThrough).toBe(false);
  } finally {
    jest.useRealTimers();
  }
});

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
        () => ask(),
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
    const results = await scored(() => ask(), judge, { name: "a sentence", feature: "search" });
    expect(results.map(({ prompt }) => prompt)).toEqual(["", ""]);
    expect(results[0]!.case).toMatch(/^[\w-]{16,}$/);
  });

  it("are recorded at stage shadow, and given as results that compare reads, without any text", async () => {
    const results = await scored(() => ask(), judge);
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
    expect(await scored(() => ask(), thrown)).toEqual([]);
    expect(
      await scored(
        () => ask(),
        () => "yes",
      ),
    ).toEqual([]);
    expect(await scored(() => stream(), judge)).toEqual([]);
    expect(await scored(() => ({ pipe: () => undefined }), judge)).toEqual([]);
  });
});
