import { readResponse, type ResponseFacts, type ResponseReader } from "../providers";
import { own, shape } from "../providers/reading/values";

/**
 * Where clients put an answer beside the response that it came in: OpenAI's `withResponse()` and axios
 * in `data`, Azure's REST clients in `body`, Google's older ones in `response`, frameworks in `raw`.
 */
const ENVELOPES = ["data", "body", "response", "raw"] as const;

/** Facts of a whole answer, also where a client hands it out in a field of something else. */
export function readAnswer(
  result: unknown,
  readers: readonly ResponseReader[],
): ResponseFacts | undefined {
  const found = readResponse(result, readers);
  const given = found === undefined ? shape(result) : undefined;
  if (given === undefined) return found;
  for (const name of ENVELOPES) {
    const inner = readResponse(own(given, name), readers);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
