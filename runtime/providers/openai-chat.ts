import { observeEmitter } from "./reading/emitter";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import {
  count,
  facts,
  isFunction,
  isText,
  list,
  shape,
  sum,
  word,
  type Shape,
} from "./reading/values";

/** OpenAI and Azure OpenAI Chat Completions, and the many services that speak the same format. */
export const openaiChat: ResponseReader = {
  name: "openai-chat",

  readResponse(response) {
    const completion = shape(response);
    if (completion === undefined || !Array.isArray(completion["choices"])) return undefined;
    const stream = new ChatStream();
    stream.read(completion);
    return stream.facts();
  },

  startStream(firstEvent) {
    // Azure's first chunk holds its verdict on the prompt, with no choice and an empty `object`.
    return Array.isArray(shape(firstEvent)?.["choices"]) ? new ChatStream() : undefined;
  },

  observe(result, observer) {
    const runner = shape(result);
    if (!isFunction(runner?.["finalChatCompletion"])) return false;
    return observeEmitter(result, ["chunk", "chatCompletion"], new ChatStream(), observer);
  },
};

/** Reads chunks, and the whole completions that a tool runner without streaming emits instead. */
class ChatStream implements StreamReader {
  /** A tool runner calls the model several times in one stream; each call has its own usage. */
  private readonly usageById = new Map<unknown, Usage>();
  private finishReason: string | undefined;
  private model: string | undefined;
  private refused = false;

  read(event: unknown): boolean {
    const chunk = shape(event);
    if (chunk === undefined) return false;
    this.model = word(chunk["model"]) ?? this.model;
    // Some services repeat the running total in every chunk, so the last one counts.
    const usage = shape(chunk["usage"]);
    if (usage !== undefined) this.usageById.set(chunk["id"], usageOf(usage));
    let generated = false;
    for (const item of list(chunk["choices"])) {
      const choice = shape(item);
      if (choice === undefined) continue;
      this.finishReason = normalizeFinishReason(choice["finish_reason"]) ?? this.finishReason;
      const delta = shape(choice["delta"]);
      const said = delta ?? shape(choice["message"]);
      this.refused ||= isText(said?.["refusal"]);
      generated ||= delta !== undefined && isGenerated(delta);
    }
    return generated;
  }

  facts(): ResponseFacts {
    return facts(addUsage([...this.usageById.values()]), {
      finishReason: this.finishReason,
      responseModel: this.model,
      refusal: this.refused || undefined,
    });
  }
}

/** Reasoning has no field in OpenAI's format; the services that stream it agree on these two names. */
const TEXT_FIELDS = ["content", "refusal", "reasoning_content", "reasoning"];

function isGenerated(delta: Shape): boolean {
  return (
    TEXT_FIELDS.some((field) => isText(delta[field])) ||
    list(delta["tool_calls"]).length > 0 ||
    shape(delta["function_call"]) !== undefined ||
    shape(delta["audio"]) !== undefined
  );
}

interface Usage {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly cachedTokens: number | undefined;
  readonly reasoningTokens: number | undefined;
}

function usageOf(usage: Shape): Usage {
  return {
    inputTokens: count(usage["prompt_tokens"]),
    outputTokens: count(usage["completion_tokens"]),
    cachedTokens: count(shape(usage["prompt_tokens_details"])?.["cached_tokens"]),
    reasoningTokens: count(shape(usage["completion_tokens_details"])?.["reasoning_tokens"]),
  };
}

function addUsage(usages: readonly Usage[]): Partial<Usage> {
  if (usages.length < 2) return usages[0] ?? {};
  return {
    inputTokens: sum(...usages.map((usage) => usage.inputTokens)),
    outputTokens: sum(...usages.map((usage) => usage.outputTokens)),
    cachedTokens: sum(...usages.map((usage) => usage.cachedTokens)),
    reasoningTokens: sum(...usages.map((usage) => usage.reasoningTokens)),
  };
}
