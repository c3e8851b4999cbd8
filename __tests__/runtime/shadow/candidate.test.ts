import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate as turn } from "node:timers/promises";
import type { ShadowContext, ShadowResult } from "../../../runtime";
import { createTestTelemetry, llmMatchers, type TestTelemetry } from "../../../runtime/testing";
import { COMPLETION, MODEL, PROMPT, service } from "../support/fixtures";
import { ALWAYS, ask, CANDIDATE, settled } from "./set-up";

expect.extend(llmMatchers);

let telemetry: TestTelemetry<typeof service>;
beforeEach(() => (telemetry = createTestTelemetry(service)));

describe("a candidate", () => {
  const shadowed = async (
    candidate: (input: undefined, context: ShadowContext) => unknown,
    options: object = {},
  ): Promise<void> => {
    const { llm } = telemetry;
    await llm.withPrompt({ ...PROMPT, requestId: "r-1" }, () =>
      llm.shadow(
        { ...ALWAYS, ...options },
        () => ask(telemetry),
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
        return ask(telemetry);
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
      await llm.shadow({ version: CANDIDATE, rate }, () => ask(telemetry), candidate);
    }
    await llm.shadow({ ...ALWAYS, input: () => 0 }, () => ask(telemetry), candidate);
    await settled();
    expect(candidate).not.toHaveBeenCalled();
  });

  it("that is no function is none, rather than one that failed", async () => {
    const onResult = jest.fn();
    const options = { ...ALWAYS, score: () => ({ pass: true }), onResult };
    await telemetry.llm.shadow(
      options,
      () => ask(telemetry),
      "candidate" as unknown as () => never,
    );
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
