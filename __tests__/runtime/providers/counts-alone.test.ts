import { readAnswer } from "../../../runtime/calls/answer";
import type { ResponseFacts } from "../../../runtime/providers";

const read = (answer: unknown) => readAnswer(answer, []);

/** Services and frameworks with a format of their own around counts that others have as well. */
it.each<[string, object, ResponseFacts]>([
  [
    "Cloudflare's Workers AI",
    { response: "a", usage: { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 } },
    { inputTokens: 9, outputTokens: 3 },
  ],
  [
    "the same over REST",
    { result: { response: "a", usage: { prompt_tokens: 9, completion_tokens: 3 } }, success: true },
    { inputTokens: 9, outputTokens: 3 },
  ],
  [
    "counts in the words of Responses",
    {
      text: "a",
      model: "m",
      stop_reason: "max_tokens",
      usage: { input_tokens: 9, output_tokens: 3, input_tokens_details: { cached_tokens: 4 } },
    },
    {
      inputTokens: 9,
      outputTokens: 3,
      cachedTokens: 4,
      responseModel: "m",
      finishReason: "length",
    },
  ],
  [
    "counts in Anthropic's words, of which the input has nothing of the cache",
    { usage: { input_tokens: 9, output_tokens: 3, cache_read_input_tokens: 4 } },
    { inputTokens: 13, outputTokens: 3, cachedTokens: 4 },
  ],
  [
    "counts in Bedrock's words, of which neither",
    { finishReason: "stop", usage: { inputTokens: 9, outputTokens: 3, cacheReadInputTokens: 4 } },
    { inputTokens: 13, outputTokens: 3, cachedTokens: 4, finishReason: "stop" },
  ],
  [
    "counts in the AI SDK's words",
    { finishReason: "stop", usage: { inputTokens: 9, outputTokens: 3, cachedInputTokens: 4 } },
    { inputTokens: 9, outputTokens: 3, cachedTokens: 4, finishReason: "stop" },
  ],
])("reads %s", (_what, answer, facts) => {
  expect(read(answer)).toEqual(facts);
});

it.each<[string, object]>([
  ["of which half is missing", { usage: { input_tokens: 9 } }],
  ["that are none", { usage: { prompt_tokens: "9", completion_tokens: null } }],
  ["of a disk", { usage: { total: 9, free: 3 } }],
  [
    "that are not the answer's own",
    Object.create({ usage: { input_tokens: 9, output_tokens: 3 } }),
  ],
])("knows nothing of counts %s", (_what, answer) => {
  expect(read(answer)).toBeUndefined();
});
