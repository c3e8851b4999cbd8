import { observeStream } from "../../../../runtime/observe/stream";
import { COMPLETE, ERROR, FAILED, LEFT, recorder, settle } from "./recorder";

describe("what is heard of a Web stream", () => {
  const CHUNKS = ["a", "b"];
  const streamOf = (end: "close" | "error") =>
    new ReadableStream<string>({
      start(controller) {
        for (const chunk of CHUNKS) controller.enqueue(chunk);
        if (end === "close") controller.close();
      },
      pull(controller) {
        if (end === "error") controller.error(ERROR);
      },
    });
  const heardOf = async (
    use: (stream: ReadableStream<string>) => unknown,
    end: "close" | "error" = "close",
  ) => {
    const { heard, observer } = recorder();
    const stream = streamOf(end);
    expect(observeStream(stream, observer)).toBe(true);
    await Promise.resolve(use(stream)).catch(() => undefined);
    await settle();
    // How often the application asks is its own affair.
    return heard.filter(([name]: any) => !["active", "run", "streamed"].includes(name));
  };
  const EVENTS = CHUNKS.map((chunk) => ["event", chunk]);
  const sink = (more: object = {}) => new WritableStream(more);
  const failing = () =>
    sink({
      write() {
        throw ERROR;
      },
    });
  const readAll = async (stream: ReadableStream) => {
    for await (const chunk of stream) void chunk;
  };
  const signal = AbortSignal.abort(ERROR);

  it.each<[string, (stream: ReadableStream<string>) => unknown, unknown[], ("close" | "error")?]>([
    ["iterated to its end", readAll, [...EVENTS, COMPLETE]],
    ["iterated until it failed", readAll, [...EVENTS, FAILED], "error"],
    [
      "left in a loop",
      async (stream) => {
        for await (const chunk of stream) return chunk;
        return undefined;
      },
      [EVENTS[0], LEFT],
    ],
    [
      "left in a loop that keeps it",
      async (stream) => {
        for await (const chunk of stream.values({ preventCancel: true })) return chunk;
        return undefined;
      },
      [EVENTS[0]],
    ],
    [
      "read by a reader, which then lets go",
      async (stream) => {
        const reader = stream.getReader();
        await reader.read();
        reader.releaseLock();
        await reader.read();
      },
      [EVENTS[0]],
    ],
    [
      "cancelled by a reader",
      async (stream) => {
        const reader = stream.getReader();
        await reader.read();
        await reader.cancel();
      },
      [EVENTS[0], LEFT],
    ],
    ["cancelled", (stream) => stream.cancel(), [LEFT]],
    [
      "cancelled while somebody else reads it, which is refused",
      (stream) => {
        stream.getReader();
        return stream.cancel();
      },
      [],
    ],
    ["piped to its end", (stream) => stream.pipeTo(sink()), [...EVENTS, COMPLETE]],
    ["piped until it failed", (stream) => stream.pipeTo(sink()), [...EVENTS, FAILED], "error"],
    ["piped to what fails", (stream) => stream.pipeTo(failing()), [...EVENTS.slice(0, 1), LEFT]],
    [
      "piped to what fails, and kept",
      (stream) => stream.pipeTo(failing(), { preventCancel: true }),
      EVENTS.slice(0, 1),
    ],
    ["piped with an aborted signal", (stream) => stream.pipeTo(sink(), { signal }), [LEFT]],
    [
      "piped with an aborted signal, and kept",
      (stream) => stream.pipeTo(sink(), { signal, preventCancel: true }),
      [],
    ],
    [
      "piped through another",
      (stream) => readAll(stream.pipeThrough(new TransformStream())),
      [...EVENTS, COMPLETE],
    ],
    ["piped to nothing, which is refused", (stream) => stream.pipeTo(7 as never), []],
    [
      "piped with a wrong signal, which is refused",
      (stream) => stream.pipeTo(sink(), { signal: 7 as never }),
      [],
    ],
    [
      "read in both branches",
      (stream) => Promise.all(stream.tee().map(readAll)),
      [...EVENTS, COMPLETE],
    ],
    [
      "left in both branches",
      (stream) => Promise.all(stream.tee().map((branch) => branch.cancel())),
      [LEFT],
    ],
  ])("that is %s", async (...[, use, expected, end]) => {
    const heard = await heardOf(use, end);
    // Both branches, and both sides of a pipe, may tell of the end.
    expect(
      heard.filter((one, at) => JSON.stringify(one) !== JSON.stringify(heard[at - 1])),
    ).toEqual(expected);
  });
});
