import fc from "fast-check";
import { planServiceAlerts, type LlmServiceMonitorsProps } from "../../constructs";
import type { Thresholds } from "../../constructs/signals/thresholds";
import { InvalidInputError } from "../../telemetry";

/**
 * Whatever stands in the place of what is asked for: it is refused by our own error, or it is right.
 */

const THRESHOLDS = { critical: 3, warning: 2, criticalRecovery: 2.5, warningRecovery: 1.5 };
const SETTINGS = {
  ...THRESHOLDS,
  window: "30m",
  minRequests: 10,
  priority: 2,
  runbook: "https://wiki.example.com/llm",
  notify: { alert: ["@a"], warning: ["@b"], recovery: ["@c"] },
};
const LATENCY = { critical: 3000, warning: 2000, criticalRecovery: 2500, warningRecovery: 1500 };
const { minRequests: _, ...RATE } = { ...SETTINGS, draft: true };

/** Right, with a value for every property that there is. */
const PROPS = {
  service: {
    service: "helpdesk",
    env: "production",
    team: "support-ai",
    description: "Answers tickets.",
    features: { chat: { userFacing: true, streaming: true, retrieval: { topScoreFloor: 0.5 } } },
    prompts: {
      answer: { structuredOutput: true, release: { baseline: "1", candidate: "2" } },
    },
    models: { anthropic: ["claude-sonnet-4"], openai: ["gpt-4.1"] },
    tools: ["search", "refund"],
    evals: { right: "correctness", safe: "safety", tone: "score" },
    judges: ["right"],
    promptVariants: ["a", "b"],
    tenantTiers: ["free"],
    traffic: { perMinute: 60, hours: { from: 1, to: 5 } },
    budget: { customMetrics: 20_000 },
  },
  notify: { alert: ["@a"], warning: ["@b"], recovery: ["@c"] },
  signals: {
    provider_error_rate: { ...RATE, minFailures: 3 },
    latency_p95: { ...SETTINGS, ...LATENCY, features: { chat: LATENCY } },
    first_token_p95: { ...SETTINGS, ...LATENCY, features: { chat: LATENCY } },
    invalid_json: { ...RATE, minFailures: 3 },
    cost_spike: { ...RATE, ratio: 3, ceiling: 300 },
    cost_budget: { monthly: 900, daily: 90, of: "feature" },
    eval_regression: SETTINGS,
    tool_failure_rate: { ...RATE, minFailures: 3 },
    retrieval_degradation: { minRequests: 5, features: { chat: { critical: 0.4, warning: 0.6 } } },
    telemetry_silent: { window: "2h" },
    rollback_prompt: { priority: 1 },
  },
  runbooks: "https://wiki.example.com/{signal}",
  datadogUrl: "https://app.datadoghq.eu",
  tags: ["cost_center:42"],
};

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const inner = entries.flatMap(([key, entry]) => pathsIn(entry, [...path, key]));
  return [path, ...inner];
}

const PATHS = pathsIn(PROPS);

function valueAt(path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], PROPS);
}

/** A copy of the props with another value at a path. */
function replaced(path: Path, value: unknown): unknown {
  if (path.length === 0) return value;
  const copy = structuredClone(PROPS) as unknown as Record<string, unknown>;
  const holder = path
    .slice(0, -1)
    .reduce((inner, key) => inner[key] as Record<string, unknown>, copy);
  Object.defineProperty(holder, path.at(-1)!, { value, enumerable: true });
  return copy;
}

function shapeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

/** `false` switches something off in these places, and `true` something on in one. */
function isSwitch(path: Path, value: unknown): boolean {
  const last = String(path.at(-1));
  if (path.join(".") === "signals.telemetry_silent") return typeof value === "boolean";
  const isSignal = path.length === 2 && path[0] === "signals";
  if (last === "draft") return typeof value === "boolean";
  const numbers = ["warning", "minRequests", "minFailures", "ceiling"];
  return value === false && (isSignal || numbers.includes(last));
}

