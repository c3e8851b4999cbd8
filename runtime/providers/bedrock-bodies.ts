import { anthropic } from "./anthropic";
import { converseFacts, startConverseStream } from "./bedrock-converse";
import { normalizeFinishReason, worstFinishReason } from "./reading/finish-reason";
import { openaiChat } from "./openai-chat";
import type { ResponseFacts, StreamReader } from "./reading/provider";
import { count, facts, greatest, isText, list, shape, type Shape } from "./reading/values";

/** Facts of a decoded InvokeModel body, in whichever model family's format it is. */
export function readModelBody(body: Shape): ResponseFacts | undefined {
  const known = anthropic.readResponse(body) ?? openaiChat.readResponse(body);
  if (known !== undefined) return known;
  if (isLlama(body)) return llamaFacts(body);
  if (isTitan(body)) return titanFacts(body);
  if (isMistral(body)) return mistralFacts(body);
  if (isCommand(body)) return commandFacts(body);
  const other = otherFacts(body);
  if (other !== undefined) return other;
  return shape(body["output"]) && shape(body["usage"]) ? converseFacts(body) : undefined;
}

/** A reader for decoded chunks of InvokeModelWithResponseStream. */
export function startModelStream(firstChunk: Shape): StreamReader | undefined {
  if (isLlama(firstChunk)) return new LatestStream("generation", llamaFacts);
  if (isTitan(firstChunk)) return new LatestStream("outputText", titanFacts);
  if (isMistral(firstChunk)) return new LatestStream("text", mistralFacts, mistralChunk);
  if (isCommand(firstChunk)) return new LatestStream("text", commandFacts);
  return (
    anthropic.startStream(firstChunk) ??
    openaiChat.startStream(firstChunk) ??
    startConverseStream(firstChunk)
  );
}

function isLlama(body: Shape): boolean {
  return "generation" in body && "stop_reason" in body;
}

function llamaFacts(body: Shape): ResponseFacts {
  return facts({
    inputTokens: count(body["prompt_token_count"]),
    outputTokens: count(body["generation_token_count"]),
    finishReason: normalizeFinishReason(body["stop_reason"]),
  });
}

function isTitan(body: Shape): boolean {
  return "inputTextTokenCount" in body && ("results" in body || "outputText" in body);
}

function titanFacts(body: Shape): ResponseFacts {
  const result = shape(list(body["results"])[0]) ?? body;
  return facts({
    inputTokens: count(body["inputTextTokenCount"]),
    outputTokens: count(result["tokenCount"]) ?? count(body["totalOutputTextTokenCount"]),
    finishReason: normalizeFinishReason(result["completionReason"]),
  });
}

/** Mistral's text models; its bodies count nothing. */
function isMistral(body: Shape): boolean {
  return Array.isArray(body["outputs"]);
}

function mistralChunk(body: Shape): Shape | undefined {
  return shape(list(body["outputs"])[0]);
}

function mistralFacts(body: Shape): ResponseFacts {
  const reasons = list(body["outputs"]).map((output) =>
    normalizeFinishReason(shape(output)?.["stop_reason"]),
  );
  return facts({ finishReason: worstFinishReason(reasons) });
}

/** Cohere's Command R. */
function isCommand(body: Shape): boolean {
  return "event_type" in body || ("generation_id" in body && "text" in body);
}

function commandFacts(body: Shape): ResponseFacts {
  return facts({ finishReason: normalizeFinishReason(body["finish_reason"]) });
}

/** Vectors, rankings and images; of these, only Titan's vectors count tokens. */
function otherFacts(body: Shape): ResponseFacts | undefined {
  if ("embedding" in body || "embeddings" in body) {
    return facts({ inputTokens: count(body["inputTextTokenCount"]), operation: "embeddings" });
  }
  if (Array.isArray(body["images"])) return imageFacts(body);
  const ranked = shape(list(body["results"])[0]);
  return ranked !== undefined && "relevance_score" in ranked
    ? { operation: "rerank", otherUnits: 1 }
    : undefined;
}

/** Pictures that a filter kept back are said in words: of Amazon's models and Stability's, in these fields. */
function imageFacts(body: Shape): ResponseFacts {
  const said = [body["error"], ...list(body["finish_reasons"])].filter(isText);
  const isFiltered = said.some((reason) => /filter|blocked|content/i.test(String(reason)));
  return facts({
    operation: "image",
    otherUnits: list(body["images"]).length,
    errorType: said.length === 0 ? undefined : isFiltered ? "policy" : "provider",
  });
}

/** A stream whose chunks repeat running counts. */
class LatestStream implements StreamReader {
  private latest: ResponseFacts = {};

  constructor(
    private readonly textField: string,
    private readonly readChunk: (chunk: Shape) => ResponseFacts,
    private readonly textIn: (chunk: Shape) => Shape | undefined = (chunk) => chunk,
  ) {}

  read(event: unknown): boolean {
    const chunk = shape(event);
    if (chunk === undefined) return false;
    this.latest = greatest(this.latest, this.readChunk(chunk));
    return isText(this.textIn(chunk)?.[this.textField]);
  }

  facts(): ResponseFacts {
    return this.latest;
  }
}
