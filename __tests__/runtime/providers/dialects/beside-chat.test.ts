import { readResponse, type ResponseFacts } from "../../../../runtime/providers";

/** What is no chat: vectors, rankings, images, transcripts. */
it.each<[string, unknown, ResponseFacts]>([
  [
    "Cohere's reranking",
    { results: [{ index: 0, relevanceScore: 0.5 }], meta: { billedUnits: { searchUnits: 1 } } },
    { operation: "rerank", otherUnits: 1 },
  ],
  [
    "Mistral's transcript, billed by the second",
    {
      model: "m",
      text: "a",
      usage: { promptTokens: 9, completionTokens: 3, promptAudioSeconds: 7 },
    },
    { operation: "transcription", otherUnits: 7 },
  ],
  [
    "the AI SDK's embed",
    { embedding: [0.1], value: "a", usage: { tokens: 7 } },
    { inputTokens: 7, operation: "embeddings" },
  ],
  [
    "vectors",
    { object: "list", data: [{ embedding: [0.1] }], usage: { prompt_tokens: 7 } },
    { inputTokens: 7, operation: "embeddings" },
  ],
  [
    "images that are billed one by one",
    { created: 1, data: [{ url: "u" }, { url: "u" }] },
    { operation: "image", otherUnits: 2 },
  ],
  [
    "a transcript billed by the second",
    { text: "a", usage: { type: "duration", seconds: 12 } },
    { operation: "transcription", otherUnits: 12 },
  ],
  [
    "Voyage's vectors, which count the total alone",
    { object: "list", data: [{ embedding: [1] }], model: "m", usage: { total_tokens: 7 } },
    { inputTokens: 7, operation: "embeddings" },
  ],
  [
    "Jina's reranking",
    { results: [{ index: 0, relevance_score: 0.5 }], usage: { total_tokens: 7 } },
    { inputTokens: 7, operation: "rerank" },
  ],
  [
    "Google's vectors",
    { embeddings: [{ values: [1], statistics: { tokenCount: 4 } }] },
    { inputTokens: 4, operation: "embeddings" },
  ],
  ["Google's images", { generatedImages: [{}, {}] }, { operation: "image", otherUnits: 2 }],
  [
    "a transcript with its segments, which is billed by the second, too",
    { text: "a", duration: 12.5, segments: [] },
    { operation: "transcription", otherUnits: 12.5 },
  ],
])("reads %s", (_what, response, expected) => {
  expect(readResponse(response)).toMatchObject(expected);
});
