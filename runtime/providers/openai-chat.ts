import type { ErrorType } from "../../telemetry";
import { classifyData } from "../errors/classify";
import { read } from "../errors/inspect";
import { openaiUsage } from "./openai-usage";
import { observeEmitter } from "./reading/emitter";
import { normalizeFinishReason, worstFinishReason } from "./reading/finish-reason";
import type { ResponseFacts, ResponseReader, StreamReader } from "./reading/provider";
import { serviceTier } from "./reading/service-tier";
import {
  added,
  facts,
  greatest,
  isFunction,
  isText,
  list,
  own,
  shape,
  sum,
  word,
  type LooseFacts,
  type Shape,
} from "./reading/values";

/**
 * OpenAI and Azure OpenAI Chat Completions, and the many services that speak the same format in
 * dialects of their own: Mistral's client (in camel case), DeepSeek, xAI, Groq, Moonshot, OpenRouter,
 * vLLM, Gemini's endpoint.
 */
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
    const chunk = chunkOf(firstEvent);
    return chunk === undefined || isWhole(chunk) ? undefined : new ChatStream();
  },

  readError(error) {
    const name = read(read(error, "constructor"), "name");
    if (name === "LengthFinishReasonError") return { finishReason: "length" };
    return name === "ContentFilterFinishReasonError"
      ? { finishReason: "content_filter" }
      : undefined;
  },

  observe(result, observer) {
    const runner = shape(result);
    if (!isFunction(runner?.["finalChatCompletion"])) return false;
    return observeEmitter(result, ["chunk", "chatCompletion"], new RunnerStream(), observer);
  },
};

/** A chunk; Mistral's client hands each out in a field. */
function chunkOf(event: unknown): Shape | undefined {
  const given = shape(event);
  if (Array.isArray(given?.["choices"])) return given;
  const data = given && shape(own(given, "data"));
  return Array.isArray(data?.["choices"]) ? data : undefined;
}

/** A completion, as a runner yields one for each of its turns; some services stream both fields. */
function isWhole(given: Shape): boolean {
  const choices = list(given["choices"]).map(shape);
  return choices.some((choice) => shape(choice?.["message"]) && !shape(choice?.["delta"]));
}

/** Keeps what it was told in fields, not in facts: it reads a chunk for each token. */
class ChatStream implements StreamReader {
  private usage: LooseFacts | undefined;
  /** Of services that count in each choice. */
  private usageByChoice: Map<unknown, LooseFacts> | undefined;
  private readonly finishReasons = new Map<unknown, string>();
  private responseModel: string | undefined;
  private tier: string | undefined;
  private errorType: ErrorType | undefined;
  private refused = false;
  private hasChoices = false;
  private searched = false;
  private ranTools = false;

  read(event: unknown): boolean {
    // Some services count, or fail, in a chunk without choices.
    const chunk = chunkOf(event) ?? shape(event);
    if (chunk === undefined) return false;
    // Running totals, repeated in each chunk or not, and not always under one id.
    this.usage = greatestOf(this.usage, openaiUsage(usageIn(chunk)));
    this.responseModel = word(chunk["model"]) ?? this.responseModel;
    this.tier = serviceTier(chunk["service_tier"]) ?? this.tier;
    this.errorType = errorIn(chunk) ?? this.errorType;
    let generated = false;
    for (const item of list(chunk["choices"])) {
      const choice = shape(item);
      if (choice !== undefined && this.readChoice(choice)) generated = true;
    }
    return generated;
  }

  private readChoice(choice: Shape): boolean {
    this.hasChoices = true;
    const index = choice["index"] ?? 0;
    const reason = normalizeFinishReason(
      choice["finish_reason"] ?? choice["finishReason"] ?? choice["stop_reason"],
    );
    if (reason !== undefined) this.finishReasons.set(index, reason);
    const usage = openaiUsage(choice["usage"]);
    if (usage !== undefined) {
      this.usageByChoice ??= new Map();
      this.usageByChoice.set(index, greatestOf(this.usageByChoice.get(index), usage) ?? usage);
    }
    this.errorType = errorIn(choice) ?? this.errorType;
    const delta = shape(choice["delta"]);
    const said = delta ?? shape(choice["message"]);
    this.searched ||= list(said?.["annotations"]).some(isCitation);
    this.refused ||= isText(said?.["refusal"]);
    // Groq's own, such as a browser.
    this.ranTools ||= list(said?.["executed_tools"]).length > 0;
    return (delta !== undefined && isGenerated(delta)) || isText(choice["text"]);
  }

  facts(): ResponseFacts {
    const said: LooseFacts = {
      responseModel: this.responseModel,
      serviceTier: this.tier,
      errorType: this.errorType,
      refusal: this.refused || undefined,
      finishReason: worstFinishReason(this.finishReasons.values()),
      // The search models answer a search that no count tells of.
      webSearches: this.usage?.webSearches ?? (this.searched ? 1 : undefined),
      otherUnits: this.usage?.otherUnits ?? (this.ranTools ? 1 : undefined),
    };
    return facts(this.ofChoices(), this.usage, said);
  }

  isTruncated(): boolean {
    return this.hasChoices && this.finishReasons.size === 0;
  }

  /** The prompt is one for all choices; what was generated is not. */
  private ofChoices(): LooseFacts | undefined {
    if (this.usageByChoice === undefined) return undefined;
    const all = [...this.usageByChoice.values()];
    const outputTokens = sum(...all.map((usage) => usage.outputTokens));
    return { ...all.reduce(greatest, {}), outputTokens };
  }
}

/** Reads the chunks and the whole completions of a tool runner, which calls the model several times. */
class RunnerStream implements StreamReader {
  private done: ResponseFacts | undefined;
  private current = new ChatStream();

  read(event: unknown): boolean {
    const given = shape(event);
    if (given === undefined || !isWhole(given)) return this.current.read(event);
    const turn = openaiChat.readResponse(event) ?? {};
    this.done = this.done === undefined ? turn : added(this.done, turn);
    this.current = new ChatStream();
    return false;
  }

  facts(): ResponseFacts {
    const current = this.current.facts();
    return this.done === undefined ? current : added(this.done, current);
  }
}

function greatestOf(
  before: LooseFacts | undefined,
  now: LooseFacts | undefined,
): LooseFacts | undefined {
  return before && now ? greatest(before, now) : (now ?? before);
}

/** Groq counts in `x_groq`. */
function usageIn(chunk: Shape): unknown {
  return shape(chunk["usage"]) ?? shape(chunk["x_groq"])?.["usage"];
}

/** OpenRouter tells a failure of the provider behind it in the chunk, or in the choice. */
function errorIn(given: Shape) {
  const error = shape(given["error"]);
  return error === undefined ? undefined : classifyData(error);
}

function isCitation(annotation: unknown): boolean {
  return shape(annotation)?.["type"] === "url_citation";
}

/** Reasoning has no field in OpenAI's format; the services that stream it agree on these two names. */
const TEXT_FIELDS = ["content", "refusal", "reasoning_content", "reasoning"];

function isGenerated(delta: Shape): boolean {
  return (
    TEXT_FIELDS.some((field) => isText(delta[field])) ||
    list(delta["content"]).length > 0 ||
    list(delta["tool_calls"] ?? delta["toolCalls"]).length > 0 ||
    shape(delta["function_call"]) !== undefined ||
    shape(delta["audio"]) !== undefined
  );
}
