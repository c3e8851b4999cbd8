import { isPlainNumber, isRecord } from "./checks";
import { isStoredForm, normalizeTagValue } from "./normalize";
import { Problems } from "./problems";
import {
  EVAL_DIMENSIONS,
  type FeatureDeclaration,
  type LlmServiceDeclaration,
  type MetricsBudget,
  type PromptDeclaration,
  RELEASE_MEASURES,
  type PromptRelease,
  type TrafficDeclaration,
} from "./service";
import { TAGS } from "./tags";

/**
 * Refuses what would go wrong later without a word: a name that Datadog rewrites would match no
 * series, and the alert built from it would stay silent for ever.
 *
 * Input may come from JavaScript, so shapes are checked as well as values.
 *
 * @throws InvalidInputError with every problem at once.
 */
export function validateLlmService(declaration: LlmServiceDeclaration): void {
  const problems = new Problems();
  checkLlmService(problems, declaration);
  const name: unknown = isRecord(declaration) ? declaration.service : undefined;
  problems.throwIfAny(`the declaration of ${describeService(name)}`);
}

/** A service as errors speak of it. */
export function describeService(name: unknown): string {
  return `LLM service ${typeof name === "string" ? JSON.stringify(name) : "without a name"}`;
}

/** Reports everything that is wrong with a declaration. */
export function checkLlmService(problems: Problems, declaration: unknown): void {
  const given = checkedRecord(problems, "", declaration, SERVICE_KEYS);
  if (given === undefined) return;
  checkName(problems, "service", TAGS.service.metric, given["service"]);
  checkEnvironments(problems, given["env"]);
  checkName(problems, "team", "team", given["team"]);
  checkDescription(problems, given["description"]);
  checkFeatures(problems, given["features"]);
  checkPrompts(problems, given["prompts"]);
  checkModels(problems, given["models"]);
  checkNames(problems, "tools", TAGS.tool.metric, given["tools"]);
  checkNames(problems, "promptVariants", TAGS.promptVariant.metric, given["promptVariants"]);
  checkNames(problems, "tenantTiers", TAGS.tenantTier.metric, given["tenantTiers"]);
  checkEvals(problems, given["evals"]);
  checkJudges(problems, given["judges"], given["evals"]);
  checkTraffic(problems, given["traffic"]);
  if (given["budget"] !== undefined) checkBudget(problems, given["budget"]);
}

function checkBudget(problems: Problems, given: unknown): void {
  const budget = checkedRecord(problems, "budget", given, BUDGET_KEYS);
  if (budget === undefined) return;
  const { customMetrics } = budget;
  const isWhole = Number.isSafeInteger(customMetrics) && Number(customMetrics) >= 1;
  problems.require(isWhole, "budget.customMetrics", customMetrics, "a whole number from 1");
}

/** The properties of a type: none can be forgotten here, and none is left that the type has not. */
function keysOf<T>(keys: Readonly<Record<keyof T, true>>): readonly string[] {
  return Object.keys(keys);
}

const SERVICE_KEYS = keysOf<LlmServiceDeclaration>({
  service: true,
  env: true,
  team: true,
  description: true,
  features: true,
  prompts: true,
  models: true,
  tools: true,
  evals: true,
  judges: true,
  traffic: true,
  promptVariants: true,
  tenantTiers: true,
  budget: true,
});
const BUDGET_KEYS = keysOf<MetricsBudget>({ customMetrics: true });
const FEATURE_KEYS = keysOf<FeatureDeclaration>({
  userFacing: true,
  streaming: true,
  retrieval: true,
});
const RETRIEVAL_KEYS = keysOf<NonNullable<FeatureDeclaration["retrieval"]>>({
  topScoreFloor: true,
});
const PROMPT_KEYS = keysOf<PromptDeclaration>({ structuredOutput: true, release: true });
const RELEASE_KEYS = keysOf<PromptRelease>({
  baseline: true,
  candidate: true,
  margins: true,
  window: true,
});

const TRAFFIC_KEYS = keysOf<TrafficDeclaration>({ perMinute: true, hours: true });
/** More is played for hours; a thousand tells as much. */
const MAX_PER_MINUTE = 10_000;

