import type { EvalName, LlmServiceDeclaration } from "../../telemetry";

/** What was said of an answer. */
export interface ShadowScore {
  /** Whether it passed. */
  readonly pass: boolean;
  /** 0 to 1, the best. @default - none */
  readonly score?: number | undefined;
  /** `llm_judge`, `heuristic`… @default - none */
  readonly type?: string | undefined;
}

/** A verdict on one side of a shadowed request, as `datadog-llm compare` reads it from a file. No text. */
export interface ShadowResult extends ShadowScore {
  /** The application's request id, or else that of the trace: the same for both sides. */
  readonly case: string;
  /** Name of the prompt. */
  readonly prompt: string;
  /** Version that gave the answer. */
  readonly version: string;
}

/** A candidate beside the version that answers. */
export interface ShadowOptions<
  S extends LlmServiceDeclaration = LlmServiceDeclaration,
  A = unknown,
  I = undefined,
> {
  /** Version of the enclosing `withPrompt`'s prompt that the candidate is. */
  readonly version: string;
  /**
   * Share of requests, 0 to 1, that the candidate gets, too. As a function it is asked each time, so that
   * a flag can turn it off.
   */
  readonly rate: number | (() => number);
  /**
   * What both work on. The candidate gets a copy from before: it sees no change that the other made, nor
   * the other its own. What cannot be copied (`structuredClone`) is not shadowed.
   * @default - nothing
   */
  readonly input?: I;
  /**
   * Judges an answer, of either side: what `primary` returns, awaited. It must not change it, because the
   * caller has it, too. TypeScript infers its type where the parameter of `primary` has a type, or where
   * `primary` has none.
   * @default - no scores
   */
  readonly score?: (
    answer: A,
    side: "baseline" | "candidate",
  ) => ShadowScore | Promise<ShadowScore>;
  /** Evaluation as which scores are recorded, at stage `shadow`. @default "correctness" */
  readonly evaluation?: EvalName<S> | "correctness" | "safety";
  /** Takes both verdicts on a request, such as to write them to a file for `compare`. @default - nobody */
  readonly onResult?: (result: ShadowResult) => void;
  /** Candidates at once in this process; requests beyond them have none. @default 2 */
  readonly concurrency?: number;
  /** Milliseconds after which the candidate's signal is aborted, and its answer is not waited for. @default 60000 */
  readonly timeoutMs?: number;
}

/** What a candidate is given beside its input. */
export interface ShadowContext {
  /** Aborted when its time is up: pass it on to the client. */
  readonly signal: AbortSignal;
}
