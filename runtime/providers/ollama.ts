import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import {
  count,
  facts,
  greatest,
  isText,
  list,
  own,
  shape,
  word,
  type Shape,
} from "./reading/values";

/** Ollama's chat, generation and embeddings. */
export const ollama: ResponseReader = {
  name: "ollama",

  readResponse(response) {
    const given = shape(response);
    if (given === undefined) return undefined;
    if (isAnswer(given)) return answerFacts(given);
    return "prompt_eval_count" in given && Array.isArray(own(given, "embeddings"))
      ? facts(answerFacts(given), { operation: "embeddings" })
      : undefined;
  },

  startStream(firstEvent) {
    const given = shape(firstEvent);
    return given !== undefined && isAnswer(given) ? new AnswerParts() : undefined;
  },
};

function isAnswer(given: Shape): boolean {
  return (
    typeof own(given, "done") === "boolean" &&
    "model" in given &&
    ("message" in given || "response" in given)
  );
}

class AnswerParts implements StreamReader {
  private latest: ResponseFacts = {};
  private isDone = false;

  read(event: unknown): boolean {
    const part = shape(event);
    if (part === undefined) return false;
    this.isDone ||= part["done"] === true;
    this.latest = greatest(this.latest, answerFacts(part));
    const message = shape(part["message"]);
    return (
      [part["response"], message?.["content"], message?.["thinking"]].some(isText) ||
      list(message?.["tool_calls"]).length > 0
    );
  }

  facts(): ResponseFacts {
    return this.latest;
  }

  isTruncated(): boolean {
    return !this.isDone;
  }
}

function answerFacts(given: Shape): ResponseFacts {
  return facts({
    inputTokens: count(given["prompt_eval_count"]),
    outputTokens: count(given["eval_count"]),
    finishReason: normalizeFinishReason(given["done_reason"]),
    responseModel: word(given["model"]),
  });
}
