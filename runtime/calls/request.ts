import type { LlmServiceDeclaration, ModelName, Operation, ProviderName } from "../../telemetry";
import { readAnswer } from "./answer";
import { Call } from "./call";
import type { CallEnd } from "./call-end";
import { openHandleOf, type CallHandle, type OpenCall } from "./runner";
import type { LatestRequest, PromptContext } from "../prompt/scope";
import type { Core, ModelChoice } from "../core";
import { observeResult, readError, startStream, streamIn } from "../providers";
import type { ResponseFacts, ResultObserver, StreamEnd, StreamReader } from "../providers";
import type { NotedFacts, RequestFacts } from "./request-facts";
import { requestKind } from "./request-kind";
import type { GivenRequest } from "./request-summary";
import { nameOf } from "./shape-name";
import { Turns } from "./turns";
import { facts } from "../providers/reading/values";
import { makeRef, type RequestRef } from "../prompt/request-ref";
import { spanText } from "../tags/text";

/** A model call. */
export interface RequestOptions<S extends LlmServiceDeclaration = LlmServiceDeclaration> {
  /** Who is called, as declared. */
  readonly provider: ProviderName<S>;
  /** As requested from the provider. */
  readonly model: ModelName<S>;
  /**
   * What is asked of the model. An answer mostly says it; a call that fails has none.
   * @default what the answer says, else "chat"
   */
  readonly operation?: Operation;
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

type GivenCall = GivenRequest & ModelChoice;

export function openRequest(core: Core, options: GivenCall): RequestCall | undefined {
  if (core.isIdle()) return undefined;
  try {
    return new RequestCall(core, options);
  } catch (error) {
    core.parts.guard.failed("runtime", error);
    return undefined;
  }
}

export function requestHandle(call: RequestCall | undefined): RequestHandle {
  return { set: (facts) => call?.setFacts(facts), ref: () => call?.ref() };
}

export function openRequestHandle(call: RequestCall | undefined): OpenRequest {
  return Object.assign(openHandleOf<RequestFacts>(call), {
    ref() {
      return call?.ref();
    },
    firstToken() {
      call?.firstToken();
    },
  });
}

/** A model call: reads the provider's answer or the events of its stream. */
export class RequestCall
  extends Call<"llm.request", GivenCall, NotedFacts>
  implements ResultObserver, LatestRequest
{
  readonly provider: unknown;
  readonly model: unknown;
  private stream: StreamReader | undefined;
  /** Events of which nothing is known. */
  private unknownEvents = 0;
  private firstEventAt: number | undefined;
  private turns: Turns | undefined;

  constructor(core: Core, options: GivenCall) {
    super(core, requestKind, options, options);
    const outer = this.enclosing();
    if (outer instanceof RequestCall) outer.becomeTask();
    this.provider = options.provider;
    this.model = options.model;
    this.becomeLatestRequest(this);
  }

  ref(): RequestRef | undefined {
    const { tracer, guard } = this.core.parts;
    const requestId = spanText(this.scope.context.requestId);
    return guard.attempt("tracer", () => makeRef(tracer, this.span, this.set, requestId));
  }

  firstToken(): void {
    this.lastActivityAt = this.core.parts.clock();
    this.firstTokenAt ??= this.lastActivityAt;
    this.hasBeenRead = true;
    this.facts.streaming ??= true;
  }

  /**
   * A request around this one, such as an agent's run, has the same tokens in its answer: what counts
   * is the inner one. Below a tool it is another model call, and both count.
   */
  private becomeTask(): void {
    this.facts.isTask = true;
    this.core.parts.notices.once(
      "request in request",
      "A model call holds other wrapped model calls: those count, the outer one is a task without metrics of its own.",
      { model: this.set.values.model },
    );
  }

  override attach(result: unknown): boolean {
    const attached = observeResult(result, this, this.core.parts.readers);
    if (attached) this.streamed();
    return attached;
  }

  override recognises(value: unknown): boolean {
    return readAnswer(value, this.core.parts.readers) !== undefined;
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
    const { readers } = this.core.parts;
    const stream = streamIn(result, readers);
    // What stands beside the stream, such as the client's attempts.
    if (stream !== undefined) this.learn(readAnswer(result, readers));
    return stream;
  }

  override streamed(): void {
    super.streamed();
    this.facts.streaming ??= true;
  }

  override event(event: unknown): void {
    super.event(event);
    this.firstEventAt ??= this.lastActivityAt;
    if (this.stream === undefined) this.recognise(event);
    if (this.stream?.read(event) === true) this.firstToken();
  }

  /** A stream may begin with a sign of life that says nothing of its format, so several events are asked. */
  private recognise(event: unknown): void {
    const { readers } = this.core.parts;
    if (this.turns?.areTurns !== true && this.unknownEvents < MAX_UNKNOWN_EVENTS) {
      this.stream = startStream(event, readers);
      if (this.stream !== undefined) {
        delete this.facts.unrecognised;
        return;
      }
    }
    this.turns ??= new Turns();
    if (this.turns.read(event, this, readers)) return;
    this.unknownEvents++;
    this.facts.unrecognised ??= nameOf(event);
  }

  /** The last turn of a runner may end after the runner itself. */
  override ended(how: StreamEnd): void {
    if (this.turns === undefined) super.ended(how);
    else this.turns.whenDone(() => super.ended(how));
  }

  /** This project's readers look at all that they pass on; the application's own may not. */
  protected override areChecked(): boolean {
    return this.core.parts.readers.length === 0;
  }

  protected override factsSoFar(end: CallEnd): ResponseFacts | undefined {
    const said = this.stream?.facts() ?? this.turns?.facts();
    this.guessFirstToken();
    if (end.error !== undefined) {
      return facts(readError(end.error, this.core.parts.readers) ?? {}, said ?? {});
    }
    // Of what began with events that nobody knows, the format is a guess.
    const isSure = this.unknownEvents === 0;
    const isTruncated = isSure && end.how === "complete" && this.stream?.isTruncated?.() === true;
    return isTruncated ? facts({ errorType: "provider" }, said ?? {}) : said;
  }

  /** Of a stream that no reader knows, the first event is the best guess at the first token. */
  private guessFirstToken(): void {
    if (this.stream === undefined && this.turns?.areStreams !== true) {
      this.firstTokenAt ??= this.firstEventAt;
    }
  }
}

/** What says nothing of its format by then will not. */
const MAX_UNKNOWN_EVENTS = 16;
