import { readError, readResponse, type ResponseFacts } from "../../../../runtime/providers";
import { bytes } from "./answers";

it.each<[string, unknown]>([
  ["the AI SDK's streamed object, which has Responses' name", { object: "response" }],
  ["a message of the user", { type: "message", role: "user" }],
  ["a list of other things", { object: "list", data: [{ id: "x" }] }],
  ["vectors in no list of a client's", { data: [{ embedding: [1] }] }],
  ["a ranking of nothing", { object: "list", data: [] }],
  ["files with a date", { created: 1, data: [{ id: "x" }] }],
  ["links without a date", { data: [{ url: "u" }] }],
  ["text", { text: "a", usage: { type: "words" } }],
  ["a body of Bedrock that is no JSON", { $metadata: {}, body: new TextEncoder().encode("{") }],
  ["a body of nobody", { body: bytes({ generation: "a", stop_reason: "stop" }) }],
  ["a body whose format nobody knows", { $metadata: {}, body: bytes({ results: [{}] }) }],
  ["Converse's fields without its client", { output: {}, usage: { inputTokens: 1 } }],
  ["counts without an answer", { usage: { inputTokens: 1 } }],
  ["an answer of a database", { model: "m", done: true }],
  ["another vector", { embeddings: [{ values: 1 }] }],
  ["pairs", [{ response_metadata: {} }, 1]],
  ["a result without a cost", { type: "result", subtype: "success" }],
  ["a metric that is no error", { error: { text: "x" } }],
  ["a fetch that went well", new Response("")],
  ["the AI SDK's ranking of another kind", { ranking: {} }],
  ["a vector of one's own", { embedding: [1] }],
])("takes %s for nobody's answer", (_what, answer) => {
  expect(readResponse(answer)).toBeUndefined();
});

class LengthFinishReasonError extends Error {}
class ContentFilterFinishReasonError extends Error {}

it.each<[string, unknown, ResponseFacts | undefined]>([
  ["OpenAI's parser, of a cut", new LengthFinishReasonError(), { finishReason: "length" }],
  [
    "OpenAI's parser, of a filter",
    new ContentFilterFinishReasonError(),
    { finishReason: "content_filter" },
  ],
  ["AWS's client", { $metadata: { attempts: 3 } }, { retries: 2 }],
  ["AWS's client, at the first try", { $metadata: { attempts: 1 } }, {}],
  ["the AI SDK's retries", { lastError: {}, errors: [{}, {}, {}] }, { retries: 2 }],
  ["the AI SDK's retries, of none", { lastError: {}, errors: [] }, { retries: 0 }],
  [
    "the AI SDK's answer that is no object",
    {
      usage: { inputTokens: 101, outputTokens: 53 },
      finishReason: "length",
      response: { modelId: "m-x" },
    },
    { inputTokens: 101, outputTokens: 53, finishReason: "length", responseModel: "m-x" },
  ],
  [
    "the AI SDK's older answer that is no object",
    { usage: { promptTokens: 101, completionTokens: 53 } },
    { inputTokens: 101, outputTokens: 53 },
  ],
  ["anybody else", { usage: {}, errors: [{}] }, undefined],
])("reads every fact of an error of %s", (_whose, error, facts) => {
  expect(readError(error)).toEqual(facts);
});
