import { types } from "node:util";
import { check, checkLlmService, closest, isList, isRecord, Problems } from "../telemetry";
import type { Check, Checks, LlmServiceDeclaration } from "../telemetry";
import type { KeepOptions } from "./dd-trace/keep";
import { read } from "./errors/inspect";
import type { LlmTelemetryOptions } from "./options";
import { NO_TRACER, type DatadogTracer } from "./dd-trace/tracer";

type Options = LlmTelemetryOptions<LlmServiceDeclaration>;

/** Options that work, and what is wrong with those that were given, one line each. */
export interface UsableOptions {
  readonly options: Options;
  readonly problems: readonly string[];
}

const hasMethods =
  (...names: readonly string[]) =>
  (given: unknown): boolean =>
    names.every((name) => typeof read(given, name) === "function");

const isRegExp = (given: unknown): boolean => types.isRegExp(given);

const isPositive = (given: unknown): boolean => Number.isFinite(given) && Number(given) > 0;

const POSITIVE = check.optional(check.value(isPositive, "a number above 0"));

const KEEP = check.optional(
  check.object<KeepOptions>({
    perSecond: check.optional(
      check.value(
        (given) => Number.isInteger(given) && isPositive(given),
        "a whole number above 0, or keep: false",
      ),
    ),
  }),
);

/** What each option takes. One that has no line here is not known. */
const CHECKS: Checks<Options> = {
  tracer: check.value(isTracer, "dd-trace's tracer, such as tracer.init()"),
  // Its problems are told one by one.
  service: () => undefined,
  logger: check.optional(
    check.value(hasMethods("info"), "a logger such as pino(), winstonLogger(…) or consoleLogger()"),
  ),
  prices: check.optional(
    check.value(
      (given) => given === false || hasMethods("cost")(given),
      "false, createPriceSource(…) or an object with a cost method",
    ),
  ),
  readers: check.optional(
    check.listOf(
      check.value(hasMethods("readResponse", "startStream"), "a reader of responses"),
      "a list of readers",
    ),
  ),
  errorMessages: check.optional((problems, path, given) => {
    problems.requireOneOf(path, given, ["omitted", "redacted"]);
  }),
  redact: check.optional(
    check.listOf(check.value(isRegExp, "a regular expression"), "a list of regular expressions"),
  ),
  llmObservability: check.optional(
    check.value((given) => typeof given === "boolean", "true or false"),
  ),
  cardinality: check.optional(
    check.object<NonNullable<Options["cardinality"]>>({ maxValues: POSITIVE, windowMs: POSITIVE }),
  ),
  lowConfidenceBelow: check.optional(
    check.value((given) => isPositive(given) && Number(given) <= 1, "a number from 0 to 1"),
  ),
  failedEvaluationsAreErrors: check.optional(
    check.value((given) => typeof given === "boolean", "true or false"),
  ),
  keep: (problems, path, given) => {
    if (given !== false) KEEP(problems, path, given);
  },
  abandonAfterMs: POSITIVE,
  clock: check.optional(check.value((given) => typeof given === "function", "a function")),
};

function isTracer(given: unknown): given is DatadogTracer {
  return hasMethods("startSpan", "scope", "inject")(given);
}

/**
 * Leaves out options that would break the telemetry later. It is set up while an application starts,
 * which must not end because of it.
 */
export function usableOptions(given: unknown): UsableOptions {
  const usable: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, checkOption] of Object.entries<Check>(CHECKS)) {
    const value = read(given, name);
    const found = problemsOf(checkOption, name, value);
    if (found.length === 0 && value !== undefined) usable[name] = value;
    problems.push(...found);
  }
  const service = read(given, "service");
  problems.push(...unknownOptions(given), ...serviceProblems(service));
  const required = { tracer: NO_TRACER, service: usableService(service) };
  return { options: { ...required, ...usable, service: required.service }, problems };
}

/** Values are not repeated: an option that was meant for something else may be a secret. */
function problemsOf(checkOption: Check, name: string, value: unknown): string[] {
  const problems = new Problems();
  checkOption(problems, name, value);
  const what = value === undefined ? "is missing" : "is ignored";
  return problems.list.map(({ path, allowed }) => `${path} ${what}; allowed: ${allowed}`);
}

function unknownOptions(given: unknown): string[] {
  const known = Object.keys(CHECKS);
  return Object.keys(isRecord(given) ? given : {})
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = closest(name, known);
      return `${name} is no option${meant === undefined ? "" : `; did you mean ${meant}?`}`;
    });
}

function serviceProblems(given: unknown): string[] {
  if (!isRecord(given)) return ["service is missing; allowed: what defineLlmService returned"];
  const problems = new Problems();
  checkLlmService(problems, given);
  return problems.lines.map((line) => `service.${line}`);
}

const isText = (given: unknown): boolean => typeof given === "string";
const isTexts = (given: unknown): boolean => isList(given) && given.every(isText);
const isRecordOf = (test: (value: unknown) => boolean) => (given: unknown) =>
  isRecord(given) && Object.values(given).every(test);

/** Shapes on which the runtime relies; the names in them may be any. */
const SHAPES: {
  readonly [K in keyof LlmServiceDeclaration]-?: (given: unknown) => boolean;
} = {
  service: isText,
  env: (given) => isText(given) || isTexts(given),
  team: isText,
  description: isText,
  features: isRecordOf(isRecord),
  prompts: isRecordOf(isRecord),
  models: isRecordOf(isTexts),
  tools: isTexts,
  evals: isRecordOf(isText),
  judges: isTexts,
  traffic: isRecord,
  promptVariants: isTexts,
  tenantTiers: isTexts,
  budget: isRecord,
};

/** What of a declaration can be used; with nothing else, everything counts as undeclared. */
function usableService(given: unknown): LlmServiceDeclaration {
  const nothing = { service: "unknown", env: "unknown", team: "unknown" };
  const usable: Record<string, unknown> = { ...nothing, features: {}, prompts: {}, models: {} };
  let isWhole = true;
  for (const [name, test] of Object.entries(SHAPES)) {
    const value = read(given, name);
    if (test(value)) usable[name] = value;
    else if (value !== undefined || name in usable) isWhole = false;
  }
  return (isWhole ? given : usable) as LlmServiceDeclaration;
}
