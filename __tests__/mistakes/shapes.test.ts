import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import fc, { cases } from "../support/fast-check";
import * as constructs from "../../constructs";
import { planServiceAlerts, type LlmServiceMonitorsProps } from "../../constructs";
import type { Thresholds } from "../../constructs/signals/thresholds";
import { InvalidInputError, validateLlmService } from "../../telemetry";
import { silenceWarnings } from "../support/silent-warnings";
import * as whole from "./whole-props";

/**
 * Whatever stands in the place of what is asked for: it is refused by our own error, or it is right.
 */

interface Subject {
  /** Right, with a value for every property that JSON can hold. */
  readonly props: object;
  readonly build: (props: never) => unknown;
  /** What holds a construct or a function, which no JSON can. */
  readonly others?: readonly string[];
}

const app = () => new App();
const ID = "own";

/** Every construct that is exported, what else takes their props, and the declaration. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  defineLlmService: { props: whole.DECLARATION, build: validateLlmService },
  planServiceAlerts: {
    props: whole.MONITORS,
    build: planServiceAlerts,
    others: ["objectives", "dashboards", "dashboards.cost"],
  },
  LlmServiceMonitors: {
    ...inStack(constructs.LlmServiceMonitors, whole.MONITORS),
    others: ["objectives", "dashboards", "dashboards.health", "provider"],
  },
  LlmService: { ...inStack(constructs.LlmService, whole.OF_SERVICE), others: ["provider"] },
  LlmServiceStack: {
    ...inApp(constructs.LlmServiceStack, whole.OF_SERVICE),
    others: ["backend", "site"],
  },
  LlmServiceStacks: {
    props: whole.STACKS,
    build: (props) => new constructs.LlmServiceStacks(app(), ID, props),
    others: ["backend", "site"],
  },
  LlmServiceObjectives: {
    ...inStack(constructs.LlmServiceObjectives, whole.OF_OBJECTIVES),
    others: ["provider"],
  },
  LlmHealthDashboard: dashboard(constructs.LlmHealthDashboard),
  LlmCostDashboard: dashboard(constructs.LlmCostDashboard),
  LlmQualityDashboard: dashboard(constructs.LlmQualityDashboard),
  PromptVersionDashboard: dashboard(constructs.PromptVersionDashboard),
  LlmMetricSettings: {
    ...inStack(constructs.LlmMetricSettings, whole.METRIC_SETTINGS),
    others: ["provider"],
  },
  LlmMetricSettingsStack: {
    ...inApp(constructs.LlmMetricSettingsStack, whole.METRIC_SETTINGS),
    others: ["backend", "site"],
  },
  LlmTraceRetention: {
    ...inStack(constructs.LlmTraceRetention, whole.RETENTION),
    others: ["provider"],
  },
  DatadogStack: { ...inApp(constructs.DatadogStack, {}), others: ["backend", "site"] },
};

type Built = new (scope: Construct, id: string, props: never) => unknown;

function inStack(Built: Built, props: object): Subject {
  return { props, build: (given) => new Built(new TerraformStack(app(), "stack"), ID, given) };
}

function inApp(Built: Built, props: object): Subject {
  return { props, build: (given) => new Built(app(), ID, given) };
}

function dashboard(Built: Built): Subject {
  return {
    ...inStack(Built, whole.DASHBOARD),
    others: ["alerts", "alerts.0", "objectives", "provider"],
  };
}

/** A base class, and what others are built from. */
const NO_SUBJECTS = ["LlmDashboard", "DatadogResource"];

it("every construct that is exported is tried, and all functions that take props", () => {
  const exported = Object.entries(constructs).filter(([, one]) => typeof one === "function");
  const tried = [...Object.keys(SUBJECTS), ...NO_SUBJECTS, "defineLlmService"];
  expect(exported.map(([name]) => name).filter((name) => !tried.includes(name))).toEqual([]);
});

type Path = readonly (string | number)[];

interface Place {
  readonly subject: string;
  readonly path: Path;
}

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const inner = entries.flatMap(([key, entry]) => pathsIn(entry, [...path, key]));
  return [path, ...inner];
}

const PLACES = Object.entries(SUBJECTS).flatMap(([subject, { props }]) =>
  pathsIn(props).map((path): Place => ({ subject, path })),
);

function valueAt({ subject, path }: Place): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown>)[key],
    SUBJECTS[subject]!.props,
  );
}

/** A copy of the props with another value at a place. */
function replaced({ subject, path }: Place, value: unknown): unknown {
  if (path.length === 0) return value;
  const copy = structuredClone(SUBJECTS[subject]!.props) as Record<string, unknown>;
  const holder = path
    .slice(0, -1)
    .reduce((inner, key) => (inner[key] ??= {}) as Record<string, unknown>, copy);
  Object.defineProperty(holder, path.at(-1)!, { value, enumerable: true });
  return copy;
}

function shapeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

