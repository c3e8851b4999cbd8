import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { supportAgent } from "../../../examples/services";
import { RecordingFile } from "../../../lab";
import { headerLine, pointLine } from "../../../lab/recorder/format";
import { measuresOf } from "../../../release";
import { sourceOfPoints } from "../../../release/sources/store-source";
import { BASELINE, MODELS, START, tagsFor } from "../support/release-store";

const MEASURES = measuresOf(supportAgent, "support_triage");

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

describe("what Datadog was asked for, minute by minute", () => {
  const span = { from: START, to: START + 3_600, bucket: 3_600 };
  const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-store-source-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has no answer on single values, nor on metrics that nobody asked for", async () => {
    const file = path.join(folder, "week.jsonl");
    const metrics = ["llm.requests", "llm.errors", "llm.latency_ms"];
    const one = { values: [1], tags: tagsFor(BASELINE, MODELS[0]), sampleRate: 1 / 40 };
    const slow = { ...one, name: "llm.latency_ms", type: "d", timestamp: START };
    writeFileSync(file, headerLine(new Date(0), { metrics, means: true }) + pointLine(slow));
    const source = sourceOfPoints("week.jsonl", new RecordingFile(file));
    const of = (id: string) => MEASURES.find((measure) => measure.id === id)!.reads;
    const answers = await Promise.all(
      [
        of("slow").events([]),
        of("slow").total([]),
        of("errors").total([]),
        of("refusals").total([]),
      ].map((query) => source.read(query, span)),
    );
    expect(answers).toEqual([
      { kind: "points", points: [expect.objectContaining({ value: 40 })] },
      {
        kind: "unavailable",
        why: "week.jsonl has the means of minutes of llm.latency_ms, and not its single values",
      },
      { kind: "points", points: [] },
      { kind: "unavailable", why: "week.jsonl has no llm.refusals" },
    ]);
  });
});
