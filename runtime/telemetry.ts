import type { LlmServiceDeclaration, SpanName } from "../telemetry";
import { Call } from "./calls/call";
import type { CallKind, CallOptions } from "./calls/call-kind";
import { handleOf, openHandleOf, runCall, type CallHandle, type OpenCall } from "./calls/runner";
import type { PromptContext, PromptScope } from "./prompt/scope";
import type { Core } from "./core";
import { createCore } from "./create-core";
import { recordEvaluation, type Evaluation } from "./events/evaluation";
import { activeTraceId } from "./events/event-span";
import { recordFeedback, recordTask, type Feedback, type TaskOutcome } from "./events/feedback";
import { flushTracer } from "./dd-trace/flush";
import { bindGenerator } from "./observe/bind";
import type { LlmTelemetryOptions } from "./options";
import { renderKind, type RenderFacts, type RenderOptions } from "./calls/render";
import { openRequest, openRequestHandle, requestHandle } from "./calls/request";
import type { OpenRequest, RequestHandle, RequestOptions } from "./calls/request";
import { traceIdOf, type RequestRef } from "./prompt/request-ref";
import { retrievalKind, type RetrievalFacts, type RetrievalOptions } from "./calls/retrieval";
import { isSampled } from "./events/sampling";
import { warnOfSetUp } from "./service-check";
import type { ShadowContext, ShadowOptions } from "./shadow/options";
import { Shadows } from "./shadow/shadow";
import { toolKind, type ToolFacts, type ToolOptions } from "./calls/tool";
import { usableOptions } from "./usable-options";
import { validationKind, type ValidationFacts, type ValidationOptions } from "./calls/validation";

/**
 * Records what an LLM service does, as the spans, metrics and logs that its monitors read.
 *
 * Each wrapping method returns exactly what the given function returns (the same promise or stream
 * object, the same error), and none of them ever throws of its own.
 */
export class LlmTelemetry<S extends LlmServiceDeclaration> {
  private readonly shadows: Shadows;

  constructor(private readonly core: Core) {
    this.shadows = new Shadows(core);
  }

  /** Everything inside, over `await`, timers and streams, serves this prompt. */
  withPrompt<T>(prompt: PromptContext<S>, work: () => T): T {
    if (this.core.isIdle()) return work();
    const { scopes, guard } = this.core.parts;
    let scope: PromptScope;
    try {
      scope = scopes.open(prompt);
    } catch (error) {
      guard.failed("runtime", error);
      return work();
    }
    const result = scopes.run(scope, work);
    try {
      bindGenerator(result, (step) => scopes.run(scope, step));
    } catch (error) {
      guard.failed("runtime", error);
    }
    return result;
  }

  /** A model call. Tokens, finish reason, cost and time to first token come from what it returns. */
  request<T>(options: RequestOptions<S>, work: (request: RequestHandle) => T): T {
    const call = openRequest(this.core, options);
    return runCall(call, requestHandle(call), work);
  }

  /** A model call that somebody else ends. */
  startRequest(options: RequestOptions<S>): OpenRequest {
    return openRequestHandle(openRequest(this.core, options));
  }

  /** A vector, keyword or hybrid search. */
  retrieval<T>(
    options: RetrievalOptions<T>,
    work: (retrieval: CallHandle<RetrievalFacts>) => T,
  ): T {
    return this.wrap(retrievalKind, options, work);
  }

  /** A search that somebody else ends. */
  startRetrieval(options: Omit<RetrievalOptions, "measure">): OpenCall<RetrievalFacts> {
    return this.start(retrievalKind, options);
  }

  /** The assembly of a prompt. */
  render<T>(work: (render: CallHandle<RenderFacts>) => T): T;
  render<T>(options: RenderOptions<T>, work: (render: CallHandle<RenderFacts>) => T): T;
  render<T>(
    first: RenderOptions<T> | ((render: CallHandle<RenderFacts>) => T),
    second?: (render: CallHandle<RenderFacts>) => T,
  ): T {
    if (typeof first === "function") return this.wrap(renderKind, {}, first);
    return this.wrap(renderKind, first, second as typeof second & object);
  }

  /** An agent's tool call. */
  tool<T>(options: ToolOptions<S>, work: (tool: CallHandle<ToolFacts>) => T): T {
    return this.wrap(toolKind, options, work);
  }

  /** A tool call that somebody else ends. */
  startTool(options: ToolOptions<S>): OpenCall<ToolFacts> {
    return this.start(toolKind, options);
  }

  /** A schema check, policy check or parser of an answer: invalid where it throws or says so. */
  validation<T>(
    options: ValidationOptions<T>,
    work: (validation: CallHandle<ValidationFacts>) => T,
  ): T {
    return this.wrap(validationKind, options, work);
  }

