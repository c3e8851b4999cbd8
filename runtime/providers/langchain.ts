import { clientFacts } from "./bedrock-converse";
import { billedBeside } from "./billed-beside";
import { compactedFacts, countsBeside, groundedSearches, uncounted } from "./langchain-usage";
import { openaiResponses } from "./openai-responses";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { serviceTier } from "./reading/service-tier";
import {
  added,
  addedAll,
  count,
  facts,
  greatest,
  isText,
  list,
  positive,
  own,
  shape,
  sum,
  word,
  type Shape,
} from "./reading/values";

/** LangChain's messages, whole and in chunks, of whichever provider. */
export const langchain: ResponseReader = {
  name: "langchain",

  readResponse(response) {
    const message = messageIn(response);
    if (message === undefined) return undefined;
    return facts(countsBeside(shape(message["response_metadata"])), messageFacts(message));
  },

  startStream(firstEvent) {
    if (isRunEvent(firstEvent)) return new RunEvents();
    return messageIn(firstEvent) === undefined ? undefined : new MessageChunks();
  },
};

/** What `streamEvents()` tells of. */
function isRunEvent(value: unknown): boolean {
  const event = shape(value);
  return word(event?.["event"])?.startsWith("on_") === true && "run_id" in (event ?? {});
}

/** The events of a model's run, or of the several that an agent makes; the last piece has it all. */
class RunEvents implements StreamReader {
  private readonly runs = new Map<unknown, ResponseFacts>();
  private readonly open = new Map<unknown, MessageChunks>();

  read(given: unknown): boolean {
    const event = shape(given);
    const run = event?.["run_id"];
    const data = shape(event?.["data"]);
    if (event?.["event"] === "on_chat_model_end") {
      this.runs.set(run, langchain.readResponse(data?.["output"]) ?? {});
      this.open.delete(run);
    }
    if (event?.["event"] !== "on_chat_model_stream") return false;
    const chunks = this.open.get(run) ?? new MessageChunks();
    this.open.set(run, chunks);
    return chunks.read(data?.["chunk"]);
  }

  facts(): ResponseFacts {
    const unended = [...this.open.values()].map((chunks) => chunks.facts());
    return addedAll([...this.runs.values(), ...unended]);
  }
}

/**
 * A model's message; or the one of `withStructuredOutput({ includeRaw: true })`, or of a graph's stream
 * of messages, where it stands before what is said about it.
 */
function messageIn(value: unknown): Shape | undefined {
  const given = shape(Array.isArray(value) && value.length === 2 ? (value[0] as unknown) : value);
  if (given === undefined) return undefined;
  if (isMessage(given)) return given;
  const raw = "raw" in given && "parsed" in given ? shape(own(given, "raw")) : undefined;
  return raw !== undefined && isMessage(raw) ? raw : undefined;
}

function isMessage(given: Shape): boolean {
  return "response_metadata" in given && ("usage_metadata" in given || "tool_calls" in given);
}

/**
 * Chunks are parts of one message: its counts are the sums of theirs. Those of Anthropic are running
 * totals, which LangChain itself adds all the same.
 */
class MessageChunks implements StreamReader {
  private soFar: ResponseFacts = {};
  /** What services count beside LangChain's own counts, which some packages do not fill. */
  private unasked: ResponseFacts = {};
  private isRunning = false;

  read(event: unknown): boolean {
    const chunk = messageIn(event);
    if (chunk === undefined) return false;
    this.isRunning ||= shape(chunk["response_metadata"])?.["model_provider"] === "anthropic";
    this.soFar = (this.isRunning ? greatest : added)(this.soFar, messageFacts(chunk));
    this.unasked = greatest(this.unasked, countsBeside(shape(chunk["response_metadata"])));
    return isText(chunk["content"]) || hasParts(chunk);
  }

  facts(): ResponseFacts {
    return facts(this.unasked, this.soFar);
  }
}

function hasParts(chunk: Shape): boolean {
  return list(chunk["content"]).length > 0 || list(chunk["tool_call_chunks"]).length > 0;
}

function messageFacts(message: Shape): ResponseFacts {
  const usage = shape(message["usage_metadata"]);
  const input = shape(usage?.["input_token_details"]);
  const output = shape(usage?.["output_token_details"]);
  const said = shape(message["response_metadata"]) ?? {};
  const thoughts = uncounted(usage);
  return facts(
    // Of OpenAI's Responses, the metadata are the response itself, less its usage.
    openaiResponses.readResponse(said) ?? {},
    billedBeside(said["usage"]),
    {
      inputTokens: count(usage?.["input_tokens"]),
      outputTokens: sum(count(usage?.["output_tokens"]), thoughts),
      cachedTokens: count(input?.["cache_read"]),
      cacheWriteTokens: count(input?.["cache_creation"]),
      reasoningTokens: count(output?.["reasoning"]) ?? thoughts,
      webSearches: groundedSearches(said),
      inputAudioTokens: positive(input?.["audio"]),
      outputAudioTokens: positive(output?.["audio"]),
      responseModel: word(said["model_name"]) ?? word(said["model"]),
      serviceTier: serviceTier(said["service_tier"]),
    },
    compactedFacts(shape(said["usage"])),
    stopFacts(said, shape(message["additional_kwargs"])),
    clientFacts(said) ?? {},
  );
}

/** Each provider's own word, at its own place. */
function stopFacts(said: Shape, more: Shape | undefined): ResponseFacts {
  const stop =
    said["finish_reason"] ??
    said["stop_reason"] ??
    said["finishReason"] ??
    said["stopReason"] ??
    shape(said["messageStop"])?.["stopReason"] ??
    more?.["stop_reason"] ??
    said["done_reason"];
  return facts({
    finishReason: normalizeFinishReason(stop),
    refusal: stop === "refusal" || isText(more?.["refusal"]) || undefined,
  });
}
