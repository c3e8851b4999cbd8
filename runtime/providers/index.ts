import { aiSdk } from "./ai-sdk";
import { anthropic } from "./anthropic";
import { bedrockConverse } from "./bedrock-converse";
import { bedrockInvokeModel } from "./bedrock-invoke-model";
import { google } from "./google";
import { guarded, guardedObserver, guardedStream } from "./guard";
import { openaiChat } from "./openai-chat";
import { openaiResponses } from "./openai-responses";
import type { ResponseFacts, ResponseReader, ResultObserver, StreamReader } from "./provider";

export type * from "./provider";

const READERS: readonly ResponseReader[] = [
  openaiChat,
  openaiResponses,
  anthropic,
  bedrockConverse,
  bedrockInvokeModel,
  google,
  aiSdk,
];

/** Facts of a response: custom readers are asked first. `undefined` where nobody knows its shape. */
export function readResponse(
  response: unknown,
  custom: readonly ResponseReader[] = [],
): ResponseFacts | undefined {
  return firstAnswer(custom, (reader) => reader.readResponse(response));
}

/** A reader for the stream that begins with this event, or `undefined` where nobody knows it. */
export function startStream(
  firstEvent: unknown,
  custom: readonly ResponseReader[] = [],
): StreamReader | undefined {
  const stream = firstAnswer(custom, (reader) => reader.startStream(firstEvent));
  return stream && guardedStream(stream);
}

/** The stream that a response carries in a field, where it does. */
export function streamIn(
  response: unknown,
  custom: readonly ResponseReader[] = [],
): AsyncIterable<unknown> | undefined {
  return firstAnswer(custom, (reader) => reader.streamIn?.(response));
}

/** Attaches an observer to a result that only its own reader can observe; `false` where none does. */
export function observeResult(
  result: unknown,
  observer: ResultObserver,
  custom: readonly ResponseReader[] = [],
): boolean {
  const safe = guardedObserver(observer);
  const attach = (reader: ResponseReader) => reader.observe?.(result, safe) === true || undefined;
  return firstAnswer(custom, attach) ?? false;
}

/** Asks the readers in turn; one that throws has no answer. */
function firstAnswer<T>(
  custom: readonly ResponseReader[],
  ask: (reader: ResponseReader) => T | undefined,
): T | undefined {
  for (const readers of [custom, READERS]) {
    for (const reader of readers) {
      const answer = guarded(() => ask(reader), undefined);
      if (answer !== undefined) return answer;
    }
  }
  return undefined;
}
