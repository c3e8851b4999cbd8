import type { ErrorType } from "../../../telemetry";
import { classifyError } from "../../../runtime/errors/classify";
import { inspectError } from "../../../runtime/errors/inspect";

/** Every word by which a failure is recognised, as the clients and services write it. */
const WORDS: Readonly<Record<Exclude<ErrorType, "other">, string>> = {
  rate_limit: `RateLimit RateLimits RateLimited rate_limit_error rate_limit_exceeded RateLimitExceededError
    RateLimitExceededException MODEL_RATE_LIMIT TooManyRequests TooManyRequestsException Throttling
    ThrottlingException throttled insufficient_quota InsufficientQuotaError ServiceQuotaExceededException
    QuotaExceededError quota_exceeded RESOURCE_EXHAUSTED ResourceExhaustedException ResourceExhaustedError
    billing_hard_limit_reached capacity_exceeded`,
  policy: `content_filter content_filtered ContentFilterFinishReasonError content_policy_violation
    ResponsibleAIPolicyViolation PolicyViolationError moderation_blocked DataInspectionFailed
    guardrail_intervened guardrails_intervened ModelRefusalError InputGuardrailTripwireTriggered
    OutputGuardrailTripwireTriggered ToolInputGuardrailTripwireTriggered ToolOutputGuardrailTripwireTriggered
    GoogleGenerativeAIResponseError`,
  timeout: `AbortError aborted abort AbortErr request_aborted RequestAbortedError UND_ERR_ABORTED ECONNABORTED
    CANCELLED canceled ERR_CANCELED CancelledError CanceledError APIUserAbortError APIConnectionTimeoutError
    TimeoutException timeout timed_out ETIMEDOUT ESOCKETTIMEDOUT DEADLINE_EXCEEDED`,
  provider: `APIConnectionError ConnectionError overloaded overloaded_error OverloadedError UNAVAILABLE
    ServiceUnavailable ServiceUnavailableException InternalServerError internal_server_exception
    InternalServer InternalFailure ModelErrorException ModelStreamErrorException ModelNotReadyException
    server_error BadGateway BadGatewayError ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN EPIPE EPROTO
    ERR_STREAM_PREMATURE_CLOSE INTERNAL AI_EmptyResponseBodyError AI_InvalidResponseDataError
    AI_NoOutputGeneratedError AI_NoContentGeneratedError EHOSTUNREACH ENETUNREACH UND_ERR_SOCKET ERR_NETWORK
    ERR_HTTP2_STREAM_ERROR ERR_SSL_WRONG_VERSION ERR_TLS_CERT_ALTNAME_INVALID HPE_INVALID_CONSTANT
    HPE_UNEXPECTED_CONTENT HPE_CB_MESSAGE HPE_CLOSED_CONNECTION HPE_HEADER_OVERFLOW HPE_STRICT HPE_UNKNOWN
    DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE
    UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY CERT_HAS_EXPIRED CERT_NOT_YET_VALID
    CERT_REVOKED CERT_UNTRUSTED CERT_REJECTED CERT_CHAIN_TOO_LONG`,
  validation: `ZodError $ZodError ValidationError SyntaxError AssertionError AjvValidationError
    AI_TypeValidationError AI_NoSuchToolError ModelBehaviorError InvalidToolArgumentsError
    AI_InvalidToolInputError AI_JSONParseError AI_NoObjectGeneratedError ContentParseError
    LengthFinishReasonError OutputParserException OutputParserError OUTPUT_PARSING_FAILURE ValiError
    TraversalError TransformDecodeCheckError StructError ParseError SchemaError`,
};

const classOf = (word: string): ErrorType =>
  classifyError({ names: [word], codes: [], status: undefined });

it.each(
  Object.entries(WORDS).flatMap(([type, words]) =>
    words.split(/\s+/).map((word) => [word, type] as const),
  ),
)("%s is of the class %s, whole and not as a part of another word", (word, type) => {
  expect(classOf(word)).toBe(type);
  expect(classOf(`_${word}_1`)).toBe(type);
  // Where anything may stand before or behind, it may be this.
  const open =
    /timeout|policy_?violation|self_?signed|toomany|throttl|serviceunav|und_err_|err_(http2|ssl|tls)|hpe_|issuer/i;
  if (open.test(word)) return;
  expect([word, classOf(`zzz${word}`)]).toEqual([word, "other"]);
  expect([word, classOf(`${word}zzz`)]).toEqual([word, "other"]);
});

