import { startStream, type ResponseFacts } from "../../../../runtime/providers";

/** An event, and whether it carries something generated: the first one ends the time to first token. */
type Step = readonly [event: unknown, generated: boolean];

interface Expected {
  readonly facts: ResponseFacts;
  /** The place of the event without which the stream was cut off; none where no end is told. */
  readonly end?: number;
}

export type Stream = [what: string, steps: readonly Step[], expected: Expected];

/** A stream of each format, with every kind of event that is read. */
export function readsWholly(streams: readonly Stream[]): void {
  it.each(streams)("reads every event of %s", (_what, steps, { facts, end }) => {
    const stream = startStream(steps[0]![0])!;
    const heard = steps.map(([event]) => [stream.read(event), stream.isTruncated?.() ?? false]);
    expect(heard).toEqual(
      steps.map(([, generated], place) => [generated, end !== undefined && place < end]),
    );
    expect(stream.facts()).toEqual(facts);
    for (const nothing of [undefined, null, "text", 7, {}]) {
      expect([nothing, stream.read(nothing)]).toEqual([nothing, false]);
    }
    expect(stream.facts()).toEqual(facts);
  });
}
