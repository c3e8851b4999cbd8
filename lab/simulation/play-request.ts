import type { LlmTelemetry, OpenRequest, RequestFacts } from "../../runtime";
import type { LlmServiceDeclaration } from "../../telemetry";
import type { SimulatedClock } from "./simulated-clock";
import type { Behaviour } from "../scenarios/behaviour";
import type { CallKind } from "../scenarios/call-kind";
import { evaluatedShare, toolUse } from "../scenarios/shares";
import type { Random } from "./random";

/** A declaration whose names are any text: scenarios are played for every service. */
export type AnyService = Required<Omit<LlmServiceDeclaration, "traffic" | "budget" | "judges">> &
  Pick<LlmServiceDeclaration, "traffic">;

export interface PlayedRequest {
  readonly llm: LlmTelemetry<AnyService>;
  readonly clock: SimulatedClock;
  readonly service: AnyService;
  readonly random: Random;
  /** Decides what no alert reads, so that it cannot move what alerts read. */
  readonly users: Random;
  readonly kind: CallKind;
  readonly behaviour: Behaviour;
  /** Of the answer. */
  readonly schema: string;
}

/** Share of answers that users rate, that a prompt cache shortened, and that the model refused. */
const RATED = 0.05;
const CACHED = 0.3;
const REFUSED = 0.002;
const FAILURE_MS = 300;

/** What a service does for one request of a user: retrieve, ask the model, call tools, check, judge. */
export function playRequest(request: PlayedRequest): void {
  const { llm, service, kind } = request;
  const { prompt: name, version, feature } = kind;
  llm.withPrompt({ name, version, feature }, () => {
    if (service.features[feature]?.retrieval) retrieve(request);
    if (!callModel(request)) return;
    callTools(request);
    if (service.prompts[name]?.structuredOutput) validate(request);
    if (request.random.chance(evaluatedShare(service))) evaluate(request);
    concludeForUser(request);
  });
}

function retrieve({ llm, clock, random, behaviour }: PlayedRequest): void {
  const retrieval = llm.startRetrieval({ index: "help_center", strategy: "hybrid" });
  clock.milliseconds += random.logNormal(60, 0.3);
  const hitCount = random.poisson(behaviour.hitCount);
  // Nothing found has no best score.
  const topScore = Math.max(0, random.normal(behaviour.topScore, 0.05));
  retrieval.end(hitCount > 0 ? { hitCount, topScore } : { hitCount });
}

/** @returns Whether there is an answer. */
function callModel(played: PlayedRequest): boolean {
  const { llm, clock, service, random, users, kind, behaviour } = played;
  const { provider, model, feature } = kind;
  const request: OpenRequest = llm.startRequest({ provider, model });
  const retries = random.poisson(behaviour.retries);
  if (random.chance(behaviour.errorRate)) {
    clock.milliseconds += random.logNormal(FAILURE_MS, 0.3);
    request.fail({ status: behaviour.errorStatus }, { retries });
    return false;
  }
  const { firstTokenMs, generationMs, scatter } = behaviour;
  // Those that are slow to begin are slow to end: what they take together is what was measured.
  const measured = scatter?.latency && random.pick(scatter.latency);
  clock.milliseconds += measured
    ? firstTokenMs * measured[0]
    : random.logNormal(firstTokenMs, 0.35);
  if (service.features[feature]?.streaming) request.firstToken();
  clock.milliseconds += measured ? generationMs * measured[1] : random.logNormal(generationMs, 0.5);
  request.end({
    ...answerFacts(random, behaviour, retries),
    finishReason: "stop",
    cacheHit: users.chance(CACHED),
    refusal: users.chance(REFUSED),
  });
  return true;
}

function answerFacts(random: Random, behaviour: Behaviour, retries: number): RequestFacts {
  const { scatter } = behaviour;
  const input = scatter?.inputTokens;
  const output = scatter?.outputTokens;
  const inputTokens = Math.round(
    input
      ? behaviour.inputTokens * random.pick(input)
      : random.logNormal(behaviour.inputTokens, 0.3),
  );
  const outputTokens = Math.round(
    output
      ? behaviour.outputTokens * random.pick(output)
      : random.logNormal(behaviour.outputTokens, 0.4),
  );
  const facts = { inputTokens, outputTokens, retries };
  if (behaviour.pricePerThousand === undefined) return facts;
  const tokens = (inputTokens + outputTokens) * (1 + retries);
  return { ...facts, costUsd: (tokens * behaviour.pricePerThousand) / 1_000 };
}

function callTools({ llm, clock, service, random, behaviour }: PlayedRequest): void {
  for (const name of service.tools) {
    if (!random.chance(toolUse(service, name))) continue;
    const tool = llm.startTool({ name });
    clock.milliseconds += random.logNormal(120, 0.4);
    tool.end({ failed: random.chance(behaviour.toolFailureRates[name] ?? 0) });
  }
}

function validate({ llm, random, schema, behaviour }: PlayedRequest): void {
  const valid = !random.chance(behaviour.invalidJsonRate);
  llm.validation({ schema }, (validation) => validation.set({ valid }));
}

function evaluate({ llm, service, random, behaviour }: PlayedRequest): void {
  for (const [name, dimension] of Object.entries(service.evals)) {
    const mean = dimension === "safety" ? behaviour.safety : behaviour.correctness;
    const score = Math.min(1, Math.max(0, random.normal(mean, 0.06)));
    llm.evaluation({ name, type: "llm_judge", score, pass: score >= 0.7 });
  }
}

/** Users like, and agents finish, as much as the answers are right. */
function concludeForUser({ llm, service, users, behaviour }: PlayedRequest): void {
  const isRight = users.chance(behaviour.correctness);
  if (service.tools.length > 0) llm.taskCompleted({ success: isRight });
  if (!users.chance(RATED)) return;
  llm.feedback({ rating: isRight ? "positive" : "negative", score: isRight ? 5 : 2 });
}
