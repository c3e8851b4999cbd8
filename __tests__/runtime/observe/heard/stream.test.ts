import { EventEmitter } from "node:events";
import { observeStream } from "../../../../runtime/observe/stream";
import { COMPLETE, ERROR, FAILED, LEFT, OFF, ON, RUN, recorder, settle } from "./recorder";

describe("what is heard of a stream", () => {
  const iterable = (more: object = {}) => ({
    async *[Symbol.asyncIterator]() {
      yield await Promise.resolve(1);
    },
    ...more,
  });
  const nodeStream = (state: object) =>
    Object.assign(new EventEmitter(), iterable(), { pipe: () => undefined }, state);

  it.each([
    ["failed", { errored: ERROR }, FAILED],
    ["was read to its end", { errored: null, readableEnded: true }, COMPLETE],
    ["was closed before", { errored: null, readableEnded: false }, LEFT],
    ["does not say how", {}, LEFT],
  ])("of Node, that it %s, when it closes", (_how, state, end) => {
    const { heard, observer } = recorder();
    const stream = nodeStream(state);
    expect(observeStream(stream, observer)).toBe(true);
    expect(heard).toEqual([["streamed"]]);
    stream.emit("close");
    stream.emit("close");
    expect(heard).toEqual([["streamed"], end]);
  });

  it("of another kind nothing but its reading, though it emits events, too", () => {
    const { heard, observer } = recorder();
    const emitter = Object.assign(new EventEmitter(), iterable());
    expect(observeStream(emitter, observer)).toBe(true);
    expect(emitter.listenerCount("close")).toBe(0);
    const piped = iterable({ pipe: () => undefined });
    expect(observeStream(piped, observer)).toBe(true);
    expect(heard).toEqual([["streamed"], ["streamed"]]);
  });

  it("by the method in which its clients read it, where it has one of its own", async () => {
    const { heard, observer } = recorder();
    const stream = iterable({ iterator: () => ({ next: () => Promise.resolve({ done: true }) }) });
    observeStream(stream, observer);
    await (stream as unknown as { iterator: () => AsyncIterator<unknown> }).iterator().next();
    await settle();
    expect(heard).toEqual([["streamed"], ON, RUN, OFF, COMPLETE]);
  });

  it("none where there is none", () => {
    const { heard, observer } = recorder();
    for (const value of [undefined, null, "text", {}, { next: () => 1 }, () => 1]) {
      expect(observeStream(value, observer)).toBe(false);
    }
    expect(heard).toEqual([]);
  });
});