function checkEnvironments(problems: Problems, given: unknown): void {
  if (!Array.isArray(given)) {
    checkName(problems, "env", TAGS.env.metric, given);
  } else if (problems.require(given.length > 0, "env", given, "at least one environment")) {
    checkNames(problems, "env", TAGS.env.metric, given);
  }
}

/** The description stands in monitor messages, where Datadog notifies every handle that it finds. */
function checkDescription(problems: Problems, given: unknown): void {
  if (given === undefined) return;
  problems.require(
    typeof given === "string" && !/(^|\s)@\S/.test(given),
    "description",
    given,
    "text without @handles, which Datadog would notify; receivers go into `notify`",
  );
}

function checkFeatures(problems: Problems, given: unknown): void {
  for (const [name, value] of namedEntries(problems, "features", TAGS.feature.metric, given)) {
    const path = `features.${name}`;
    const feature = checkedRecord(problems, path, value, FEATURE_KEYS);
    if (feature === undefined) continue;
    checkFlag(problems, `${path}.userFacing`, feature["userFacing"]);
    checkFlag(problems, `${path}.streaming`, feature["streaming"]);
    if (feature["retrieval"] === undefined) continue;
    checkRetrieval(problems, `${path}.retrieval`, feature["retrieval"]);
  }
}

function checkRetrieval(problems: Problems, path: string, given: unknown): void {
  const floor = checkedRecord(problems, path, given, RETRIEVAL_KEYS)?.["topScoreFloor"];
  if (floor === undefined) return;
  const allowed = "a number on your retriever's scale, up to a billion, with at most 6 decimals";
  problems.require(isPlainNumber(floor), `${path}.topScoreFloor`, floor, allowed);
}

function checkPrompts(problems: Problems, given: unknown): void {
  for (const [name, value] of namedEntries(problems, "prompts", TAGS.promptName.metric, given)) {
    const path = `prompts.${name}`;
    const prompt = checkedRecord(problems, path, value, PROMPT_KEYS);
    if (prompt === undefined) continue;
    checkFlag(problems, `${path}.structuredOutput`, prompt["structuredOutput"]);
    if (prompt["release"] === undefined) continue;
    checkRelease(problems, `${path}.release`, prompt["release"]);
  }
}

function checkRelease(problems: Problems, path: string, given: unknown): void {
  const release = checkedRecord(problems, path, given, RELEASE_KEYS);
  if (release === undefined) return;
  const { baseline, candidate, margins, window } = release;
  if (margins !== undefined) checkMargins(problems, `${path}.margins`, margins);
  if (window !== undefined) {
    const isWindow = typeof window === "string" && /^[1-9]\d{0,3}[hd]$/.test(window);
    problems.require(isWindow, `${path}.window`, window, "hours or days, such as 24h or 3d");
  }
  checkName(problems, `${path}.baseline`, TAGS.promptVersion.metric, baseline);
  checkName(problems, `${path}.candidate`, TAGS.promptVersion.metric, candidate);
  if (typeof candidate !== "string") return;
  const allowed = "a version other than the baseline";
  problems.require(baseline !== candidate, `${path}.candidate`, candidate, allowed);
}

function checkMargins(problems: Problems, path: string, given: unknown): void {
  const allowed = `a record of measures (${RELEASE_MEASURES.join(", ")})`;
  if (!isRecord(given)) {
    problems.add(path, given, allowed);
    return;
  }
  for (const [measure, margin] of Object.entries(given)) {
    if (!(RELEASE_MEASURES as readonly string[]).includes(measure)) {
      problems.unknown(path, measure, RELEASE_MEASURES);
    } else if (margin !== undefined) {
      const isMargin = margin === false || (isPlainNumber(margin) && margin > 0);
      problems.require(isMargin, `${path}.${measure}`, margin, "a number above 0, or false");
    }
  }
}

function checkModels(problems: Problems, given: unknown): void {
  for (const [name, models] of namedEntries(problems, "models", TAGS.provider.metric, given)) {
    const path = `models.${name}`;
    const listed = Array.isArray(models) && models.length > 0;
    if (problems.require(listed, path, models, "a list of at least one model")) {
      checkNames(problems, path, TAGS.model.metric, models);
    }
  }
}

