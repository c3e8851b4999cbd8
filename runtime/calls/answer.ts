import { dataOf } from "../observe/result";
import { readResponse, type ResponseFacts, type ResponseReader } from "../providers";

/** Facts of a whole answer, also where a client hands it out beside its raw response. */
export function readAnswer(
  result: unknown,
  readers: readonly ResponseReader[],
): ResponseFacts | undefined {
  const found = readResponse(result, readers);
  if (found !== undefined || typeof result !== "object" || result === null) return found;
  const data = dataOf(result);
  return data === undefined ? undefined : readResponse(data, readers);
}
