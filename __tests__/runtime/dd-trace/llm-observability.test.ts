import { createLlmTelemetry } from "../../../runtime";
import { RecordingTracer } from "../../../runtime/testing/recording-tracer";
import { PROMPT, service } from "../support/fixtures";

function telemetryWith(annotationContext: unknown) {
  const tracer = Object.assign(new RecordingTracer(), { llmobs: { annotationContext } });
  return createLlmTelemetry({ tracer: tracer as never, service, llmObservability: true });
}

it.each<[string, object, object]>([
  [
    "name, version, feature and variant",
    { ...PROMPT, variant: "treatment_b" },
    {
      prompt: { id: PROMPT.name, version: PROMPT.version },
      tags: {
        feature: PROMPT.feature,
        prompt_name: PROMPT.name,
        prompt_version: PROMPT.version,
        prompt_variant: "treatment_b",
      },
      costTags: ["feature", "prompt_name", "prompt_version", "prompt_variant"],
    },
  ],
  [
    "no version that there is none of",
    { name: "summary" },
    { prompt: { id: "summary" }, tags: { prompt_name: "summary" }, costTags: ["prompt_name"] },
  ],
  [
    "no prompt that has no name",
    { feature: "search" },
    { tags: { feature: "search" }, costTags: ["feature"] },
  ],
])("dd-trace is told %s", (_what, prompt, expected) => {
  const told: unknown[] = [];
  const llm = telemetryWith((annotation: unknown, work: () => unknown) => {
    told.push(annotation);
    return work();
  });
  llm.withPrompt(prompt as typeof PROMPT, () => 1);
  expect(told).toStrictEqual([expected]);
});

describe("a tracer whose annotation", () => {
  const cases: [string, unknown][] = [
    ["is missing", undefined],
    [
      "throws",
      () => {
        throw new Error("llmobs");
      },
    ],
    ["runs twice", (_options: object, work: () => unknown) => [work(), work()]],
    [
      "throws after it ran",
      (_options: object, work: () => unknown) => {
        work();
        throw new Error("llmobs");
      },
    ],
    ["never runs", () => undefined],
  ];

  it.each(cases)("%s is not noticed by the application", (_how, annotationContext) => {
    const llm = telemetryWith(annotationContext);
    const work = jest.fn(() => 7);
    expect(llm.withPrompt(PROMPT, work)).toBe(7);
    expect(work).toHaveBeenCalledTimes(1);
    const error = new Error("the application's own");
    expect(() =>
      llm.withPrompt(PROMPT, () => {
        throw error;
      }),
    ).toThrow(error);
  });
});
