import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { serviceTier } from "./reading/service-tier";
import {
  count,
  facts,
  greatest,
  isAsyncIterable,
  list,
  positive,
  shape,
  sum,
  word,
  type Shape,
} from "./reading/values";

/** AWS Bedrock Converse and ConverseStream. */
export const bedrockConverse: ResponseReader = {
  name: "bedrock-converse",

  readResponse(response) {
    const given = shape(response);
    const client = clientFacts(given);
    if (given === undefined || client === undefined) return undefined;
    if (isAsyncIterable(given["stream"])) return client.retries === undefined ? undefined : client;
    // Knowledge bases have an output as well, and count nothing.
    const isAnswer = shape(given["output"]) && ("usage" in given || "stopReason" in given);
    return isAnswer ? facts(converseFacts(given), client) : undefined;
  },

  readError: clientFacts,

  startStream: startConverseStream,

  streamIn(response) {
    const given = shape(response);
    if (!shape(given?.["$metadata"])) return undefined;
    const stream = given?.["stream"];
    return isAsyncIterable(stream) ? stream : undefined;
  },
};

const EVENTS = new Set([
  "messageStart",
  "contentBlockStart",
  "contentBlockDelta",
  "contentBlockStop",
  "messageStop",
  "metadata",
]);

/** Facts of a Converse response; Nova's own body, as InvokeModel returns it, has the same fields. */
export function converseFacts(response: Shape): ResponseFacts {
  return facts(usageFacts(response["usage"]), stopFacts(response["stopReason"]), {
    responseModel: routedModel(response["trace"]),
    serviceTier: tierOf(response),
  });
}

/** What AWS's client says of its own work, on answers and on errors. */
export function clientFacts(given: unknown): ResponseFacts | undefined {
  const metadata = shape(shape(given)?.["$metadata"]);
  if (metadata === undefined) return undefined;
  const attempts = count(metadata["attempts"]);
  return facts({ retries: positive(attempts === undefined ? undefined : attempts - 1) });
}

export function startConverseStream(firstEvent: unknown): StreamReader | undefined {
  const event = shape(firstEvent) ?? {};
  // An event has its one field alone; `metadata` beside others is anyone's.
  const names = Object.keys(event);
  const known = names.every((name) => EVENTS.has(name) && shape(event[name]) !== undefined);
  return known && names.length > 0 ? new ConverseStream() : undefined;
}

class ConverseStream implements StreamReader {
  private usage: ResponseFacts = {};
  private stopReason: unknown;
  private model: string | undefined;
  private tier: string | undefined;

  read(event: unknown): boolean {
    const given = shape(event);
    if (given === undefined) return false;
    const stop = shape(given["messageStop"]);
    if (stop !== undefined) this.stopReason = stop["stopReason"];
    const metadata = shape(given["metadata"]);
    if (metadata !== undefined) {
      this.usage = greatest(this.usage, usageFacts(metadata["usage"]));
      this.tier = tierOf(metadata);
      this.model = routedModel(metadata["trace"]);
    }
    const toolUse = shape(shape(given["contentBlockStart"])?.["start"])?.["toolUse"];
    return toolUse !== undefined || shape(given["contentBlockDelta"])?.["delta"] !== undefined;
  }

  facts(): ResponseFacts {
    return facts(this.usage, stopFacts(this.stopReason), {
      responseModel: this.model,
      serviceTier: this.tier,
    });
  }

  isTruncated(): boolean {
    return this.stopReason === undefined;
  }
}

export function usageFacts(given: unknown): ResponseFacts {
  const usage = shape(given);
  const fresh = count(usage?.["inputTokens"]);
  // Nova's own body says `…TokenCount` where Converse says `…Tokens`.
  const cached =
    count(usage?.["cacheReadInputTokens"]) ?? count(usage?.["cacheReadInputTokenCount"]);
  const written =
    count(usage?.["cacheWriteInputTokens"]) ?? count(usage?.["cacheWriteInputTokenCount"]);
  return facts({
    // `inputTokens` counts neither what the cache gave nor what it took.
    inputTokens: fresh === undefined ? undefined : sum(fresh, cached, written),
    outputTokens: count(usage?.["outputTokens"]),
    cachedTokens: cached,
    cacheWriteTokens: written,
    cacheWriteHourTokens: writtenForAnHour(usage?.["cacheDetails"]),
  });
}

/** Answers that are made for low latency have a price of their own, too. */
function tierOf(given: Shape): string | undefined {
  const latency = word(shape(given["performanceConfig"])?.["latency"]);
  return serviceTier(shape(given["serviceTier"])?.["type"]) ?? serviceTier(latency);
}

/** Of the tokens written into the cache, those that are kept for an hour. */
function writtenForAnHour(details: unknown): number | undefined {
  const kept = list(details)
    .map(shape)
    .filter((one) => one?.["ttl"] === "1h");
  return sum(...kept.map((one) => positive(one?.["inputTokens"])));
}

function stopFacts(stopReason: unknown): ResponseFacts {
  return facts({
    finishReason: normalizeFinishReason(stopReason),
    refusal: stopReason === "refusal" || undefined,
  });
}

/** The model that a prompt router chose; otherwise Bedrock does not repeat the model. */
function routedModel(trace: unknown): string | undefined {
  return word(shape(shape(trace)?.["promptRouter"])?.["invokedModelId"]);
}
