import type { Operation } from "../../telemetry";
import type { ResponseFacts } from "./reading/provider";
import { count, facts, list, own, positive, shape, word, type Shape } from "./reading/values";

/** Results that are no chat: vectors, images, speech, transcripts, rankings. `undefined` for others. */
export function otherFacts(result: Shape): ResponseFacts | undefined {
  const usage = shape(own(result, "usage"));
  const operation = operationOf(result, usage);
  if (operation === undefined && isVideo(result)) {
    return { otherUnits: list(own(result, "videos")).length };
  }
  if (operation === undefined) return undefined;
  const known = facts({
    inputTokens: count(usage?.["tokens"] ?? usage?.["inputTokens"]),
    outputTokens: count(usage?.["outputTokens"]),
    responseModel: modelOf(result),
    operation,
  });
  return known.inputTokens === undefined ? { ...known, otherUnits: unitsOf(result) } : known;
}

/** There is no operation for films. */
function isVideo(result: Shape): boolean {
  return Array.isArray(own(result, "videos")) && Array.isArray(own(result, "warnings"));
}

function operationOf(result: Shape, usage: Shape | undefined): Operation | undefined {
  const isList = (name: string) => Array.isArray(own(result, name));
  if (isList("embedding") || isList("embeddings")) {
    return usage !== undefined && "tokens" in usage ? "embeddings" : undefined;
  }
  if (isList("ranking")) return "rerank";
  if (!isList("warnings")) return undefined;
  if (isList("images")) return "image";
  if (isList("segments")) return "transcription";
  return own(result, "audio") === undefined ? undefined : "speech";
}

/** Images, seconds or, where nothing is counted, one call. */
function unitsOf(result: Shape): number {
  return list(own(result, "images")).length || (positive(own(result, "durationInSeconds")) ?? 1);
}

function modelOf(result: Shape): string | undefined {
  const response = own(result, "response") ?? list(own(result, "responses"))[0];
  return word(shape(response)?.["modelId"]);
}
