import type { LlmServiceDeclaration, Rating } from "../../telemetry";
import { RATINGS } from "../../telemetry";
import type { PromptContext } from "../prompt/scope";
import type { Core } from "../core";
import { contextOf, recordEvent, type AboutRequest } from "./event-span";
import { takeFacts } from "../calls/facts";
import type { RequestRef } from "../prompt/request-ref";

/** What a user said of an answer. */
export interface Feedback<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  /** What the user thought of the answer. */
  readonly rating: Rating;
  /** On the application's own scale, such as 1 to 5. @default - none */
  readonly score?: number | undefined;
  /** The request that was rated. @default the latest one of the enclosing `withPrompt` */
  readonly ref?: RequestRef;
  /** The prompt that is rated. @default that of `ref`, or of the enclosing `withPrompt` */
  readonly prompt?: PromptContext<S>;
}

/** How an agent's task ended. */
export interface TaskOutcome<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  /** The task reached its goal. */
  readonly success: boolean;
  /** The request that ended it. @default the latest one of the enclosing `withPrompt` */
  readonly ref?: RequestRef;
  /** The prompt that it was about. @default that of `ref`, or of the enclosing `withPrompt` */
  readonly prompt?: PromptContext<S>;
}

const EVAL_NAME = "user_feedback";

/** Sends the span and the metrics of a user's feedback. */
export function recordFeedback(
  core: Core,
  feedback: AboutRequest & { readonly rating: Rating },
): void {
  const { metrics } = core.parts;
  recordEvent(
    core,
    feedback,
    () => EVAL_NAME,
    (set) => {
      const facts: { score?: number } = {};
      takeFacts(facts, feedback, { score: "number" }, metrics, set);
      const { score } = facts;
      // From JavaScript anything may come, and the tag's values are a closed set.
      if (RATINGS.includes(feedback.rating)) {
        const { rating } = feedback;
        metrics.count("llm.feedback", set, 1, { rating });
        metrics.distribution("llm.user_rating", set, score, { rating });
        const tags = {
          "eval.name": EVAL_NAME,
          "eval.type": EVAL_NAME,
          "eval.rating": rating,
          "eval.score": score,
        };
        return { tags, verdict: rating === "negative" ? "doubtful" : "good" };
      }
      metrics.dropped("invalid", set);
      const tags = { "eval.name": EVAL_NAME, "eval.type": EVAL_NAME, "eval.score": score };
      return { tags, verdict: "good" };
    },
  );
}

/** Sends the metrics of an agent's task that ended. */
export function recordTask(
  core: Core,
  outcome: AboutRequest & { readonly success: boolean },
): void {
  const { guard, metrics } = core.parts;
  guard.attempt("runtime", () => {
    const { set } = contextOf(core, outcome);
    metrics.count("llm.tasks", set, 1);
    if (outcome.success) metrics.count("llm.task_successes", set, 1);
  });
}
