import fc, { cases } from "../support/fast-check";
import {
  createLlmTelemetry,
  createPriceSource,
  type LlmTelemetryOptions,
  type PriceSourceOptions,
  type TokenPrices,
} from "../../runtime";
import { RecordingTracer } from "../../runtime/testing/recording-tracer";
import { HELPDESK } from "./declaration";

/**
 * Wrong options of the runtime: an application starts with whatever it was given, its calls return what
 * they return, and what is wrong is told once.
 */

const SAID = Symbol.for("datadog-llm.said");
let told: string[];
const warn = jest.spyOn(console, "warn").mockImplementation((line: string) => void told.push(line));
beforeEach(() => {
  told = [];
  Reflect.deleteProperty(process, SAID);
});
afterAll(() => warn.mockRestore());

const TRACER = new RecordingTracer();
const RIGHT = { tracer: TRACER, service: HELPDESK, prices: { cost: () => 0.01 } };
const NO_TRACER = "tracer is missing; allowed: dd-trace's tracer, such as tracer.init()";
const WRONG_TRACER = NO_TRACER.replace("missing", "ignored");

function create(options: unknown) {
  return createLlmTelemetry(options as LlmTelemetryOptions<typeof HELPDESK>);
}

/** Options, and what is told of them, each line after "datadog-llm: createLlmTelemetry: ". */
const MISTAKES: readonly (readonly [string, unknown, readonly string[]])[] = [
  [
    "nothing",
    undefined,
    [NO_TRACER, "service is missing; allowed: what defineLlmService returned"],
  ],
  [
    "an empty object",
    { prices: false },
    [NO_TRACER, "service is missing; allowed: what defineLlmService returned"],
  ],
  [
    "dd-trace's module in the place of its tracer",
    { ...RIGHT, tracer: { init: 1 } },
    [WRONG_TRACER],
  ],
  [
    "misspelt options",
    { ...RIGHT, price: false, loger: console },
    ["price is no option; did you mean prices?", "loger is no option; did you mean logger?"],
  ],
  [
    "a declaration by hand that lacks most",
    { ...RIGHT, service: { service: "helpdesk", env: "production" } },
    [
      "service.team: nothing given; allowed: a name that is not empty",
      "service.features: nothing given; allowed: an object with at least one entry",
      "service.prompts: nothing given; allowed: an object with at least one entry",
      "service.models: nothing given; allowed: an object with at least one entry",
    ],
  ],
  [
    "a declaration by hand of wrong shapes",
    { ...RIGHT, service: { ...HELPDESK, features: ["chat"], models: { openai: "gpt-4.1" } } },
    [
      'service.features: ["chat"] given; allowed: an object with at least one entry',
      'service.models.openai: "gpt-4.1" given; allowed: a list of at least one model',
    ],
  ],
  [
    "a logger, prices, readers and patterns that are none",
    { ...RIGHT, logger: "pino", prices: "free", readers: {}, redact: ["secret"] },
    [
      "logger is ignored; allowed: a logger such as pino(), winstonLogger(…) or consoleLogger()",
      "prices is ignored; allowed: false, createPriceSource(…) or an object with a cost method",
      "readers is ignored; allowed: a list of readers",
      "redact[0] is ignored; allowed: a regular expression",
    ],
  ],
  [
    "numbers as text, and words that are not known",
    {
      ...RIGHT,
      errorMessages: "redact",
      cardinality: { maxValue: 5 },
      lowConfidenceBelow: "0.7",
      abandonAfterMs: -1,
      clock: 0,
    },
    [
      'errorMessages is ignored; allowed: "omitted", "redacted"; did you mean "redacted"?',
      "cardinality.maxValue is ignored; allowed: maxValues, windowMs; did you mean maxValues?",
      "lowConfidenceBelow is ignored; allowed: a number from 0 to 1",
      "abandonAfterMs is ignored; allowed: a number above 0",
      "clock is ignored; allowed: a function",
    ],
  ],
];

it.each(MISTAKES)("%s", async (_, options, lines) => {
  const llm = create(options);
  expect(told).toEqual(lines.map((line) => `datadog-llm: createLlmTelemetry: ${line}`));
  const answer = { text: "the answer" };
  const request = { provider: "anthropic", model: "claude-sonnet-4" } as const;
  const given = llm.withPrompt({ name: "answer", version: "1", feature: "chat" }, () =>
    llm.request(request, () => Promise.resolve(answer)),
  );
  expect(await given).toBe(answer);
  expect(llm.tool({ name: "search" }, () => 7)).toBe(7);
  llm.evaluation({ name: "correctness", score: 1 });
  expect(await llm.flush(10)).toEqual(expect.any(Boolean));
  expect(told).toHaveLength(lines.length);
  create(options);
  expect(told).toHaveLength(lines.length);
});

