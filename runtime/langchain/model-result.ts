import type { RequestFacts } from "../calls/request-facts";
import { read } from "../errors/inspect";
import { langchain } from "../providers/langchain";
import { normalizeFinishReason, worstFinishReason } from "../providers/reading/finish-reason";
import { count, facts } from "../providers/reading/values";

/** Facts of what `handleLLMEnd` gets. Each prompt of a batch is a run of its own. */
export function modelResultFacts(output: unknown, extra: unknown): Partial<RequestFacts> {
  const answers = answersIn(output);
  const ends = answers.map((answer) => messageFacts(answer).finishReason ?? finishReasonOf(answer));
  const said = facts(countsOf(read(output, "llmOutput")), messageFacts(answers[0]), {
    finishReason: worstFinishReason(ends),
  });
  // LangChain's own cache; its messages say 0 tokens then.
  return read(extra, "cached") === true ? { ...said, cacheHit: true } : said;
}

/** Several where several choices were asked for. */
function answersIn(output: unknown): readonly unknown[] {
  const generations = read(output, "generations");
  const [first] = Array.isArray(generations) ? (generations as unknown[]) : [];
  return Array.isArray(first) ? (first as unknown[]) : [];
}

function messageFacts(answer: unknown) {
  return langchain.readResponse(read(answer, "message")) ?? {};
}

/** Models of plain text, and older packages. */
function finishReasonOf(answer: unknown): string | undefined {
  const info = read(answer, "generationInfo");
  return normalizeFinishReason(read(info, "finish_reason") ?? read(info, "finishReason"));
}

function countsOf(llmOutput: unknown) {
  const usage = read(llmOutput, "tokenUsage") ?? read(llmOutput, "estimatedTokenUsage");
  return facts({
    inputTokens: count(read(usage, "promptTokens")),
    outputTokens: count(read(usage, "completionTokens")),
  });
}

/** Whether a streamed piece holds anything: the first of many services only says who speaks. */
export function isGenerated(token: unknown, fields: unknown): boolean {
  if (typeof token === "string" && token !== "") return true;
  const message = read(read(fields, "chunk"), "message");
  return langchain.startStream(message)?.read(message) ?? false;
}
