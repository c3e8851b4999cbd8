import { costOf } from "./openai-usage";
import { responsesUsage } from "./openai-responses-usage";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { count, facts, list, positive, own, shape, word, type Shape } from "./reading/values";

/**
 * OpenAI's endpoints beside its chats, and the services that copy them: vectors, images, speech to text,
 * decisions, reranking (Voyage, Jina).
 */
export const openaiOther: ResponseReader = {
  name: "openai-other",

  readResponse(response) {
    const given = shape(response);
    if (given === undefined) return undefined;
    if (isVectors(given)) return vectorFacts(given);
    if (isRanking(given)) return rankingFacts(given);
    if (isImages(given)) return imageFacts(given);
    if (isDecision(given)) return decisionFacts(given);
    return isTranscript(given) ? transcriptFacts(given) : undefined;
  },

  startStream(firstEvent) {
    const type = shape(firstEvent)?.["type"];
    const isKnown = typeof type === "string" && STREAMED.test(type);
    return isKnown ? new MediaEvents() : undefined;
  },
};

/** Of images and of speech to text; the event that ends with the usage ends the stream. */
const STREAMED = /^(image_generation|image_edit|transcript\.text)\./;

class MediaEvents implements StreamReader {
  private latest: ResponseFacts = {};
  private hasEnded = false;

  read(event: unknown): boolean {
    const given = shape(event);
    const type = given?.["type"];
    if (given === undefined || typeof type !== "string") return false;
    const isImage = type.startsWith("image_");
    if (shape(given["usage"]) !== undefined) {
      this.latest = isImage ? imageFacts(given) : transcriptFacts(given);
    }
    this.hasEnded ||= /\.(completed|done)$/.test(type);
    return type.endsWith(".delta") || type.endsWith(".partial_image");
  }

  facts(): ResponseFacts {
    return this.latest;
  }

  isTruncated(): boolean {
    return !this.hasEnded;
  }
}

function isVectors(given: Shape): boolean {
  const first = shape(list(own(given, "data"))[0]);
  return own(given, "object") === "list" && first !== undefined && "embedding" in first;
}

/** Mistral's client says it in camel case. */
function vectorFacts(given: Shape): ResponseFacts {
  return facts({
    inputTokens: countOfInput(given),
    costUsd: costIn(given),
    responseModel: word(given["model"]),
    operation: "embeddings",
  });
}

function rankingFacts(given: Shape): ResponseFacts {
  return facts({
    inputTokens: countOfInput(given),
    costUsd: costIn(given),
    operation: "rerank",
  });
}

/** Where all is input, Voyage and Jina count the total alone. */
function countOfInput(given: Shape): number | undefined {
  const usage = shape(own(given, "usage"));
  const input = usage?.["prompt_tokens"] ?? usage?.["promptTokens"];
  return count(input ?? usage?.["total_tokens"] ?? usage?.["totalTokens"]);
}

/** OpenRouter's, of everything that it passes on. */
function costIn(given: Shape): number | undefined {
  const usage = shape(own(given, "usage"));
  return usage && costOf(usage);
}

function isRanking(given: Shape): boolean {
  const first = shape(list(own(given, "results") ?? own(given, "data"))[0]);
  return first !== undefined && ("relevance_score" in first || "relevanceScore" in first);
}

function isImages(given: Shape): boolean {
  const first = shape(list(own(given, "data"))[0]);
  return (
    typeof own(given, "created") === "number" &&
    first !== undefined &&
    ("b64_json" in first || "url" in first)
  );
}

/** Older models bill by the image, and count nothing. */
function imageFacts(given: Shape): ResponseFacts {
  const usage = shape(own(given, "usage"));
  const input = shape(usage?.["input_tokens_details"]);
  const output = shape(usage?.["output_tokens_details"]);
  const isMixed = (count(output?.["text_tokens"]) ?? 0) > 0;
  return facts({
    inputTokens: count(usage?.["input_tokens"]),
    outputTokens: count(usage?.["output_tokens"]),
    inputImageTokens: positive(input?.["image_tokens"]),
    // The list's output price of these models is that of images.
    outputImageTokens: isMixed ? count(output?.["image_tokens"]) : undefined,
    otherUnits: usage === undefined ? list(own(given, "data")).length : undefined,
    costUsd: costIn(given),
    operation: "image",
  });
}

/** Answers to questions of yes or no, of a choice, or of a score. */
function isDecision(given: Shape): boolean {
  const first = shape(list(own(given, "answers"))[0]);
  return typeof first?.["type"] === "string" && shape(own(given, "usage")) !== undefined;
}

function decisionFacts(given: Shape): ResponseFacts {
  const answers = list(given["answers"]).map(shape);
  return facts(responsesUsage(shape(given["usage"])), {
    responseModel: word(given["model"]),
    refusal: answers.some((answer) => answer?.["type"] === "refusal") || undefined,
  });
}

function isTranscript(given: Shape): boolean {
  const type = shape(own(given, "usage"))?.["type"];
  const isCounted = type === "tokens" || type === "duration" || "segments" in given;
  return typeof own(given, "text") === "string" && isCounted;
}

/** Some models are billed by the second. */
function transcriptFacts(given: Shape): ResponseFacts {
  const usage = shape(own(given, "usage"));
  return facts({
    inputTokens: count(usage?.["input_tokens"]),
    outputTokens: count(usage?.["output_tokens"]),
    inputAudioTokens: positive(shape(usage?.["input_token_details"])?.["audio_tokens"]),
    otherUnits: usage?.["type"] === "tokens" ? undefined : secondsOf(given, usage),
    operation: "transcription",
  });
}

function secondsOf(given: Shape, usage: Shape | undefined): number | undefined {
  return count(usage?.["seconds"] ?? given["duration"]);
}
