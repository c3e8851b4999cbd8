import { randomUUID } from "node:crypto";
import type { ErrorType } from "../../telemetry";
import type { Core } from "../core";
import { recordEvaluation } from "../events/evaluation";
import { traceIdOf, type RequestRef } from "../prompt/request-ref";
import type { LatestRequest, PromptScope } from "../prompt/scope";
import type { ShadowContext, ShadowResult, ShadowScore } from "./options";
import { isStreamLike } from "./stream-like";

export interface ShadowRunProps {
  /** As they came. */
  readonly options: {
    readonly version?: unknown;
    readonly score?: unknown;
    readonly evaluation?: unknown;
    readonly onResult?: unknown;
    readonly timeoutMs?: unknown;
    readonly concurrency?: unknown;
  };
  /** Of what answered. */
  readonly scope: PromptScope;
  readonly input: unknown;
  readonly candidate: (input: unknown, context: ShadowContext) => unknown;
}

/** What somebody answered; undefined where that cannot be looked at. */
export type Answered = { readonly answer: unknown } | undefined;

const TIMEOUT_MS = 60_000;

/** Troubles of the provider: they would have met the other version, too. */
const OF_PROVIDER: readonly ErrorType[] = ["provider", "rate_limit", "timeout"];

/** One candidate, from its start to the verdicts on both answers. */
export class ShadowRun {
  readonly signal: AbortSignal;
  private readonly scopes: Readonly<Record<"baseline" | "candidate", PromptScope>>;

  constructor(
    private readonly core: Core,
    private readonly props: ShadowRunProps,
    private readonly baseline: Answered,
    private readonly request: LatestRequest | undefined,
  ) {
    const { options, scope } = props;
    const { timeoutMs } = options;
    const limit = typeof timeoutMs === "number" && timeoutMs > 0 ? timeoutMs : TIMEOUT_MS;
    this.signal = AbortSignal.timeout(limit);
    this.scopes = {
      baseline: scope.shadow(scope.context.version),
      candidate: scope.shadow(options.version),
    };
  }

  /** Settles when the candidate does, however late; never rejects. */
  async finished(): Promise<void> {
    const { guard } = this.core.parts;
    try {
      const candidate = await this.answerOfCandidate();
      // Too late is no answer.
      if (this.signal.aborted || typeof this.props.options.score !== "function") return;
      const ref = this.request?.ref();
      const before = await this.scored("baseline", this.baseline, ref);
      const latest = this.scopes.candidate.latestRequest?.ref();
      const after =
        candidate === "failed"
          ? this.recorded("candidate", { pass: false }, latest)
          : await this.scored("candidate", candidate, latest);
      if (before !== undefined && after !== undefined) this.report(before, after, ref);
    } catch (error) {
      guard.failed("runtime", error);
    }
  }

  /** `failed` where it threw by a fault of its own. */
  private async answerOfCandidate(): Promise<Answered | "failed"> {
    const { candidate, input } = this.props;
    const { errors } = this.core.parts;
    try {
      const context = { signal: this.signal };
      const result = this.apart("candidate", () => candidate(input, context));
      const answer = isStreamLike(result) && !(result instanceof Promise) ? result : await result;
      return isStreamLike(answer) ? undefined : { answer };
    } catch (error) {
      return OF_PROVIDER.includes(errors.describe(error).errorType) ? undefined : "failed";
    }
  }

  private async scored(
    side: "baseline" | "candidate",
    answered: Answered,
    ref: RequestRef | undefined,
  ): Promise<ShadowScore | undefined> {
    if (answered === undefined) return undefined;
    const judge = this.props.options.score as (answer: unknown, side: string) => unknown;
    const given = Object(await this.apart(side, () => judge(answered.answer, side))) as Record<
      keyof ShadowScore,
      unknown
    >;
    const { pass, score, type } = given;
    if (typeof pass !== "boolean") return undefined;
    return this.recorded(
      side,
      {
        pass,
        ...(typeof score === "number" && { score }),
        ...(typeof type === "string" && { type }),
      },
      ref,
    );
  }

  private recorded(
    side: "baseline" | "candidate",
    score: ShadowScore,
    ref: RequestRef | undefined,
  ): ShadowScore {
    const { evaluation: name = "correctness" } = this.props.options;
    this.apart(side, () => recordEvaluation(this.core, { name, ...score, ref }));
    return score;
  }

  private report(before: ShadowScore, after: ShadowScore, ref: RequestRef | undefined): void {
    const { options, scope } = this.props;
    const { name, version, requestId } = scope.context;
    if (typeof options.onResult !== "function") return;
    const id = String(requestId ?? traceIdOf(ref) ?? randomUUID());
    const both = { case: id, prompt: String(name) };
    const onResult = options.onResult as (result: ShadowResult) => void;
    onResult({ ...both, version: String(version), ...before });
    onResult({ ...both, version: String(options.version), ...after });
  }

  /** In a trace of its own: an unfinished part would keep that of the answer from being sent. */
  private apart<T>(side: "baseline" | "candidate", work: () => T): T {
    const { spans, scopes } = this.core.parts;
    return spans.apart(() => scopes.runApart(this.scopes[side], work));
  }
}