it("a tracer that was started as something else, or without an env", () => {
  const started = (dd: object) => {
    const tracer = new RecordingTracer();
    tracer.inject = (_context, _format, carrier) => void Object.assign(carrier as object, { dd });
    create({ ...RIGHT, tracer });
  };
  started({ service: "helpdesk", env: "staging" });
  started({ service: "helpdesk" });
  started({ service: "helpdesk", env: "production" });
  expect(told).toEqual([
    "datadog-llm: dd-trace runs with another env than the one declared: the monitors will see nothing. (field: env, declared: production, actual: staging, setting: DD_ENV)",
    "datadog-llm: dd-trace was started without an env, for which all monitors ask: set DD_ENV, unless the agent adds it. (declared: production, setting: DD_ENV)",
  ]);
});

describe("prices", () => {
  const OWN: PriceSourceOptions = {
    overrides: {
      openai: { "gpt-4.1": { input: "3", output: 12, cached: 1 } as unknown as TokenPrices },
      anthropic: { "claude-sonnet-4": { input: 3, output: 15 } },
    },
  };

  it("as text are told of, all at once, and are no part of any cost", () => {
    const prices = createPriceSource(OWN);
    create({ ...RIGHT, prices });
    expect(told).toEqual([
      "datadog-llm: createPriceSource: overrides.openai.gpt-4.1.cached: unknown; allowed: input, output, cachedInput, cacheWrite, cacheWriteHour, inputAudio, outputAudio, webSearches; did you mean cachedInput?",
      'datadog-llm: createPriceSource: overrides.openai.gpt-4.1.input: "3" given; allowed: US dollars per million tokens, a number from 0',
    ]);
    const facts = { inputTokens: 1e6, outputTokens: 1e6 };
    // The list price would be another than the one that was meant.
    expect(prices.cost({ provider: "openai", model: "gpt-4.1", facts })).toBeUndefined();
    expect(prices.cost({ provider: "anthropic", model: "claude-sonnet-4", facts })).toBe(18);
  });

  it.each([
    [null, "options: null given; allowed: an object"],
    [{ prices: {} }, "prices: unknown; allowed: overrides, catalogue"],
    [
      { overrides: [] },
      "overrides: [] given; allowed: an object with a provider's name for each key",
    ],
    [
      { overrides: { openai: 3 } },
      "overrides.openai: 3 given; allowed: an object with a model's name for each key",
    ],
    [{ catalogue: true }, 'catalogue: true given; allowed: "genai-prices" or false'],
  ])("of a wrong shape are told of: %j", (options, line) => {
    create({ ...RIGHT, prices: createPriceSource(options as PriceSourceOptions) });
    expect(told).toEqual([`datadog-llm: createPriceSource: ${line}`]);
  });
});

it("any options at all: nothing is thrown, and calls return what they return", () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(HELPDESK, TRACER, () => 1),
  );
  const names = [
    "tracer",
    "service",
    "logger",
    "prices",
    "readers",
    "redact",
    "cardinality",
    "clock",
  ];
  const options = fc.record(Object.fromEntries(names.map((name) => [name, value])), {
    requiredKeys: [],
  });
  fc.assert(
    fc.property(options, (given) => {
      const llm = create({ ...RIGHT, ...given });
      const prompt = { name: "answer", version: "1", feature: "chat" } as const;
      const request = { provider: "anthropic", model: "claude-sonnet-4" } as const;
      expect(llm.withPrompt(prompt, () => llm.request(request, () => 7))).toBe(7);
      llm.evaluation({ name: "correctness", score: 1 });
    }),
    { numRuns: cases(300) },
  );
});

it("a logger hears what the console would, and the console then nothing", () => {
  const heard: string[] = [];
  const logger = {
    info: () => undefined,
    warn: (_: object, text: string) => void heard.push(text),
  };
  create({ ...RIGHT, logger, clok: () => 0 });
  expect(heard).toEqual(["createLlmTelemetry: clok is no option; did you mean clock?"]);
  expect(told).toEqual([]);
});

it("a plain console gets one line of JSON per request", async () => {
  const lines: string[] = [];
  const info = jest
    .spyOn(console, "info")
    .mockImplementation((line: string) => void lines.push(line));
  const llm = create({ ...RIGHT, logger: console });
  await llm.request({ provider: "anthropic", model: "claude-sonnet-4" }, () => Promise.resolve(1));
  info.mockRestore();
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: "info", event: "llm_request_completed" });
});