it.each([
  "NotRateLimit",
  "xcancelled",
  "xThrottling",
  "xServiceUnavailable",
  "xTooManyRequests",
  "xUND_ERR_SOCKET",
  "xERR_HTTP2_X",
  "xERR_SSL_X",
  "xERR_TLS_X",
  "xHPE_INVALID",
  "xUNABLE_TO_GET_ISSUER_CERT",
  "TimeoutErrorx",
  "PolicyViolationx",
  "SELF_SIGNED_CERT_IN_CHAINx",
  "HPE_OTHER",
  "CERT_IS_FINE",
  "AI_",
  "",
])("%j is no such word", (word) => {
  expect(classOf(word)).toBe("other");
});

it.each<[string, string, number | undefined, ErrorType]>([
  ["a policy, whatever the status", "content_filter", 429, "policy"],
  ["a provider's word on a status of the caller's", "ModelErrorException", 400, "provider"],
  ["the same on the last of them", "ModelErrorException", 499, "provider"],
  ["a limit, whatever the word", "TimeoutError", 429, "rate_limit"],
  ["an account without money", "", 402, "rate_limit"],
  ["a time-out, whatever the word", "ThrottlingException", 408, "timeout"],
  ["a gateway's time-out, which is no failure of the provider", "", 504, "timeout"],
  ["a time-out by a provider's word above the caller's", "InternalFailure", 504, "timeout"],
  ["a client that went away", "", 499, "timeout"],
  ["Cloudflare's time-out", "", 524, "timeout"],
  ["a limit by its word alone", "ThrottlingException", 400, "rate_limit"],
  ["a limit by its word on a failure", "ThrottlingException", 503, "rate_limit"],
  ["Portkey's refusal", "", 446, "policy"],
  ["Cohere's refusal", "", 498, "policy"],
  ["a failure with a time-out's word", "TimeoutError", 500, "provider"],
  ["the first of the failures", "", 500, "provider"],
  ["the last of the caller's", "", 497, "other"],
  ["a time-out's word on a status of the caller's", "TimeoutError", 400, "timeout"],
  ["the first of the caller's", "ZodError", 400, "other"],
  ["a redirection that a schema refused", "ZodError", 399, "validation"],
  ["a provider's word below the caller's", "InternalFailure", 399, "provider"],
  ["nothing known", "Error", undefined, "other"],
])("%s", (_what, name, status, type) => {
  expect(classifyError({ names: [name], codes: [], status })).toBe(type);
  expect(classifyError({ names: [], codes: [name], status })).toBe(type);
});

