import { readAnswer } from "../../../runtime/calls/answer";

const completion = {
  choices: [{ index: 0, finish_reason: "stop", message: {} }],
  usage: { prompt_tokens: 9, completion_tokens: 3 },
};
const gemini = {
  candidates: [{ finishReason: "STOP" }],
  usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3 },
};

it.each([
  ["OpenAI's withResponse()", { data: completion, response: new Response("") }],
  ["axios", { status: 200, headers: {}, config: {}, data: completion }],
  ["Azure's REST client", { status: "200", headers: {}, body: completion }],
  ["Google's older clients", { response: gemini }],
  ["IBM's clients", { status: 200, headers: {}, result: completion }],
  ["LlamaIndex", { message: { content: "a" }, raw: completion }],
])("an answer is found in what %s hands out", (_who, result) => {
  expect(readAnswer(result, [])).toMatchObject({ inputTokens: 9, outputTokens: 3 });
});

it("several answers in one are added, and the worst end is theirs", () => {
  const cut = { ...gemini, candidates: [{ finishReason: "MAX_TOKENS" }] };
  const sum = { inputTokens: 27, outputTokens: 9, finishReason: "length" };
  expect(readAnswer([completion, cut, completion], [])).toMatchObject(sum);
  expect(readAnswer([completion, {}], [])).toBeUndefined();
  expect(readAnswer([], [])).toBeUndefined();
});

it("a failure is found there, too", () => {
  const result = { status: "429", headers: {}, body: { error: { code: "429", message: "m" } } };
  expect(readAnswer(result, [])).toEqual({ errorType: "rate_limit" });
  // The status says more than the service's own word, and all where the body is text.
  const own = { ...result, body: { error: { code: "RateLimitReached", message: "m" } } };
  expect(readAnswer(own, [])).toEqual({ errorType: "rate_limit" });
  const text = { status: 503, headers: {}, data: "busy" };
  expect(readAnswer(text, [])).toEqual({ errorType: "provider" });
  expect(readAnswer({ ...text, status: 200 }, [])).toBeUndefined();
  expect(readAnswer({ status: 503, data: "no answer of HTTP" }, [])).toBeUndefined();
});

it("reads no getter, which may warn or start work", () => {
  const result = Object.defineProperty({}, "data", {
    get: () => {
      throw new Error("was read");
    },
  });
  expect(readAnswer(result, [])).toBeUndefined();
});
