import { readResponse, startStream, type ResponseFacts } from "../../../runtime/providers";

const usage = { inputTokens: 100, outputTokens: 20 };
const BOTH = { inputTokens: 100, outputTokens: 20, finishReason: "stop" };
const whole = (content: readonly object[], more: object = {}) => ({
  finishReason: "stop",
  warnings: [],
  response: {},
  usage,
  content,
  ...more,
});
const call = (toolName: string) => ({ type: "tool-call", toolName, providerExecuted: true });
const found = (toolCallId: string, action: string) => [
  { ...call("web_search"), toolCallId },
  { type: "tool-result", providerExecuted: true, toolCallId, output: { action: { type: action } } },
];

it.each<[string, object, ResponseFacts]>([
  [
    "tools that cost their tokens alone",
    whole(["web_fetch", "url_context", "mcp", "mcp.lookup", "tool_search", "advisor"].map(call)),
    BOTH,
  ],
  ["a tool whose name only begins so", whole([call("mcpx")]), { ...BOTH, otherUnits: 1 }],
  [
    "code that Gemini ran, which costs its tokens",
    whole([call("code_execution")], { providerMetadata: { google: {} } }),
    BOTH,
  ],
  [
    "code that others ran, which costs its container",
    whole([call("code_execution")], { providerMetadata: { anthropic: {} } }),
    { ...BOTH, otherUnits: 1 },
  ],
  [
    "a search, and a page of it that was opened",
    whole([...found("a", "search"), ...found("b", "openPage"), ...found("c", "findInPage")]),
    { ...BOTH, webSearches: 1 },
  ],
  [
    "what Gemini's tools fed back to it, which the SDK counts nowhere",
    whole([], { usage: { ...usage, raw: { toolUsePromptTokenCount: 50 } } }),
    { ...BOTH, inputTokens: 150 },
  ],
  [
    "a stream that its provider cut off, as version 7 says it",
    whole([], { finishReason: "interrupted" }),
    { ...BOTH, finishReason: "error" },
  ],
  ["films", { videos: [{}, {}], warnings: [], responses: [] }, { otherUnits: 2 }],
])("reads from a result of the AI SDK %s, and no more", (_what, result, facts) => {
  expect(readResponse(result)).toEqual(facts);
});

function read(events: readonly unknown[]): ResponseFacts | undefined {
  const stream = startStream(events[0]);
  for (const event of events) stream?.read(event);
  return stream?.facts();
}

it.each<[string, readonly object[], ResponseFacts]>([
  [
    "a page that was opened",
    [...found("a", "search"), ...found("b", "openPage"), { type: "finish-step", usage }],
    { inputTokens: 100, outputTokens: 20, webSearches: 1 },
  ],
  [
    "an end that says nothing, because the provider hung up",
    [{ type: "finish", finishReason: { unified: "other", raw: undefined }, usage: {} }],
    { finishReason: "other", errorType: "provider" },
  ],
  [
    "such an end of version 5",
    [{ type: "finish", finishReason: "unknown", totalUsage: {} }],
    { finishReason: "unknown", errorType: "provider" },
  ],
  [
    "an end in the provider's own word",
    [{ type: "finish", finishReason: { unified: "other", raw: "pause_turn" }, usage: {} }],
    { finishReason: "other" },
  ],
  [
    "an end of which the counts tell that it was one",
    [{ type: "finish", finishReason: "other", totalUsage: {}, usage }],
    { inputTokens: 100, outputTokens: 20, finishReason: "other" },
  ],
])("reads from a stream of the AI SDK %s, and no more", (_what, events, facts) => {
  expect(read([{ type: "start" }, ...events])).toEqual(facts);
});

const message = (said: object, more: object = {}) => ({
  content: "a",
  tool_calls: [],
  response_metadata: said,
  ...more,
});
const counted = { usage_metadata: { input_tokens: 100, output_tokens: 20, total_tokens: 127 } };

it.each<[string, object, ResponseFacts]>([
  [
    "Gemini's thoughts, which only the total counts, and its searches",
    message({ finishReason: "STOP", groundingMetadata: { webSearchQueries: ["a"] } }, counted),
    { ...BOTH, outputTokens: 27, reasoningTokens: 7, webSearches: 1 },
  ],
  [
    "Claude's compaction, which LangChain does not count",
    message(
      {
        usage: {
          input_tokens: 100,
          output_tokens: 20,
          iterations: [{ type: "compaction", input_tokens: 1000, output_tokens: 30 }],
        },
      },
      counted,
    ),
    { inputTokens: 1100, outputTokens: 50, reasoningTokens: 7 },
  ],
  [
    "counts that stand beside LangChain's own, which are none",
    message({ tokenUsage: { promptTokens: 100, completionTokens: 20 }, finish_reason: "stop" }),
    BOTH,
  ],
])("reads from a message of LangChain %s, and no more", (_what, given, facts) => {
  expect(readResponse(given)).toEqual(facts);
});

it("counts of chunks that stand beside LangChain's own are running totals", () => {
  const said = { usage: { input_tokens: 100, output_tokens: 20 } };
  expect(read([message({}), message({ finish_reason: "stop", ...said }), message(said)])).toEqual(
    BOTH,
  );
  // Where LangChain counts, too, its own counts hold.
  expect(read([message(said, counted)])).toMatchObject({ inputTokens: 100, outputTokens: 27 });
});
