import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import type { ErrorType } from "../../../telemetry";
import { classifyData, classifyError } from "../../../runtime/errors/classify";
import { inspectError } from "../../../runtime/errors/inspect";

const classify = (error: unknown) => classifyError(inspectError(error));
const named = (name: string, fields: object = {}) =>
  Object.assign(new Error("m"), { name }, fields);
const headers = new Headers();

it.each<[string, unknown, ErrorType]>([
  ["OpenAI's rate limit", OpenAI.APIError.generate(429, {}, "m", headers), "rate_limit"],
  [
    "OpenAI's quota",
    OpenAI.APIError.generate(429, { error: { code: "insufficient_quota" } }, "m", headers),
    "rate_limit",
  ],
  ["OpenAI's server error", OpenAI.APIError.generate(500, {}, "m", headers), "provider"],
  [
    "OpenAI's content filter",
    OpenAI.APIError.generate(400, { error: { code: "content_filter" } }, "m", headers),
    "policy",
  ],
  ["OpenAI's bad request", OpenAI.APIError.generate(400, {}, "m", headers), "other"],
  ["OpenAI's timeout", new OpenAI.APIConnectionTimeoutError({ message: "m" }), "timeout"],
  ["OpenAI's lost connection", new OpenAI.APIConnectionError({ message: "m" }), "provider"],
  ["OpenAI's abort", new OpenAI.APIUserAbortError({ message: "m" }), "timeout"],
  ["Anthropic's overload", Anthropic.APIError.generate(529, {}, "m", headers), "provider"],
  ["Anthropic's rate limit", Anthropic.APIError.generate(429, {}, "m", headers), "rate_limit"],
  [
    "Bedrock's throttling",
    named("ThrottlingException", { $metadata: { httpStatusCode: 400 } }),
    "rate_limit",
  ],
  [
    "Bedrock's bad request",
    named("ValidationException", { $metadata: { httpStatusCode: 400 } }),
    "other",
  ],
  ["an abort signal", AbortSignal.abort().reason, "timeout"],
  [
    "a fetch that found nobody",
    new TypeError("fetch failed", { cause: named("Error", { code: "ECONNREFUSED" }) }),
    "provider",
  ],
  ["a socket timeout", named("Error", { code: "UND_ERR_CONNECT_TIMEOUT" }), "timeout"],
  ["a schema violation", named("ZodError"), "validation"],
  ["JSON that does not parse", new SyntaxError("m"), "validation"],
  [
    "the AI SDK's retries at a limit",
    named("AI_RetryError", {
      reason: "maxRetriesExceeded",
      errors: [named("AI_APICallError", { statusCode: 503 })],
      lastError: named("AI_APICallError", { statusCode: 429 }),
    }),
    "rate_limit",
  ],
  [
    "several attempts in one, of which the last counts",
    new AggregateError([named("Error", { status: 400 }), named("Error", { status: 500 })]),
    "provider",
  ],
  [
    "Bedrock's failing model, whose status is a 4xx",
    named("ModelErrorException", { $metadata: { httpStatusCode: 424 } }),
    "provider",
  ],
  [
    "Bedrock's quota",
    named("ServiceQuotaExceededException", { $metadata: { httpStatusCode: 400 } }),
    "rate_limit",
  ],
  ["Ollama's error", named("ResponseError", { status_code: 500 }), "provider"],
  ["LangChain's limit", named("Error", { lc_error_code: "MODEL_RATE_LIMIT" }), "rate_limit"],
  ["LangChain's parser", named("OutputParserException"), "validation"],
  ["a class that a bundler renamed", named("_APIConnectionError2"), "provider"],
  ["axios's answer", named("AxiosError", { response: { status: 502 } }), "provider"],
  ["a filter in place of an answer", named("ContentFilterFinishReasonError"), "policy"],
  ["an agent's guardrail", named("InputGuardrailTripwireTriggered"), "policy"],
  [
    "Google's exhausted quota",
    { error: { code: 429, status: "RESOURCE_EXHAUSTED" } },
    "rate_limit",
  ],
  ["a plain error", new Error("timeout rate limit 429"), "other"],
  ["a thrown string", "429", "other"],
  ["nothing", undefined, "other"],
])("takes %s for its class, by which alerts group", (_what, error, type) => {
  expect(classify(error)).toBe(type);
});

it("survives errors that fight back: cyclic causes, throwing getters, proxies", () => {
  const cyclic = new Error("m");
  cyclic.cause = cyclic;
  const hostile = new Proxy(new Error("m"), {
    get() {
      throw new Error("no");
    },
  });
  expect([classify(cyclic), classify(hostile)]).toEqual(["other", "other"]);
});

it.each<[object, ErrorType]>([
  [{ code: 502, message: "m" }, "provider"],
  [{ code: "rate_limit_exceeded", message: "m" }, "rate_limit"],
  [{ type: "overloaded_error" }, "provider"],
  [{ code: "content_filter" }, "policy"],
  [{ code: "invalid_prompt" }, "other"],
  [{ code: 401, message: "m" }, "other"],
  [{ message: "m" }, "provider"],
])("takes %j, which came as data, for its class", (error, type) => {
  expect(classifyData(error)).toBe(type);
});
