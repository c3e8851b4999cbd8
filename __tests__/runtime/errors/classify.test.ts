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
  ["a gateway's timeout", OpenAI.APIError.generate(504, {}, "m", headers), "timeout"],
  ["a request's timeout", OpenAI.APIError.generate(408, {}, "m", headers), "timeout"],
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
  [
    "a body that ended early",
    named("FetchError", { code: "ERR_STREAM_PREMATURE_CLOSE" }),
    "provider",
  ],
  [
    "undici's socket",
    named("TypeError", { cause: named("SocketError", { code: "UND_ERR_SOCKET" }) }),
    "provider",
  ],
  [
    "undici's time limit",
    named("TypeError", { cause: named("Error", { code: "UND_ERR_HEADERS_TIMEOUT" }) }),
    "timeout",
  ],
  ["axios's time limit", named("AxiosError", { code: "ECONNABORTED" }), "timeout"],
  ["axios's cancellation", named("CanceledError", { code: "ERR_CANCELED" }), "timeout"],
  ["a broken handshake", named("Error", { code: "EPROTO" }), "provider"],
  ["gRPC's quota", named("Error", { code: 8, details: "d", metadata: {} }), "rate_limit"],
  ["gRPC's deadline", named("Error", { code: 4, details: "d", metadata: {} }), "timeout"],
  ["gRPC's outage", named("GoogleError", { code: 14, details: "d", metadata: {} }), "provider"],
  ["gRPC's bad argument", named("Error", { code: 3, details: "d", metadata: {} }), "other"],
  ["a number that is no gRPC code", named("Error", { code: 14 }), "other"],
  [
    "a number beside no metadata",
    named("Error", { code: 14, details: "d", metadata: null }),
    "other",
  ],
  ["Google's block", named("GoogleGenerativeAIResponseError"), "policy"],
  ["the AI SDK's empty body", named("AI_EmptyResponseBodyError"), "provider"],
  ["the AI SDK's missing output", named("AI_NoOutputGeneratedError"), "provider"],
  ["the AI SDK's odd data", named("AI_InvalidResponseDataError"), "provider"],
  ["a tool that the model made up", named("AI_NoSuchToolError"), "validation"],
  ["arguments that the model made up", named("AI_InvalidToolInputError"), "validation"],
  ["Anthropic's overload", named("APIError", { status: 529 }), "provider"],
  ["Cloudflare's outage", named("APIError", { status: 522 }), "provider"],
  [
    "Azure's filter behind a code",
    named("BadRequestError", { status: 400, code: "content_filter" }),
    "policy",
  ],
  [
    "Anthropic's event inside an error",
    named("APIError", { error: { type: "error", error: { type: "overloaded_error" } } }),
    "provider",
  ],
  [
    "Azure's filter, as the AI SDK keeps it",
    named("AI_APICallError", { statusCode: 400, data: { error: { code: "content_filter" } } }),
    "policy",
  ],
  [
    "Azure's filter under a gateway's plain code",
    named("BadRequestError", {
      status: 400,
      error: { code: "400", innererror: { code: "ResponsibleAIPolicyViolation" } },
    }),
    "policy",
  ],
  [
    "an answer that axios parsed",
    named("AxiosError", {
      response: { status: 400, data: { error: { type: "content_policy_violation" } } },
    }),
    "policy",
  ],
  [
    "Cohere's limit, in its body",
    named("CohereError", { statusCode: 400, body: { error: { code: "rate_limit_exceeded" } } }),
    "rate_limit",
  ],
  ["Cohere's unsafe request", named("CohereError", { statusCode: 498 }), "policy"],
  [
    "Groq's full tier, with the same status",
    named("APIError", { status: 498, error: { error: { code: "capacity_exceeded" } } }),
    "rate_limit",
  ],
  ["an agent's model that refused", named("ModelRefusalError"), "policy"],
  ["an agent's model that made up a tool", named("ModelBehaviorError"), "validation"],
  ["a prompt that is too long", named("BadRequestError", { status: 400 }), "other"],
  ["an account without money", named("APIError", { status: 402 }), "rate_limit"],
  [
    "OpenAI's spent budget",
    named("Error", { status: 400, code: "billing_hard_limit_reached" }),
    "rate_limit",
  ],
  ["Mistral's abort", named("RequestAbortedError"), "timeout"],
  ["undici's abort", named("Error", { code: "UND_ERR_ABORTED" }), "timeout"],
  ["Cloudflare's timeout", named("APIError", { status: 524 }), "timeout"],
  ["a client that went away", named("APIError", { status: 499 }), "timeout"],
  [
    "an expired certificate",
    named("TypeError", { cause: { code: "CERT_HAS_EXPIRED" } }),
    "provider",
  ],
  ["a certificate of nobody", named("Error", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }), "provider"],
  ["another's certificate", named("Error", { code: "ERR_TLS_CERT_ALTNAME_INVALID" }), "provider"],
  ["a proxy without TLS", named("Error", { code: "ERR_SSL_WRONG_VERSION_NUMBER" }), "provider"],
  ["HTTP/2's closed session", named("Error", { code: "ERR_HTTP2_GOAWAY_SESSION" }), "provider"],
  ["an answer that is no HTTP", named("Error", { code: "HPE_INVALID_CONSTANT" }), "provider"],
  ["axios without a network", named("AxiosError", { code: "ERR_NETWORK" }), "provider"],
  ["OpenAI's moderation", named("Error", { status: 400, code: "moderation_blocked" }), "policy"],
  [
    "OpenAI's other policies",
    named("Error", { status: 400, code: "cyber_policy_violation" }),
    "policy",
  ],
  ["Alibaba's inspection", named("Error", { status: 400, code: "DataInspectionFailed" }), "policy"],
  [
    "OpenRouter's moderation",
    named("APIError", { status: 403, error: { code: 403, metadata: { flagged_input: "t" } } }),
    "policy",
  ],
  ["Hugging Face's limit", named("Error", { httpResponse: { status: 429 } }), "rate_limit"],
  ["a status as text", named("GaxiosError", { code: "503" }), "provider"],
  ["a code of a database, which is no status", named("DatabaseError", { code: "57014" }), "other"],
  ["Effect's time limit", { _tag: "TimeoutException" }, "timeout"],
  ["zod's core", named("$ZodError"), "validation"],
  ["valibot's", named("ValiError"), "validation"],
  ["ArkType's", named("TraversalError"), "validation"],
  ["TypeBox's", named("TransformDecodeCheckError"), "validation"],
  ["superstruct's", named("StructError"), "validation"],
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
  [{ code: "upstream_answer_invalid" }, "provider"],
  [{ code: 401, message: "m" }, "other"],
  [{ message: "m" }, "provider"],
])("takes %j, which came as data, for its class", (error, type) => {
  expect(classifyData(error)).toBe(type);
});
