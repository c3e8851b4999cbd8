import type { ResponseFacts, ResponseReader } from "./reading/provider";
import { count, facts, list, positive, own, shape, word, type Shape } from "./reading/values";

/** OpenAI's endpoints beside its chats, and the services that copy them: vectors, images, speech to text. */
export const openaiOther: ResponseReader = {
  name: "openai-other",

  readResponse(response) {
    const given = shape(response);
    if (given === undefined) return undefined;
    if (isVectors(given)) return vectorFacts(given);
    if (isImages(given)) return imageFacts(given);
    return isTranscript(given) ? transcriptFacts(given) : undefined;
  },

  startStream: () => undefined,
};

function isVectors(given: Shape): boolean {
  const first = shape(list(own(given, "data"))[0]);
  return own(given, "object") === "list" && first !== undefined && "embedding" in first;
}

/** Mistral's client says it in camel case. */
function vectorFacts(given: Shape): ResponseFacts {
  const usage = shape(own(given, "usage"));
  return facts({
    inputTokens: count(usage?.["prompt_tokens"] ?? usage?.["promptTokens"]),
    responseModel: word(given["model"]),
    operation: "embeddings",
  });
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
    operation: "image",
  });
}

function isTranscript(given: Shape): boolean {
  const type = shape(own(given, "usage"))?.["type"];
  return typeof own(given, "text") === "string" && (type === "tokens" || type === "duration");
}

/** Some models are billed by the second. */
function transcriptFacts(given: Shape): ResponseFacts {
  const usage = shape(own(given, "usage"));
  return facts({
    inputTokens: count(usage?.["input_tokens"]),
    outputTokens: count(usage?.["output_tokens"]),
    inputAudioTokens: positive(shape(usage?.["input_token_details"])?.["audio_tokens"]),
    otherUnits: count(usage?.["seconds"]),
    operation: "transcription",
  });
}
