import { createOpenAI } from "@ai-sdk/openai";
import { generateText, streamText } from "ai";
import { chatCompletion, json } from "../../../support/llm-server";
import { FILTERED, type CallSettings, type ClientCase } from "./client-case";
import { CHAT_WIRE } from "./openai";

function options({ url, retries, timeoutMs, signal }: CallSettings) {
  const openai = createOpenAI({ baseURL: `${url}/v1`, apiKey: "test" });
  const timeout = AbortSignal.timeout(timeoutMs);
  return {
    model: openai.chat(CHAT_WIRE.model),
    prompt: "Hi",
    maxRetries: retries,
    abortSignal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  };
}

export const aiSdk: ClientCase = {
  ...CHAT_WIRE,
  name: "Vercel AI SDK",
  provider: "openai",
  refusal: [json(chatCompletion({}, "content_filter")), FILTERED],
  create: (settings) => generateText(options(settings)),
  stream: (settings, wrap) => {
    const result = wrap(() => streamText({ ...options(settings), onError: () => undefined }));
    return Promise.resolve(result.fullStream);
  },
};
