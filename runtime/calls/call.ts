import type { SpanName } from "../../telemetry";
import type { LatestRequest, PromptScope } from "../prompt/scope";
import type { Core, ModelChoice } from "../core";
import { isAbort, isControlFlow } from "../errors/control-flow";
import { TIMED_OUT, UNDESCRIBED, type CallEnd } from "./call-end";
import type { CallKind, CallOptions } from "./call-kind";
import { takeFacts } from "./facts";
import type { CallObserver } from "../observe/observer";
import type { StreamEnd } from "../providers";
import type { Unended } from "../safety/open-calls";
import { describeChildErrors } from "../dd-trace/child-errors";
import type { Outcome } from "../dd-trace/spans";
import type { TagSet } from "../tags/tag-set";
import type { DatadogSpan } from "../dd-trace/tracer";

/**
 * One call under way, from the start of its span to its end. It ends once: what happens to it later
 * is ignored. Nothing here throws.
 */
export class Call<N extends SpanName, O extends CallOptions, F extends object>
  implements CallObserver, Unended
{
  lastActivityAt: number;
  place = -1;
  readonly set: TagSet;
  protected readonly scope: PromptScope;
  protected readonly span: DatadogSpan | undefined;
  protected facts: Partial<F> = {};
  protected firstTokenAt: number | undefined;
  private readonly startedAt: number;
  private waiting = false;
  /** Whether anybody has seen something of the result. */
  protected hasBeenRead = false;
  /** Whether something of a stream has come. */
  private hasHeard = false;
  private isOver = false;

  constructor(
    protected readonly core: Core,
    protected readonly kind: CallKind<N, O, F>,
    protected readonly options: O,
    choice?: ModelChoice,
  ) {
    const { clock, spans, openCalls } = core.parts;
    this.scope = core.scopeOf(options.prompt);
    this.set = core.tagsOf(this.scope, choice);
    const resource = kind.resource(options, this.set) ?? kind.span;
    this.span = spans.start(kind.span, this.set.startTags(resource));
    this.startedAt = clock();
    this.lastActivityAt = this.startedAt;
    openCalls.add(this);
    if (kind.known !== undefined) this.setFacts(kind.known(options));
  }

  /** Makes this call the one that the scope's later retrievals, tools and evaluations belong to. */
  protected becomeLatestRequest(request: LatestRequest): void {
    if (!this.core.parts.scopes.isOutside(this.scope)) this.scope.latestRequest = request;
  }

  setFacts(given: unknown): void {
    const { metrics } = this.core.parts;
    // Too late: the span and the metrics are sent.
    if (this.isOver) metrics.dropped("invalid", this.set);
    else {
      this.hasBeenRead = true;
      takeFacts<Partial<F>>(this.facts, given, this.kind.facts, metrics, this.set, "replace");
    }
  }

  /** The call that the running code belongs to, while that is under way. */
  protected enclosing(): unknown {
    const call = this.core.parts.scopes.currentCall();
    return call instanceof Call && call.isOver ? undefined : call;
  }

  run<T>(work: () => T): T {
    const { scopes, spans } = this.core.parts;
    const { span, scope } = this;
    if (this.options.prompt === undefined) return scopes.runCall(this, () => spans.run(span, work));
    return scopes.runCall(this, () => scopes.annotate(scope, () => spans.run(span, work)));
  }

  active(waiting: boolean): void {
    this.waiting = waiting;
    // What is heard then notes the time by itself.
    if (waiting) this.lastActivityAt = this.core.parts.clock();
  }

  attach(_result: unknown): boolean {
    return false;
  }

  recognises(_value: unknown): boolean {
    return false;
  }

  streamIn(_result: unknown): unknown {
    return undefined;
  }

  streamed(): void {
    this.lastActivityAt = this.core.parts.clock();
  }

  event(_event: unknown): void {
    this.hasBeenRead = true;
    this.hasHeard = true;
    this.lastActivityAt = this.core.parts.clock();
  }

  resolved(value: unknown): void {
    if (this.isOver) return;
    if (this.kind.read !== undefined) this.learn(this.readFrom(value));
    this.finish();
  }

  ended(how: StreamEnd): void {
    this.finish({ how });
  }

  failed(error: unknown): void {
    if (this.isOver) return;
    if (isControlFlow(error) || (this.hasHeard && isAbort(error))) {
      this.finish({ how: "left" });
      return;
    }
    const { errors, guard } = this.core.parts;
    const described = guard.attempt("runtime", () => errors.describe(error)) ?? UNDESCRIBED;
    this.finish({ error, described });
  }

  lost(error: unknown): void {
    this.core.parts.guard.failed("runtime", error);
    this.finish();
  }

  /** What was asked for and never came timed out; what was never read is the application's choice. */
  abandon(): void {
    const endedAt = this.lastActivityAt;
    if (this.waiting) this.finish({ described: TIMED_OUT, endedAt });
    else this.finish({ how: "left", isUnread: !this.hasBeenRead, endedAt });
  }

  /** Facts from the answer; those that the application set stand. */
  protected learn(found: object | undefined): void {
    if (found === undefined) return;
    if (this.areChecked()) {
      this.facts = { ...found, ...this.facts };
      return;
    }
    const { metrics } = this.core.parts;
    takeFacts<Partial<F>>(this.facts, found, this.kind.facts, metrics, this.set, "keep");
  }

  /** Whether what is learned of the result is known to have the right types. */
  protected areChecked(): boolean {
    return false;
  }

  /** What a stream has said until now, or an error says of the answer behind it. */
  protected factsSoFar(_end: CallEnd): object | undefined {
    return undefined;
  }

  private readFrom(value: unknown): Partial<F> | undefined {
    try {
      return this.kind.read?.(value, this.options, this.core);
    } catch (error) {
      this.core.parts.guard.failed("measure callback", error);
      return undefined;
    }
  }

  private finish(end: CallEnd = {}): void {
    if (this.isOver) return;
    try {
      this.learn(this.factsSoFar(end));
    } catch (error) {
      this.core.parts.guard.failed("runtime", error);
    }
    this.isOver = true;
    const { spans, openCalls, clock } = this.core.parts;
    openCalls.remove(this);
    const { tags, verdict } = this.outcome(end, end.endedAt ?? clock()) ?? NO_OUTCOME;
    const judged = this.core.verdictTags(this.span, end.described ? "failed" : verdict, this.scope);
    this.describeChildErrors();
    spans.finish(
      this.span,
      this.core.addUnboundedTags(tags, this.scope),
      judged,
      // dd-trace takes a span with any of these for one with an error.
      this.scope.isShadow ? undefined : end.described?.tags,
    );
  }

  private describeChildErrors(): void {
    const { guard, errors } = this.core.parts;
    try {
      if (this.span !== undefined) describeChildErrors(this.span, errors);
    } catch (error) {
      guard.failed("tracer", error);
    }
  }

  private outcome(end: CallEnd, endedAt: number): Outcome<N> | undefined {
    try {
      return this.kind.end(
        {
          options: this.options,
          facts: this.facts,
          set: this.set,
          scope: this.scope,
          span: this.span,
          latencyMs: duration(this.startedAt, endedAt),
          firstTokenMs:
            this.firstTokenAt === undefined
              ? undefined
              : duration(this.startedAt, this.firstTokenAt),
          errorType: end.described?.errorType,
          isUnread: end.isUnread === true,
        },
        this.core,
      );
    } catch (error) {
      this.core.parts.guard.failed("runtime", error);
      return undefined;
    }
  }
}

const NO_OUTCOME = { tags: undefined, verdict: "good" } as const;

/** Hundredths are more than a network call's noise, and shorter on the wire. */
function duration(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) * 100) / 100);
}
