import { readResponse, type ResponseFacts, type ResponseReader } from "../providers";
import { countsAlone } from "../providers/counts-alone";
import { worstFinishReason } from "../providers/reading/finish-reason";
import { addedAll, facts, own, shape } from "../providers/reading/values";

/**
 * Where clients put an answer beside the response that it came in: OpenAI's `withResponse()` and axios
 * in `data`, Azure's REST clients in `body`, Google's older ones in `response`, IBM's in `result`, frameworks in `raw`.
 */
const ENVELOPES = ["data", "body", "response", "result", "raw"] as const;

/** Facts of a whole answer, also where a client hands it out in a field of something else. */
export function readAnswer(
  result: unknown,
  readers: readonly ResponseReader[],
): ResponseFacts | undefined {
  if (Array.isArray(result)) return readSeveral(result, readers);
  const found = readResponse(result, readers);
  const given = found === undefined ? shape(result) : undefined;
  if (given === undefined) return found;
  for (const name of ENVELOPES) {
    const inner = readResponse(own(given, name), readers);
    if (inner !== undefined) return inner;
  }
  return countsAlone(given) ?? countsAlone(own(given, "result"));
}

/** Of several calls in one, as LangChain's `batch` or `Promise.all` make them: all are paid for. */
function readSeveral(
  results: readonly unknown[],
  readers: readonly ResponseReader[],
): ResponseFacts | undefined {
  const answers: ResponseFacts[] = [];
  for (const result of results) {
    const found = readResponse(result, readers);
    if (found === undefined) return undefined;
    answers.push(found);
  }
  if (answers.length === 0) return undefined;
  const ends = answers.map(({ finishReason }) => finishReason);
  return facts(addedAll(answers), { finishReason: worstFinishReason(ends) });
}
