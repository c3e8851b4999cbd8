import { isList, isRecord } from "./checks";
import { Problems } from "./problems";
import { EVAL_DIMENSIONS, type LlmServiceDeclaration, type MetricsBudget } from "./service";
import { TAGS } from "./tags";
import { checkFeatures } from "./validation/features";
import { checkName, checkNames, namedEntries } from "./validation/names";
import { checkPrompts } from "./validation/prompts";
import { checkedRecord, keysOf } from "./validation/record";
import { checkTraffic } from "./validation/traffic";

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

function checkEnvironments(problems: Problems, given: unknown): void {
  if (!isList(given)) {
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

function checkModels(problems: Problems, given: unknown): void {
  for (const [name, models] of namedEntries(problems, "models", TAGS.provider.metric, given)) {
    const path = `models.${name}`;
    const listed = isList(models) && models.length > 0;
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
  if (!isList(given)) return;
  const known = isRecord(evals) ? Object.keys(evals) : [];
  given.forEach((name, index) => problems.requireOneOf(`judges[${index}]`, name, known));
}
