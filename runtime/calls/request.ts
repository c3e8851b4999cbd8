import type { LlmServiceDeclaration, ModelName, ProviderName } from "../../telemetry";
import { Call, type CallOptions } from "./call";
import { openHandleOf, type CallHandle, type OpenCall } from "./runner";
import type { PromptContext } from "../prompt/scope";
import type { Core, ModelChoice } from "../core";
import { observeResult, startStream, streamIn } from "../providers";
import type { ResponseFacts, ResultObserver, StreamEnd, StreamReader } from "../providers";
import type { RequestFacts } from "./request-facts";
import { requestKind } from "./request-kind";
import { makeRef, type RequestRef } from "../prompt/request-ref";
import { spanText } from "../tags/text";

/** A model call. */
export interface RequestOptions<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  /** Who is called, as declared. */
  readonly provider: ProviderName<S>;
  /** As requested from the provider. */
  readonly model: ModelName<S>;
  /** The prompt that the call belongs to. @default that of the enclosing `withPrompt` */
  readonly prompt?: PromptContext<S>;
}

/** The handle of a model call. */
export interface RequestHandle extends CallHandle<RequestFacts> {
  /** The request as plain JSON, for an evaluation or feedback later; see `RequestRef`. */
  ref(): RequestRef | undefined;
}

/** A model call without a function around it. */
export interface OpenRequest extends OpenCall<RequestFacts>, RequestHandle {
  /** Notes that the first generated token has arrived. Later calls do nothing. */
  firstToken(): void;
}

type GivenRequest = CallOptions & ModelChoice;

export function openRequest(core: Core, options: GivenRequest): RequestCall | undefined {
  if (core.isIdle()) return undefined;
  return core.parts.guard.attempt("runtime", () => new RequestCall(core, options));
}

export function requestHandle(call: RequestCall | undefined): RequestHandle {
  return { set: (facts) => call?.setFacts(facts), ref: () => call?.ref() };
}

export function openRequestHandle(call: RequestCall | undefined): OpenRequest {
  return {
    ...openHandleOf<RequestFacts>(call),
    ref: () => call?.ref(),
    firstToken: () => call?.firstToken(),
  };
}

/** A model call: reads the provider's answer or the events of its stream. */
export class RequestCall
  extends Call<"llm.request", CallOptions, RequestFacts>
  implements ResultObserver
{
  private stream: StreamReader | undefined;
  private startedStream = false;

  constructor(core: Core, options: GivenRequest) {
    super(core, requestKind, options, options);
    this.becomeLatestRequest({
      provider: options.provider,
      model: options.model,
      ref: () => this.ref(),
    });
  }

  ref(): RequestRef | undefined {
    const { tracer, guard } = this.core.parts;
    const requestId = spanText(this.scope.context.requestId);
    return guard.attempt("tracer", () => makeRef(tracer, this.span, this.set, requestId));
  }

  firstToken(): void {
    this.lastActivityAt = this.core.parts.clock();
    this.firstTokenAt ??= this.lastActivityAt;
    this.facts.streaming ??= true;
  }

  override attach(result: unknown): boolean {
    const attached = observeResult(result, this, this.core.parts.readers);
    if (attached) this.facts.streaming ??= true;
    return attached;
  }

  onFirstToken(): void {
    this.firstToken();
  }

  onEnd(facts: ResponseFacts, how: StreamEnd): void {
    this.learn(facts);
    this.ended(how);
  }

  onError(error: unknown, facts: ResponseFacts): void {
    this.learn(facts);
    this.failed(error);
  }

  override streamIn(result: unknown): unknown {
    return streamIn(result, this.core.parts.readers);
  }

  /** Also called where a stream begins, so that one that is never read counts as streamed. */
  override active(waiting: boolean): void {
    super.active(waiting);
    if (!waiting) this.facts.streaming ??= true;
  }

  override event(event: unknown): void {
    super.event(event);
    if (!this.startedStream) {
      this.startedStream = true;
      this.stream = startStream(event, this.core.parts.readers);
    }
    // Of a stream that no reader knows, the first event is the best guess at the first token.
    if (this.stream?.read(event) ?? true) this.firstToken();
  }

  protected override factsSoFar(): ResponseFacts | undefined {
    return this.stream?.facts();
  }
}
