import { SimulatedClock, SpanRecorder } from "../../../lab/simulation";

const TAGS = { service: "helpdesk", env: "test" };

/** A request of one model call, which takes a second. */
function playRequest(
  recorder: SpanRecorder,
  clock: SimulatedClock,
  tags: Readonly<Record<string, string>>,
): void {
  recorder.request(() => {
    const span = recorder.startSpan("llm.request", {
      tags: { "resource.name": "answer", ...tags },
    });
    clock.milliseconds += 1_000;
    span.addTags({ "llm.input_tokens": 12 });
    span.finish();
  });
}

describe("the span recorder", () => {
  const clock = new SimulatedClock(5_000);
  const recorder = new SpanRecorder(clock, TAGS);
  for (let count = 0; count < 10; count += 1) {
    playRequest(recorder, clock, { "llm.model": "a" });
    playRequest(recorder, clock, { "llm.model": "a", "llm.status": "error" });
  }
  playRequest(recorder, clock, { "llm.model": "b", "llm.status": "error" });

  it("keeps the tags and the times of a request’s spans, below one root", () => {
    const healthy = recorder.requests.find(({ failure }) => failure === undefined);
    expect(healthy?.spans).toEqual([
      expect.objectContaining({ name: "service.entry", start: 5_000, duration: 1_000, tags: TAGS }),
      {
        ...{ name: "llm.request", resource: "answer", parent: 0 },
        ...{ start: 5_000, duration: 1_000, failed: false },
        tags: { ...TAGS, "llm.model": "a", "llm.input_tokens": 12 },
      },
    ]);
  });

  it("keeps a few of each kind, of the most frequent failure first, and of what works last", () => {
    const kinds = recorder.requests.map(({ failure, spans }) => [
      failure,
      spans[1]?.tags["llm.model"],
    ]);
    expect(kinds).toEqual([
      ...Array.from({ length: 3 }, () => ["llm.request", "a"]),
      ["llm.request", "b"],
      [undefined, "a"],
    ]);
  });

  it("keeps nothing outside of a request", () => {
    const before = recorder.requests.length;
    recorder.startSpan("llm.request", {}).finish();
    expect(recorder.requests).toHaveLength(before);
  });
});