function checkEvals(problems: Problems, given: unknown): void {
  if (given === undefined || (isRecord(given) && Object.keys(given).length === 0)) return;
  for (const [name, dimension] of namedEntries(problems, "evals", TAGS.evalName.metric, given)) {
    problems.requireOneOf(`evals.${name}`, dimension, EVAL_DIMENSIONS);
  }
}

function checkJudges(problems: Problems, given: unknown, evals: unknown): void {
  checkNames(problems, "judges", TAGS.evalName.metric, given);
  if (!Array.isArray(given)) return;
  const known = isRecord(evals) ? Object.keys(evals) : [];
  given.forEach((name, index) => problems.requireOneOf(`judges[${index}]`, name, known));
}

function checkTraffic(problems: Problems, given: unknown): void {
  if (given === undefined) return;
  const traffic = checkedRecord(problems, "traffic", given, TRAFFIC_KEYS);
  if (traffic === undefined) return;
  const { perMinute, hours } = traffic;
  const isRate = isPlainNumber(perMinute) && perMinute > 0 && perMinute <= MAX_PER_MINUTE;
  problems.require(isRate, "traffic.perMinute", perMinute, `a number up to ${MAX_PER_MINUTE}`);
  if (hours === undefined) return;
  const day = checkedRecord(problems, "traffic.hours", hours, ["from", "to"]);
  if (day === undefined) return;
  const { from, to } = day;
  const isHours = isHour(from) && isHour(to) && from !== to;
  problems.require(isHours, "traffic.hours", hours, "two different hours from 0 to 24");
}

function isHour(given: unknown): boolean {
  return isPlainNumber(given) && given >= 0 && given <= 24;
}

/** Entries of a record whose keys are tag values; at least one. */
function namedEntries(
  problems: Problems,
  path: string,
  tag: string,
  given: unknown,
): [string, unknown][] {
  const entries = isRecord(given) ? Object.entries(given) : [];
  problems.require(entries.length > 0, path, given, "an object with at least one entry");
  const names = new Map<string, string>();
  for (const [name] of entries) {
    checkName(problems, `${path}.${name}`, tag, name);
    // CDKTF writes `/` so in the ids of resources.
    const id = name.replaceAll("/", "--");
    const same = names.get(id);
    const allowed = `a name that differs from ${JSON.stringify(same)} in more than / and --, which are the same in a resource's id`;
    problems.require(same === undefined, `${path}.${name}`, name, allowed);
    names.set(id, name);
  }
  return entries;
}

function checkNames(problems: Problems, path: string, tag: string, given: unknown): void {
  if (given === undefined) return;
  if (!problems.require(Array.isArray(given), path, given, "a list of names")) return;
  const names = given as unknown[];
  names.forEach((name, index) => {
    checkName(problems, `${path}[${index}]`, tag, name);
    problems.require(
      names.indexOf(name) === index,
      `${path}[${index}]`,
      name,
      `each name once; it stands at ${path}[${names.indexOf(name)}] already`,
    );
  });
}

function checkName(problems: Problems, path: string, tag: string, given: unknown): void {
  if (typeof given !== "string" || given.trim() === "") {
    problems.add(path, given, "a name that is not empty");
    return;
  }
  problems.require(
    isStoredForm(tag, given),
    path,
    given,
    `the form that Datadog stores, ${JSON.stringify(normalizeTagValue(tag, given))}`,
  );
}

function checkFlag(problems: Problems, path: string, given: unknown): void {
  if (given !== undefined) {
    problems.require(typeof given === "boolean", path, given, "true or false");
  }
}

/** The object at a path, once its shape and its properties' names are checked; nothing for another shape. */
function checkedRecord(
  problems: Problems,
  path: string,
  given: unknown,
  known: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(given)) {
    problems.add(path === "" ? "declaration" : path, given, "an object");
    return undefined;
  }
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) problems.unknown(path, name, known);
  }
  return given;
}
