import { errorsBehind } from "../errors/inspect";
import { aiSdk } from "./ai-sdk";
import { anthropic } from "./anthropic";
import { bedrockAgents } from "./bedrock-agents";
import { bedrockConverse } from "./bedrock-converse";
import { bedrockInvokeModel } from "./bedrock-invoke-model";
import { claudeAgent } from "./claude-agent";
import { cohere } from "./cohere";
import { failure } from "./failure";
import { genkit } from "./genkit";
import { google } from "./google";
import { googleInteractions } from "./google-interactions";
import { googleOther } from "./google-other";
import { langchain } from "./langchain";
import { mistral } from "./mistral";
import { ollama } from "./ollama";
import { openaiOther } from "./openai-other";
import { GuardedObserver, guardedStream } from "./reading/guard";
import { openaiChat } from "./openai-chat";
import { openaiThreads } from "./openai-threads";
import { openaiResponses } from "./openai-responses";
import type {
  ResponseFacts,
  ResponseReader,
  ResultObserver,
  StreamReader,
} from "./reading/provider";

export type * from "./reading/provider";

/** In the order in which they are asked. */
export const READERS: readonly ResponseReader[] = [
  openaiChat,
  openaiResponses,
  anthropic,
  bedrockConverse,
  bedrockInvokeModel,
  bedrockAgents,
  google,
  aiSdk,
  langchain,
  cohere,
  mistral,
  ollama,
  googleInteractions,
  openaiOther,
  openaiThreads,
  googleOther,
  genkit,
  claudeAgent,
  // Asked last: an answer may carry an error beside what it says.
  failure,
];

/** Of those, the ones that know results other than whole responses. */
const STREAM_READERS = READERS.filter((reader) => reader.streamIn !== undefined);
const OBSERVING_READERS = READERS.filter((reader) => reader.observe !== undefined);

/** Facts of a response: custom readers are asked first. `undefined` where nobody knows its shape. */
export function readResponse(
  response: unknown,
  custom: readonly ResponseReader[] = [],
): ResponseFacts | undefined {
  return firstAnswer([custom, READERS], factsBy, response);
}

const factsBy = (reader: ResponseReader, response: unknown) => reader.readResponse(response);

/** A reader for the stream that begins with this event, or `undefined` where nobody knows it. */
export function startStream(
  firstEvent: unknown,
  custom: readonly ResponseReader[] = [],
): StreamReader | undefined {
  const stream = firstAnswer([custom, READERS], startedBy, firstEvent);
  return stream && guardedStream(stream);
}

const startedBy = (reader: ResponseReader, firstEvent: unknown) => reader.startStream(firstEvent);

/** What an error says of the answer behind it, or the errors that are behind that. */
export function readError(
  error: unknown,
  custom: readonly ResponseReader[] = [],
): ResponseFacts | undefined {
  for (const one of errorsBehind(error)) {
    const found = firstAnswer([custom, READERS], errorFactsBy, one);
    if (found !== undefined) return found;
  }
  return undefined;
}

const errorFactsBy = (reader: ResponseReader, error: unknown) => reader.readError?.(error);

/** The stream that a response carries in a field, where it does. */
export function streamIn(
  response: unknown,
  custom: readonly ResponseReader[] = [],
): AsyncIterable<unknown> | undefined {
  return firstAnswer([custom, STREAM_READERS], streamBy, response);
}

const streamBy = (reader: ResponseReader, response: unknown) => reader.streamIn?.(response);

/** Attaches an observer to a result that only its own reader can observe; `false` where none does. */
export function observeResult(
  result: unknown,
  observer: ResultObserver,
  custom: readonly ResponseReader[] = [],
): boolean {
  const observation = { result, observer: new GuardedObserver(observer) };
  return firstAnswer([custom, OBSERVING_READERS], attachedBy, observation) ?? false;
}

interface Observation {
  readonly result: unknown;
  readonly observer: ResultObserver;
}

const attachedBy = (reader: ResponseReader, { result, observer }: Observation) =>
  reader.observe?.(result, observer) === true || undefined;

/**
 * Asks the readers in turn; one that throws has no answer. The question takes what it is about as an
 * argument, because a closure for each reader would cost more than all of the answers.
 */
function firstAnswer<A, T>(
  askedInTurn: readonly (readonly ResponseReader[])[],
  ask: (reader: ResponseReader, about: A) => T | undefined,
  about: A,
): T | undefined {
  for (const readers of askedInTurn) {
    for (const reader of readers) {
      try {
        const answer = ask(reader, about);
        if (answer !== undefined) return answer;
      } catch {
        // The next reader may know the shape.
      }
    }
  }
  return undefined;
}