/** Where another shape is right, too. */
function isRightToo({ path }: Place, value: unknown): boolean {
  const at = path.join(".").replace(/^environments\.\w+\./, "");
  // A widget's own JSON is Datadog's.
  if (/\.definition\.(?!type$)/.test(at)) return true;
  if (/(^|\.)env$/.test(at) || at === "notify") return typeof value === "string";
  if (at === "signals.telemetry_silent") return typeof value === "boolean";
  const switches =
    /^signals\.\w+$|renotify(\.\d)?$|^objectives\.\w+$|margins\.\w+$|\b(warning|minRequests|minFailures|ceiling)$/;
  return value === false && switches.test(at);
}

function outcome(subject: string, props: unknown): InvalidInputError | "accepted" {
  try {
    SUBJECTS[subject]!.build(props as never);
    return "accepted";
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
}

const numRuns = cases(500);
const anyPlace = fc.constantFrom(...PLACES);
/** The simplest of each shape come as often as all others: they are what is taken for something else. */
const json = fc.oneof(fc.jsonValue(), fc.constantFrom(null, false, true, 0, 1, "", "x", [], {}));

silenceWarnings();

it.each(Object.keys(SUBJECTS))("the props of %s to start from are right", (subject) => {
  expect(outcome(subject, SUBJECTS[subject]!.props)).toBe("accepted");
});

it("a value of another shape is refused, wherever it stands", () => {
  fc.assert(
    fc.property(anyPlace, json, (place, value) => {
      fc.pre(shapeOf(value) !== shapeOf(valueAt(place)) && !isRightToo(place, value));
      expect(outcome(place.subject, replaced(place, value))).toBeInstanceOf(InvalidInputError);
    }),
    { numRuns },
  );
});

const CIRCLE: unknown[] = [];
CIRCLE.push(CIRCLE, { CIRCLE });

/** No JSON has them, and none becomes text or a number without throwing. */
const AWKWARD: readonly (readonly [string, unknown])[] = [
  ["an object that is no text", { toString: false }],
  ["an object without a prototype", Object.create(null)],
  ["an object whose JSON is none", { toJSON: "x" }],
  ["a symbol", Symbol("x")],
  ["a whole number of any size", 1n],
  ["not a number", NaN],
  ["a function", () => "x"],
  ["a list with a hole", [, "x"]],
  ["a list that holds itself", CIRCLE],
];

it("what no JSON has is refused by our own error, or right, wherever it stands", () => {
  fc.assert(
    fc.property(anyPlace, fc.constantFrom(...AWKWARD), (place, [, value]) => {
      const result = outcome(place.subject, replaced(place, value));
      if (result !== "accepted") expect(result.problems.length).toBeGreaterThan(0);
    }),
    { numRuns },
  );
});

it("a value of the same shape is refused by our own error, or right", () => {
  fc.assert(
    fc.property(anyPlace, json, (place, value) => {
      const result = outcome(place.subject, replaced(place, value));
      if (result !== "accepted") expect(result.problems.length).toBeGreaterThan(0);
    }),
    { numRuns },
  );
});

const OTHERS = Object.entries(SUBJECTS).flatMap(([subject, { others = [] }]) =>
  others.map((at): Place => ({ subject, path: at.split(".") })),
);

/** What is read of constructs, as JSON could have it. */
const LOOKALIKES = ["id", "signal", "objectiveOf", "attribute", "node", "service", "parts"];
const lookalike = fc.dictionary(fc.constantFrom(...LOOKALIKES), json, { maxKeys: 3 });

it("JSON in the place of a construct, a function or a site is refused", () => {
  fc.assert(
    fc.property(fc.constantFrom(...OTHERS), fc.oneof(json, lookalike), (place, value) => {
      const isNothing = shapeOf(value) === "object" && Object.keys(value as object).length === 0;
      const isEmpty = isNothing || (Array.isArray(value) && value.length === 0);
      fc.pre(!(isEmpty && ["dashboards", "alerts"].includes(place.path.join("."))));
      expect(outcome(place.subject, replaced(place, value))).toBeInstanceOf(InvalidInputError);
    }),
    { numRuns },
  );
});

const FREE_NAMES = ["features", "prompts", "models", "evals", "definition"];
const FIXED = PLACES.filter(
  (place) =>
    shapeOf(valueAt(place)) === "object" && !FREE_NAMES.includes(String(place.path.at(-1))),
);

it("a property that nothing reads is refused, wherever it stands", () => {
  fc.assert(
    fc.property(fc.constantFrom(...FIXED), fc.string(), json, (place, name, value) => {
      const known = valueAt(place) as object;
      fc.pre(!(name in known) || name in Object.prototype);
      const holder = Object.defineProperty({ ...known }, name, { value, enumerable: true });
      const result = outcome(place.subject, replaced(place, holder));
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
      const props = {
        ...whole.MONITORS,
        signals: { invalid_json: settings },
      } as unknown as LlmServiceMonitorsProps;
      const result = outcome("planServiceAlerts", props);
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