describe("what is read of an error", () => {
  it.each([
    ["status", { status: 418 }],
    ["statusCode", { statusCode: 418 }],
    ["status_code", { status_code: 418 }],
    ["$metadata", { $metadata: { httpStatusCode: 418 } }],
    ["response.status", { response: { status: 418 } }],
    ["response.statusCode", { response: { statusCode: 418 } }],
    ["httpResponse", { httpResponse: { status: 418 } }],
    ["code", { code: 418 }],
    ["a status as text", { status: "418" }],
    ["a body's", { error: { code: 418 } }],
    ["a body's within", { data: { error: { status: 418 } } }],
    ["Cohere's body", { body: { status: 418 } }],
    ["axios's body", { response: { data: { code: 418 } } }],
    ["a cause's", { cause: { status: 418 } }],
    ["the last attempt's", { lastError: { status: 418 }, errors: [{ status: 500 }] }],
    ["the last of several", { errors: [{ status: 500 }, { status: 418 }] }],
    ["the nearest", { status: 418, cause: { status: 500 } }],
    ["the first that is one", { status: 0, statusCode: 418 }],
  ])("its status at %s", (_place, error) => {
    expect(inspectError(error).status).toBe(418);
  });

  it.each([99, 600, 418.5, -418, NaN, "99", "600", "4180", "x418", "418x", true, null, {}])(
    "no status %j, which HTTP has not",
    (status) => {
      expect(inspectError({ status }).status).toBeUndefined();
    },
  );

  it.each([100, 599, "100", "599"])("the status %j, which HTTP has", (status) => {
    expect(inspectError({ status }).status).toBe(Number(status));
  });

  it.each([
    [{ code: "a" }],
    [{ type: "a" }],
    [{ status: "a" }],
    [{ __type: "a" }],
    [{ lc_error_code: "a" }],
    [{ lcErrorCode: "a" }],
    [{ error: { code: "a" } }],
    [{ error: { error: { type: "a" } } }],
    [{ error: { innererror: { code: "a" } } }],
    [{ cause: { code: "a" } }],
  ])("its code in %j", (error) => {
    expect(inspectError(error).codes).toEqual(["a"]);
  });

  it.each([
    [1, "CANCELLED"],
    [4, "DEADLINE_EXCEEDED"],
    [8, "RESOURCE_EXHAUSTED"],
    [13, "INTERNAL"],
    [14, "UNAVAILABLE"],
  ])("gRPC's code %i, as %s", (code, name) => {
    expect(inspectError({ code, details: "", metadata: {} }).codes).toEqual([name]);
    expect(inspectError({ code, metadata: {} }).codes).toEqual([]);
    expect(inspectError({ code, details: "" }).codes).toEqual([]);
  });

  it("its names: the class's, its own and Effect's, and those behind it", () => {
    class Own extends Error {
      override readonly name = "ByHand";
      readonly _tag = "Tagged";
    }
    const error = new Own("m", { cause: new TypeError("m") });
    expect(inspectError(error).names).toEqual([
      "Own",
      "ByHand",
      "Tagged",
      "TypeError",
      "TypeError",
    ]);
  });

  const parts = (length: number) => "ab_".repeat(20).slice(0, length);
  it.each([
    [parts(56), true],
    [parts(57), false],
    ["a".repeat(19), true],
    ["a".repeat(20), false],
    ["A".repeat(20), true],
    ["A".repeat(21), false],
    ["_a$.-9", true],
    ["9a", false],
    ["a b", false],
    ["a'b", false],
    ["", false],
    [7, false],
  ])("%j for a word: %s, because anything else may be a message in disguise", (code, isWord) => {
    expect(inspectError({ code }).codes).toEqual(isWord ? [code] : []);
  });

  it.each([
    "PatientZq016xMeier",
    "patient_zq016x",
    "PATIENT_ZQ016X",
    "t4a7f3c9e1",
    "tell_me_what_hurts",
    "WhatDoYouMean",
    "youAreRightAboutHim",
  ])("no %s, which was put together of text or drawn", (word) => {
    const { names, codes } = inspectError({ name: word, code: word });
    expect([names.includes(word), codes]).toEqual([false, []]);
  });

  it.each([
    ...["ToBase64StringError", "Sha256MismatchError", "Http2Error", "S3ServiceException"],
    ...["X509Error", "IOError", "ITypeError", "_AnthropicError2", "AI_APICallError", "OtherError"],
    ...["YouTubeError", "WeChatPayError", "HTTP429Error", "ISO8601ParseError", "ThemeError"],
  ])("%s, as classes are called", (name) => {
    expect(inspectError({ name }).names).toContain(name);
    expect(inspectError({ code: name }).codes).toEqual([name]);
  });

  it("no name with dots or dashes, which no class has, and codes with them", () => {
    const word = "auth.invalid-token";
    expect(inspectError({ name: word, code: word })).toMatchObject({
      names: ["Object"],
      codes: [word],
    });
  });

  it("twelve errors of a chain, and the last twelve attempts", () => {
    const chain = Array.from({ length: 14 }).reduce<object>(
      (cause, _, place) => ({ code: `c${13 - place}`, cause }),
      {},
    );
    expect(inspectError(chain).codes).toEqual(Array.from({ length: 12 }, (_, at) => `c${at}`));
    const errors = Array.from({ length: 20 }, (_, at) => ({ code: `a${at}` }));
    expect(inspectError({ errors }).codes).toEqual(
      Array.from({ length: 11 }, (_, at) => `a${19 - at}`),
    );
  });

  it("functions, too: some libraries throw them with fields", () => {
    expect(inspectError(Object.assign(() => 1, { code: "a" })).codes).toEqual(["a"]);
  });
});
