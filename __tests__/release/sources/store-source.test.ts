import { sourceOfPoints } from "../../../release/sources/store-source";
import { BASELINE, MODELS, START, tagsFor } from "../support/release-store";

describe("a file", () => {
  const odd = {
    type: "s",
    values: [1],
    tags: [] as string[],
    sampleRate: 1,
    timestamp: START,
  } as const;
  const count = { ...odd, type: "c" } as const;

  it("may hold what is not ours and cannot be evaluated", () => {
    const source = sourceOfPoints("r.jsonl", [
      { ...count, name: "llm.requests", tags: tagsFor(BASELINE, MODELS[0]) },
      { ...odd, name: "users.seen" },
    ]);
    expect(source.recorded).toEqual({ from: START, to: START + 1 });
  });

  it("is refused where it holds nothing else, or a metric of ours in another type", () => {
    expect(() => sourceOfPoints("r.jsonl", [{ ...count, name: "users.seen" }])).toThrow(
      "It holds no metric of ours, such as llm.requests.",
    );
    expect(() => sourceOfPoints("r.jsonl", [{ ...odd, name: "llm.requests" }])).toThrow(
      /^Points that cannot be evaluated: /,
    );
  });
});
