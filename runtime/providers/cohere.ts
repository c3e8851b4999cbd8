import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { count, facts, own, positive, shape, type Shape } from "./reading/values";

/** Cohere's chat (versions 1 and 2 of its interface), embeddings and reranking. */
export const cohere: ResponseReader = {
  name: "cohere",

  readResponse(response) {
    const given = shape(response);
    if (given === undefined) return undefined;
    const counts = countsIn(given);
    if (counts === undefined) return undefined;
    if (Array.isArray(own(given, "results"))) return rerankFacts(counts);
    if ("embeddings" in given) return embeddingFacts(counts);
    return chatFacts(given, counts);
  },

  startStream(firstEvent) {
    const event = shape(firstEvent);
    const type = event?.["type"] ?? event?.["eventType"];
    return type === "message-start" || type === "stream-start" ? new ChatEvents() : undefined;
  },
};

/** `usage`, or `meta` in version 1 and beside vectors; both hold what was billed. */
function countsIn(given: Shape): Shape | undefined {
  const counts = shape(own(given, "usage")) ?? shape(own(given, "meta"));
  return counts !== undefined && (billed(counts) ?? shape(counts["tokens"])) ? counts : undefined;
}

function billed(counts: Shape): Shape | undefined {
  return shape(counts["billedUnits"] ?? counts["billed_units"]);
}

class ChatEvents implements StreamReader {
  private latest: ResponseFacts = {};
  private hasEnded = false;

  read(event: unknown): boolean {
    const given = shape(event);
    const type = given?.["type"] ?? given?.["eventType"];
    if (type === "message-end" || type === "stream-end") {
      this.hasEnded = true;
      const end = shape(given?.["delta"]) ?? shape(given?.["response"]) ?? {};
      const counts = countsIn(end);
      this.latest = counts === undefined ? stopFacts(end) : chatFacts(end, counts);
    }
    return GENERATED.has(type);
  }

  facts(): ResponseFacts {
    return this.latest;
  }

  isTruncated(): boolean {
    return !this.hasEnded;
  }
}

const GENERATED = new Set<unknown>([
  "content-delta",
  "tool-plan-delta",
  "tool-call-start",
  "text-generation",
  "tool-calls-chunk",
  "tool-calls-generation",
  "search-queries-generation",
]);

function chatFacts(given: Shape, counts: Shape): ResponseFacts {
  const tokens = shape(counts["tokens"]);
  const units = billed(counts);
  const input = inputOf(units);
  const output = outputOf(units);
  return facts(stopFacts(given), {
    inputTokens: inputOf(tokens) ?? input,
    outputTokens: outputOf(tokens) ?? output,
    billedInputTokens: input,
    billedOutputTokens: output,
    otherUnits: positive(searchesIn(units)),
    cachedTokens: count(counts["cachedTokens"] ?? counts["cached_tokens"]),
  });
}

function stopFacts(given: Shape): ResponseFacts {
  return facts({
    finishReason: normalizeFinishReason(given["finishReason"] ?? given["finish_reason"]),
  });
}

function embeddingFacts(counts: Shape): ResponseFacts {
  const units = billed(counts);
  const images = count(units?.["images"]) ?? 0;
  return facts({
    inputTokens: inputOf(units),
    otherUnits: images > 0 ? images : undefined,
    operation: "embeddings",
  });
}

/** Billed by the search. */
function rerankFacts(counts: Shape): ResponseFacts {
  const units = billed(counts);
  return facts({
    otherUnits: searchesIn(units) ?? 1,
    operation: "rerank",
  });
}

/** Of reranking, and of chats with connectors. */
function searchesIn(units: Shape | undefined): number | undefined {
  return count(units?.["searchUnits"] ?? units?.["search_units"]);
}

function inputOf(counts: Shape | undefined): number | undefined {
  return count(counts?.["inputTokens"] ?? counts?.["input_tokens"]);
}

function outputOf(counts: Shape | undefined): number | undefined {
  return count(counts?.["outputTokens"] ?? counts?.["output_tokens"]);
}
