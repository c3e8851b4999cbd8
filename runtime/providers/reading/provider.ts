import type { ErrorType, Operation } from "../../../telemetry";

/** What a provider's answer says about itself; a field is absent where the answer does not say it. */
export interface ResponseFacts {
  /** Everything sent, cached tokens included (Anthropic reports them apart: normalised). */
  readonly inputTokens?: number;
  /** Everything generated, reasoning included. */
  readonly outputTokens?: number;
  /** Input tokens read from a cache. */
  readonly cachedTokens?: number;
  /** Input tokens written to a cache (Anthropic, Bedrock). */
  readonly cacheWriteTokens?: number;
  /** Of `cacheWriteTokens`, those kept for an hour, which cost more (Anthropic). */
  readonly cacheWriteHourTokens?: number;
  /** Of `outputTokens`, those of reasoning. */
  readonly reasoningTokens?: number;
  /** `stop`, `length`, `tool_call`, `content_filter`, `error`, or the provider's own word. */
  readonly finishReason?: string;
  /** Model that answered, as the provider names it. */
  readonly responseModel?: string;
  /** `true` where the model refused. */
  readonly refusal?: boolean;
  /** Class of the failure, where what was answered is one (an error body, a guardrail that cut in). */
  readonly errorType?: ErrorType;
  /** Attempts after the first. */
  readonly retries?: number;
  /** What was asked of the model. @default "chat" */
  readonly operation?: Operation;
  /** Cost in US dollars, where the answer says it. */
  readonly costUsd?: number;
  /** Of `inputTokens`, those of audio. */
  readonly inputAudioTokens?: number;
  /** Of `outputTokens`, those of audio. */
  readonly outputAudioTokens?: number;
  /** Of `inputTokens`, those of images, where they cost something else than text. */
  readonly inputImageTokens?: number;
  /** Of `outputTokens`, those of images. */
  readonly outputImageTokens?: number;
  /** Input tokens that are billed, where those are not all (Cohere). */
  readonly billedInputTokens?: number;
  /** Output tokens that are billed, where those are not all (Cohere). */
  readonly billedOutputTokens?: number;
  /** Hosted web searches, which are billed one by one. */
  readonly webSearches?: number;
  /** Hosted file searches, which are billed one by one. */
  readonly fileSearches?: number;
  /** Anything else that is billed and that no price covers: a container, a generated image, seconds. */
  readonly otherUnits?: number;
  /** Tier that served the call, where it is not the standard one: `flex`, `batch`, `priority`. */
  readonly serviceTier?: string;
}

/**
 * Turns one provider's responses and stream events into facts. Recognised by shape.
 *
 * Telemetry calls a reader through `./index`, which catches whatever a reader throws. What a reader
 * has to see to itself:
 * - Look first at fields that only this provider has. The results of the AI SDK have getters that
 *   start work when they are read (`usage`, `text`, `output`, `finishReason`…), so a reader touches
 *   those names only on what it has recognised.
 * - Change, consume and keep nothing of the response; of text, look only whether there is any.
 */
export interface ResponseReader {
  /** For messages. */
  readonly name: string;

  /** Facts of a whole response; `undefined` where the shape is not this provider's. */
  readResponse(response: unknown): ResponseFacts | undefined;

  /** Starts reading a stream, or `undefined` where its first event is not this provider's. */
  startStream(firstEvent: unknown): StreamReader | undefined;

  /**
   * The stream that a response carries in a field (Bedrock: `stream`, or `body` of InvokeModel).
   * Its events are what `startStream` takes; the application iterates this very object.
   */
  streamIn?(response: unknown): AsyncIterable<unknown> | undefined;

  /** What an error says of the answer behind it: usage, finish reason. */
  readError?(error: unknown): ResponseFacts | undefined;

  /**
   * Attaches an observer to a result that is neither a response nor a plain stream: Anthropic's
   * `messages.stream()`, OpenAI's `chat.completions.stream()` and `responses.stream()` (emitters that
   * run by themselves), and the AI SDK's `streamText()` and `streamObject()` (run by whoever reads
   * them). Must not consume the result, start what the application has not asked for, or hide an
   * unhandled rejection.
   *
   * @returns `true` where the observer is attached; then the result is observed in no other way.
   */
  observe?(result: unknown, observer: ResultObserver): boolean;
}

/** Reads the events of one stream. */
export interface StreamReader {
  /**
   * Takes one event, the first one included.
   *
   * @returns `true` where it carries generated content (text, tool-call arguments, reasoning): the
   * first such event is the first token.
   */
  read(event: unknown): boolean;

  /** What the events so far have said. */
  facts(): ResponseFacts;

  /**
   * Asked at the stream's own end: whether it stopped without having said why, as where the provider
   * hung up in the middle. @default - it did not
   */
  isTruncated?(): boolean;
}

/** A stream came to its own `complete` end, or its reader `left` it: broke off, aborted. */
export type StreamEnd = "complete" | "left";

/**
 * Hears how an observed result goes on. Exactly one of the last two is called, once; neither
 * where the application never reads the result to its end, so a time limit is the observer's affair.
 */
export interface ResultObserver {
  /** The first generated content arrived. Called at most once, before the end. */
  onFirstToken(): void;
  /** It ended well. */
  onEnd(facts: ResponseFacts, how: StreamEnd): void;
  /** It failed. */
  onError(error: unknown, facts: ResponseFacts): void;
}