function outcome(props: unknown): InvalidInputError | "accepted" {
  try {
    planServiceAlerts(props as LlmServiceMonitorsProps);
    return "accepted";
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
}

const numRuns = Number(process.env["NUM_RUNS"] ?? 1000);
const anyPath = fc.constantFrom(...PATHS);

it("the props to start from are right, and have every property", () => {
  expect(outcome(PROPS)).toBe("accepted");
});

it("a value of another shape is refused, wherever it stands", () => {
  fc.assert(
    fc.property(anyPath, fc.jsonValue(), (path, value) => {
      fc.pre(shapeOf(value) !== shapeOf(valueAt(path)) && !isSwitch(path, value));
      expect(outcome(replaced(path, value))).toBeInstanceOf(InvalidInputError);
    }),
    { numRuns },
  );
});

/** No JSON has them, and none becomes text or a number without throwing. */
const AWKWARD: readonly (readonly [string, unknown])[] = [
  ["an object that is no text", { toString: false }],
  ["an object without a prototype", Object.create(null)],
  ["an object whose JSON is none", { toJSON: "x" }],
  ["a symbol", Symbol("x")],
  ["a whole number of any size", 1n],
  ["not a number", NaN],
  ["a function", () => "x"],
];

it.each(AWKWARD)("%s is refused by our own error, or right, wherever it stands", (_, value) => {
  for (const path of PATHS) {
    const result = outcome(replaced(path, value));
    if (result !== "accepted") expect(result.problems.length).toBeGreaterThan(0);
  }
});

it("a value of the same shape is refused by our own error, or right", () => {
  fc.assert(
    fc.property(anyPath, fc.jsonValue(), (path, value) => {
      const result = outcome(replaced(path, value));
      if (result !== "accepted") expect(result.problems.length).toBeGreaterThan(0);
    }),
    { numRuns },
  );
});

const FREE_NAMES = ["features", "prompts", "models", "evals"];
const FIXED = PATHS.filter(
  (path) => shapeOf(valueAt(path)) === "object" && !FREE_NAMES.includes(String(path.at(-1))),
);

it("a property that nothing reads is refused, wherever it stands", () => {
  fc.assert(
    fc.property(fc.constantFrom(...FIXED), fc.string(), fc.jsonValue(), (path, name, value) => {
      const known = valueAt(path) as object;
      fc.pre(!(name in known) || name in Object.prototype);
      fc.pre(!(path.join(".") === "signals.retrieval_degradation" && name in SETTINGS));
      const holder = Object.defineProperty({ ...known }, name, { value, enumerable: true });
      const result = outcome(replaced(path, holder));
      expect(result).toBeInstanceOf(InvalidInputError);
    }),
    { numRuns },
  );
});

const percentage = fc
  .integer({ min: 1000, max: 100_000_000 })
  .map((millionths) => millionths / 1e6);
const written = fc.record(
  {
    critical: percentage,
    warning: fc.oneof(percentage, fc.constant(false as const)),
    criticalRecovery: percentage,
    warningRecovery: percentage,
  },
  { requiredKeys: [] },
);

it("thresholds are in order, or the error names one that was written", () => {
  fc.assert(
    fc.property(written, (settings) => {
      const props = { ...PROPS, signals: { invalid_json: settings } } as LlmServiceMonitorsProps;
      const result = outcome(props);
      if (result === "accepted") {
        const plan = planServiceAlerts(props).find(({ id }) => id === "invalid_json");
        expectOrdered(plan!.thresholds!);
        return;
      }
      for (const { path, given } of result.problems) {
        const name = path.replace("signals.invalid_json.", "");
        expect(settings).toHaveProperty(name, given);
      }
    }),
    { numRuns },
  );
});

function expectOrdered(thresholds: Thresholds): void {
  const { critical, warning, criticalRecovery, warningRecovery } = thresholds;
  expect(criticalRecovery).toBeLessThan(critical);
  if (warning === undefined) return;
  expect(warning).toBeLessThan(critical);
  expect(warningRecovery).toBeLessThan(warning);
}