  /**
   * Runs a candidate beside what answers: on a share of the requests, after the answer, apart from its
   * trace, bounded in number and time. Returns exactly what `primary` returns; what becomes of the
   * candidate, the caller never sees. A candidate's effects are real all the same: see `isShadow`.
   *
   * @example
   * const answer = await llm.shadow(
   *   { version: "2026-06-01.4", rate: 0.05, input: ticket, score: (answer) => judge(answer) },
   *   (ticket: Ticket) => reply(ticket, promptOf("2026-06-01.3")),
   *   (ticket, { signal }) => reply(ticket, promptOf("2026-06-01.4"), signal),
   * );
   */
  shadow<T, I = undefined>(
    options: ShadowOptions<S, NoInfer<Awaited<T>>, I>,
    primary: (input: NoInfer<I>) => T,
    candidate: (input: NoInfer<I>, context: ShadowContext) => unknown,
  ): T {
    return this.shadows.run(options, primary, candidate);
  }

  /** Whether the running code is a shadow, whose tools must have no effect. */
  isShadow(): boolean {
    return this.core.parts.scopes.current().isShadow;
  }

  /** A verdict on an answer, at any time: see `Evaluation.ref` for one that comes later. */
  evaluation(evaluation: Evaluation<S>): void {
    recordEvaluation(this.core, evaluation);
  }

  /** What a user said of an answer. */
  feedback(feedback: Feedback<S>): void {
    recordFeedback(this.core, feedback);
  }

  /** An agent's task that ended. */
  taskCompleted(outcome: TaskOutcome<S>): void {
    recordTask(this.core, outcome);
  }

  /** The latest request of the enclosing `withPrompt`, as plain JSON. */
  requestRef(): RequestRef | undefined {
    return this.core.parts.scopes.current().latestRequest?.ref();
  }

  /**
   * Whether to evaluate this request online: the same answer for a trace wherever it is asked.
   *
   * @param rate Share of requests, 0 to 1; 0.01 to 0.1 is usual.
   * @param ref The request. @default the active trace
   */
  shouldEvaluate(rate: number, ref?: RequestRef): boolean {
    const traceId = traceIdOf(ref) ?? activeTraceId(this.core);
    return traceId !== undefined && isSampled(traceId, rate);
  }

  /**
   * Waits for shadows under way, and sends what dd-trace still holds; call it before `process.exit`, which
   * would lose it.
   *
   * @returns Whether everything was through in time. Never rejects.
   */
  async flush(timeoutMs: number): Promise<boolean> {
    try {
      const startedAt = performance.now();
      const isSettled = await this.shadows.settled(timeoutMs);
      const left = timeoutMs - (performance.now() - startedAt);
      return (await flushTracer(this.core.parts.tracer, left)) && isSettled;
    } catch (error) {
      this.core.parts.guard.failed("tracer", error);
      return false;
    }
  }

  private wrap<N extends SpanName, O extends CallOptions, F extends object, T>(
    kind: CallKind<N, O, F>,
    options: O,
    work: (handle: CallHandle<F>) => T,
  ): T {
    const call = this.open(kind, options);
    return runCall(call, handleOf<F>(call), work);
  }

  private start<N extends SpanName, O extends CallOptions, F extends object>(
    kind: CallKind<N, O, F>,
    options: O,
  ): OpenCall<F> {
    return openHandleOf<F>(this.open(kind, options));
  }

  private open<N extends SpanName, O extends CallOptions, F extends object>(
    kind: CallKind<N, O, F>,
    options: O,
  ): Call<N, O, F> | undefined {
    if (this.core.isIdle()) return undefined;
    return this.core.parts.guard.attempt("runtime", () => new Call(this.core, kind, options));
  }
}

/**
 * Creates the telemetry of a service. What is wrong with the options is told to the logger, or to the
 * console where there is none, and left out: an application starts with whatever it was given.
 *
 * @example
 * import tracer from "dd-trace";
 * const llm = createLlmTelemetry({ tracer: tracer.init(), service: supportAgent, logger: pino() });
 * const prompt = { name: "support_triage", version: "2026-06-01.3", feature: "support_agent" };
 * const reply = await llm.withPrompt(prompt, () =>
 *   llm.request({ provider: "anthropic", model: "claude-sonnet-4" }, () =>
 *     anthropic.messages.create(body),
 *   ),
 * );
 */
export function createLlmTelemetry<const S extends LlmServiceDeclaration>(
  options: LlmTelemetryOptions<S>,
): LlmTelemetry<S> {
  const usable = usableOptions(options);
  const core = createCore(usable.options);
  warnOfSetUp(core, usable.problems);
  return new LlmTelemetry<S>(core);
}
