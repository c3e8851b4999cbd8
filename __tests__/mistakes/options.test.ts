import fc, { cases } from "../support/fast-check";
import * as runtime from "../../runtime";
import * as aiSdk from "../../runtime/ai-sdk";
import * as langchain from "../../runtime/langchain";
import * as mcp from "../../runtime/mcp";
import * as agents from "../../runtime/openai-agents";
import * as prompts from "../../runtime/prompts";
import { RecordingTracer } from "../../runtime/testing/recording-tracer";
import { usableOptions } from "../../runtime/usable-options";
import { HELPDESK } from "./declaration";

/**
 * Whatever is given to a function that sets something up: nothing is thrown, and an option of a wrong shape
 * is told of and left out.
 */

const { createLlmTelemetry, createPriceSource } = runtime;
const TRACER = new RecordingTracer();

/** Every option, right. */
const OPTIONS: {
  readonly [K in keyof Required<runtime.LlmTelemetryOptions<typeof HELPDESK>>]: unknown;
} = {
  tracer: TRACER,
  service: HELPDESK,
  logger: { info: () => undefined },
  prices: false,
  readers: [{ name: "own", readResponse: () => undefined, startStream: () => undefined }],
  errorMessages: "redacted",
  redact: [/secret/],
  llmObservability: true,
  cardinality: { maxValues: 10, windowMs: 60_000 },
  lowConfidenceBelow: 0.5,
  failedEvaluationsAreErrors: true,
  keep: { perSecond: 5 },
  abandonAfterMs: 1000,
  clock: () => 0,
};

const PRICES: Required<runtime.PriceSourceOptions> = {
  overrides: { openai: { "gpt-4.1": { input: 3, output: 12 } } },
  catalogue: false,
};

const llm = createLlmTelemetry(OPTIONS as never);
const ignore = () => undefined;

/** Every function that is exported, with something in the place of each of its arguments. */
const FUNCTIONS: Readonly<Record<string, (...given: never[]) => unknown>> = {
  createLlmTelemetry,
  createPriceSource: (given) =>
    createLlmTelemetry({ ...OPTIONS, prices: createPriceSource(given) } as never),
  consoleLogger: runtime.consoleLogger,
  winstonLogger: runtime.winstonLogger,
  aiSdkMiddleware: async (given, model) => {
    const call = { doGenerate: () => Promise.resolve(7), model };
    expect(await aiSdk.aiSdkMiddleware(llm, given).wrapGenerate(call)).toBe(7);
  },
  langChainHandler: (given, message) => {
    const handler = langchain.langChainHandler(llm, given);
    handler.handleLLMStart(message, message, message, message, message, message, message);
    handler.handleLLMEnd(message, message, message);
  },
  mcpToolCaller: (given) => mcp.mcpToolCaller(llm, given),
  agentsTracingProcessor: async (given, span) => {
    const processor = agents.agentsTracingProcessor(llm, given);
    await processor.onSpanStart(span);
    await processor.onSpanEnd(span);
  },
  ...only(prompts, ["FALLBACK_VERSION"]),
};

function only(module: object, without: readonly string[]) {
  const left = Object.entries(module).filter(([name]) => !without.includes(name));
  return Object.fromEntries(left) as typeof FUNCTIONS;
}

/** It hashes, and its key is no option: an empty one is refused by a TypeError. */
const NO_SET_UP = ["hashUserId", "FALLBACK_VERSION"];

const warn = jest.spyOn(console, "warn").mockImplementation(ignore);
afterAll(() => warn.mockRestore());

const anything = fc.oneof(
  fc.jsonValue(),
  fc.anything({ withBigInt: true, withNullPrototype: true }),
);

it("every function that the runtime and its entry points export is tried", () => {
  const exported = [runtime, aiSdk, langchain, mcp, agents, prompts].flatMap((one) =>
    Object.keys(one),
  );
  expect(exported.filter((name) => !(name in FUNCTIONS) && !NO_SET_UP.includes(name))).toEqual([]);
});

it.each(Object.entries(FUNCTIONS))("%s throws nothing, whatever it is given", async (_, setUp) => {
  await fc.assert(
    fc.asyncProperty(anything, anything, async (first, second) => {
      await setUp(first as never, second as never);
    }),
    { numRuns: cases(100) },
  );
});

it("the options to start from are right, and every one is there", () => {
  expect(usableOptions(OPTIONS)).toMatchObject({ options: OPTIONS, problems: [] });
  expect(createPriceSource(PRICES).problems?.([])).toEqual([]);
});

/** Where more shapes than one are right. */
const RIGHT_TOO: Readonly<Record<string, (given: unknown) => boolean>> = {
  keep: (given) => given === false,
  logger: () => false,
};

function shapeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

it("an option of another shape is told of by its name, and left out", () => {
  const names = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
      fc.pre(shapeOf(value) !== shapeOf(OPTIONS[name]) && RIGHT_TOO[name]?.(value) !== true);
      const { options, problems } = usableOptions({ ...OPTIONS, [name]: value });
      expect(problems.length).toBeGreaterThan(0);
      for (const problem of problems) expect(problem.startsWith(name)).toBe(true);
      expect((options as unknown as Record<string, unknown>)[name]).not.toBe(value);
    }),
    { numRuns: cases(500) },
  );
});
