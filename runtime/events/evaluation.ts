import type { EvalName, EvalStage, LlmServiceDeclaration } from "../../telemetry";
import { FOLDED_TAG_VALUE } from "../tags/cardinality-guard";
import type { PromptContext } from "../prompt/scope";
import type { Core } from "../core";
import { takeFacts } from "../calls/facts";
import { recordEvent, type AboutRequest } from "./event-span";
import type { Verdict } from "../dd-trace/spans";
import type { RequestRef } from "../prompt/request-ref";
import type { TagSet } from "../tags/tag-set";
import { spanText } from "../tags/text";

/** A verdict on an answer. */
export interface Evaluation<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  /** The declaration's `evals` says which metric its score feeds. */
  readonly name: EvalName<S> | "correctness" | "safety";
  /** `llm_judge`, `heuristic`, `human`, `guardrail`… @default none */
  readonly type?: string | undefined;
  /** 0 to 1, the best. @default - none */
  readonly score?: number | undefined;
  /** Whether the answer passed. @default - not said */
  readonly pass?: boolean | undefined;
  /** Where it ran: scores of test datasets must not move a production alert. @default "online" */
  readonly stage?: EvalStage;
  /** How sure the judge is, 0 to 1. @default - not said */
  readonly confidence?: number | undefined;
  /** What a person said of the same answer: counts the judge's agreement. @default - not said */
  readonly humanPass?: boolean | undefined;
  /** The request that was evaluated. @default the latest one of the enclosing `withPrompt` */
  readonly ref?: RequestRef;
  /** The prompt that is judged. @default that of `ref`, or of the enclosing `withPrompt` */
  readonly prompt?: PromptContext<S>;
}

type GivenEvaluation = AboutRequest & Readonly<Partial<Record<"name" | "type" | "stage", unknown>>>;

interface EvaluationFacts {
  readonly score?: number | undefined;
  readonly pass?: boolean | undefined;
  readonly confidence?: number | undefined;
  readonly humanPass?: boolean | undefined;
}

const FACT_TYPES = {
  score: "number",
  pass: "boolean",
  confidence: "number",
  humanPass: "boolean",
} as const;

/** Sends the span and the metrics of an evaluation. */
export function recordEvaluation(core: Core, evaluation: GivenEvaluation): void {
  recordEvent(core, evaluation, resourceOf, (set) => {
    const given: EvaluationFacts = {};
    takeFacts(given, evaluation, FACT_TYPES, core.parts.metrics, set);
    const name = core.admit("eval_name", evaluation.name, set);
    const facts = withoutOtherScales(core, given, set, name.stored);
    const ran = set.isShadow ? "shadow" : (evaluation.stage ?? "online");
    const stage = core.admit("eval_stage", ran, set);
    sendMetrics(core, set, facts, {
      eval_name: name.folded ? FOLDED_TAG_VALUE : name.stored,
      eval_stage: stage.folded ? FOLDED_TAG_VALUE : stage.stored,
    });
    return {
      tags: {
        "eval.name": name.stored,
        "eval.type": spanText(evaluation.type),
        "eval.stage": stage.stored,
        "eval.pass": facts.pass === undefined ? undefined : String(facts.pass),
        "eval.score": facts.score,
        "eval.confidence": facts.confidence,
        "eval.low_confidence": isLow(facts.confidence, core),
      },
      verdict: verdictOf(facts, core),
    };
  });
}

function resourceOf({ name }: GivenEvaluation): string | undefined {
  return spanText(name);
}

/** Without a verdict of the evaluation's own, less than half of the best score counts as a low one. */
const LOW_SCORE = 0.5;

function verdictOf({ pass, score = 1 }: EvaluationFacts, { parts }: Core): Verdict {
  if (pass === false) return parts.failedEvaluationsAreErrors ? "failed" : "doubtful";
  return pass === true || score >= LOW_SCORE ? "good" : "doubtful";
}

/** A mean of 0.8 and 85 says nothing, and a drop of it is no drop of points: such a score is dropped. */
function withoutOtherScales(
  core: Core,
  facts: EvaluationFacts,
  set: TagSet,
  name: string,
): EvaluationFacts {
  const kept: { -readonly [K in keyof EvaluationFacts]: EvaluationFacts[K] } = { ...facts };
  for (const field of ["score", "confidence"] as const) {
    const value = facts[field];
    if (value === undefined || (value >= -ROUNDING && value <= 1 + ROUNDING)) continue;
    kept[field] = undefined;
    core.parts.metrics.dropped("invalid", set);
    core.parts.notices.once(
      `scale of ${field} ${name}`,
      `The ${field} of an evaluation is not from 0 to 1, and is dropped: divide percentages by 100.`,
      { eval_name: name, [field]: value },
    );
  }
  return kept;
}

/** What arithmetic with fractions leaves. */
const ROUNDING = 1e-6;

function sendMetrics(
  core: Core,
  set: TagSet,
  facts: EvaluationFacts,
  tags: { readonly eval_name: string; readonly eval_stage: string },
): void {
  const { metrics, declaration } = core.parts;
  const { score, pass, humanPass } = facts;
  metrics.count("llm.eval.runs", set, 1, tags);
  if (pass === true) metrics.count("llm.eval.passes", set, 1, tags);
  metrics.distribution(`llm.eval.${declaration.dimensionOf(tags.eval_name)}`, set, score, tags);
  // Without the judge's own verdict there is nothing to compare the person's with.
  if (humanPass === undefined || pass === undefined) return;
  metrics.count("llm.eval.judge_checks", set, 1, tags);
  if (humanPass !== pass) metrics.count("llm.eval.judge_disagreements", set, 1, tags);
}

function isLow(confidence: number | undefined, core: Core): string | undefined {
  if (confidence === undefined) return undefined;
  return String(confidence < core.parts.lowConfidenceBelow);
}
