import { isStoredForm, normalizeTagValue } from "./normalize";
import { Problems } from "./problems";
import { EVAL_DIMENSIONS, type LlmServiceDeclaration } from "./service";
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
  const given = asRecord(declaration);
  rejectUnknownKeys(problems, "", given, SERVICE_KEYS);
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
  problems.throwIfAny(`LLM service ${JSON.stringify(given["service"] ?? "without a name")}`);
}

const SERVICE_KEYS = [
  "service",
  "env",
  "team",
  "description",
  "features",
  "prompts",
  "models",
  "tools",
  "evals",
  "promptVariants",
  "tenantTiers",
];

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
    const feature = asRecord(value);
    rejectUnknownKeys(problems, `${path}.`, feature, ["userFacing", "streaming", "retrieval"]);
    checkFlag(problems, `${path}.userFacing`, feature["userFacing"]);
    checkFlag(problems, `${path}.streaming`, feature["streaming"]);
    if (feature["retrieval"] === undefined) continue;
    const retrieval = asRecord(feature["retrieval"]);
    rejectUnknownKeys(problems, `${path}.retrieval.`, retrieval, ["topScoreFloor"]);
    const floor = retrieval["topScoreFloor"];
    if (floor !== undefined) {
      problems.require(
        isScore(floor),
        `${path}.retrieval.topScoreFloor`,
        floor,
        "a finite number on your retriever's scale, with at most 6 decimals",
      );
    }
  }
}

/** Datadog's queries take no exponents, so a score must be a number that people write. */
function isScore(given: unknown): boolean {
  return Number.isFinite(given) && Number((given as number).toFixed(6)) === given;
}

function checkPrompts(problems: Problems, given: unknown): void {
  for (const [name, value] of namedEntries(problems, "prompts", TAGS.promptName.metric, given)) {
    const path = `prompts.${name}`;
    const prompt = asRecord(value);
    rejectUnknownKeys(problems, `${path}.`, prompt, ["structuredOutput", "release"]);
    checkFlag(problems, `${path}.structuredOutput`, prompt["structuredOutput"]);
    if (prompt["release"] === undefined) continue;
    const release = asRecord(prompt["release"]);
    rejectUnknownKeys(problems, `${path}.release.`, release, ["baseline", "candidate"]);
    const { baseline, candidate } = release;
    checkName(problems, `${path}.release.baseline`, TAGS.promptVersion.metric, baseline);
    checkName(problems, `${path}.release.candidate`, TAGS.promptVersion.metric, candidate);
    problems.require(
      baseline !== candidate,
      `${path}.release.candidate`,
      candidate,
      "a version other than the baseline",
    );
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
  if (given === undefined) return;
  for (const [name, dimension] of namedEntries(problems, "evals", TAGS.evalName.metric, given)) {
    problems.require(
      (EVAL_DIMENSIONS as readonly unknown[]).includes(dimension),
      `evals.${name}`,
      dimension,
      EVAL_DIMENSIONS.map((known) => JSON.stringify(known)).join(", "),
    );
  }
}

/** Entries of a record whose keys are tag values; at least one. */
function namedEntries(
  problems: Problems,
  path: string,
  tag: string,
  given: unknown,
): [string, unknown][] {
  const entries = Object.entries(asRecord(given));
  const filled = isRecord(given) && entries.length > 0;
  problems.require(filled, path, given, "an object with at least one entry");
  for (const [name] of entries) checkName(problems, `${path}.${name}`, tag, name);
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

function rejectUnknownKeys(
  problems: Problems,
  prefix: string,
  given: Record<string, unknown>,
  known: readonly string[],
): void {
  for (const key of Object.keys(given)) {
    problems.require(known.includes(key), `${prefix}${key}`, given[key], known.join(", "));
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
