import { startStream, streamIn, type ResponseFacts } from "../../../runtime/providers";
import { basic } from "./shapes";

const counts = { input_tokens: 23_000, output_tokens: 1000 };
const compaction = { type: "compaction", input_tokens: 180_000, output_tokens: 3500 };

function read(events: readonly unknown[]) {
  const stream = startStream(events[0]);
  const generated = events.map((event) => stream?.read(event));
  return { facts: stream?.facts(), generated, isTruncated: stream?.isTruncated?.() };
}

const delta = { choices: [{ index: 0, delta: { content: "a" }, finish_reason: "stop" }] };
const INTERACTION = [
  { event_type: "interaction.created", interaction: { status: "in_progress", model: "m" } },
  { event_type: "step.start", step: {} },
  { event_type: "step.delta", delta: {} },
  { event_type: "step.stop", step_usage: { total_input_tokens: 9, total_output_tokens: 3 } },
];
const LIVE = [
  { serverContent: { modelTurn: { parts: [{ inlineData: {} }] } } },
  {
    serverContent: { turnComplete: true },
    usageMetadata: {
      promptTokenCount: 9,
      responseTokenCount: 3,
      responseTokensDetails: [{ modality: "AUDIO", tokenCount: 3 }],
    },
  },
];

it.each<[string, readonly object[], boolean[], ResponseFacts]>([
  [
    "counts in a chunk without choices",
    [delta, { object: "chat.completion.chunk", usage: basic }],
    [true, false],
    { inputTokens: 100, outputTokens: 20, finishReason: "stop" },
  ],
  [
    "an error in a chunk without choices",
    [delta, { error: { code: 429 } }],
    [true, false],
    { finishReason: "stop", errorType: "rate_limit" },
  ],
  [
    "a compaction of Claude's, which is told at the end",
    [
      { type: "message_start", message: { usage: { input_tokens: 0, output_tokens: 0 } } },
      { type: "message_delta", delta: {}, usage: { ...counts, iterations: [compaction] } },
      { type: "message_stop" },
    ],
    [false, false, false],
    { inputTokens: 203_000, outputTokens: 4500 },
  ],
  [
    "an interaction whose end counts nothing",
    [...INTERACTION, { event_type: "interaction.completed", interaction: { status: "completed" } }],
    [false, false, true, false, false],
    { inputTokens: 9, outputTokens: 3, finishReason: "stop", responseModel: "m" },
  ],
  [
    "an interaction whose end is a status alone",
    [...INTERACTION, { event_type: "interaction.status_update", status: "requires_action" }],
    [false, false, true, false, false],
    { inputTokens: 9, outputTokens: 3, finishReason: "tool_call", responseModel: "m" },
  ],
  [
    "a turn of Gemini's Live interface",
    LIVE,
    [true, false],
    { inputTokens: 9, outputTokens: 3, outputAudioTokens: 3, finishReason: "stop" },
  ],
])("reads from a stream %s, and no more", (_what, events, generated, expected) => {
  expect(read(events)).toMatchObject({ facts: expected, generated, isTruncated: false });
  expect(read(events).facts).toEqual(expected);
});

it("knows that an interaction and a turn were cut off", () => {
  expect(read(INTERACTION).isTruncated).toBe(true);
  expect(read(LIVE.slice(0, 1)).isTruncated).toBe(true);
});

it("finds the stream of Google's older clients beside their promise, and no one else's", () => {
  const stream = (async function* () {
    yield await Promise.resolve(1);
  })();
  expect(streamIn({ stream, response: Promise.resolve() })).toBe(stream);
  expect(streamIn({ stream, response: {} })).toBeUndefined();
});
