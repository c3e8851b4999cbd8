import { Duplex, PassThrough, pipeline, Readable, Writable } from "node:stream";
import { finished } from "node:stream/promises";
import fc from "../../../support/fast-check";
import type { Kind, World } from "./play";

export interface NodePlan {
  readonly kind: "pull" | "push" | "from" | "duplex" | "object";
  readonly chunks: number;
  readonly fails: boolean;
}

interface NodeWorld extends World {
  readonly result: Readable;
  readonly seen: string[];
  target?: Writable;
  iterator?: AsyncIterator<unknown>;
}

/** Node's streams, by events, by `read`, by pipes and by iteration. */
export const nodeStreams: Kind<NodePlan, NodeWorld> = {
  plans: fc.record<NodePlan>({
    kind: fc.constantFrom("pull", "push", "from", "duplex", "object"),
    chunks: fc.nat({ max: 3 }),
    fails: fc.boolean(),
  }),
  make,
  world: (result, seen) => {
    const stream = result as Readable;
    // Without a listener an error would end the process, bare or wrapped.
    stream.on("error", (error) => void seen.push(`error ${error.message}`));
    return { result: stream, seen };
  },
  state: ({ result }) => [
    result.destroyed,
    result.readableEnded,
    result.readableFlowing,
    result.readableAborted,
    result.readableDidRead,
    result.readableLength,
    result.readableEncoding,
    result.errored?.message,
    result.closed,
    result.isPaused(),
    result.listenerCount("data"),
    result.listenerCount("end"),
    result.listenerCount("error"),
  ],
  uses: {
    "on data": ({ result, seen }) => void result.on("data", (chunk) => seen.push(`data ${chunk}`)),
    "on end": ({ result, seen }) => void result.once("end", () => seen.push("end")),
    "on close": ({ result, seen }) => void result.once("close", () => seen.push("closed")),
    "on readable": ({ result, seen }) =>
      void result.on("readable", () => {
        for (let chunk; (chunk = result.read()) !== null;) seen.push(`read ${chunk}`);
      }),
    removeAllListeners: ({ result }) => void result.removeAllListeners("data"),
    pause: ({ result }) => void result.pause(),
    resume: ({ result }) => void result.resume(),
    read: ({ result }) => String(result.read()),
    "read one byte": ({ result }) => String(result.read(1)),
    unshift: ({ result }) => {
      result.unshift("u");
    },
    setEncoding: ({ result }) => void result.setEncoding("hex"),
    pipe: (world) => {
      world.target = target(world.seen);
      return world.result.pipe(world.target) === world.target;
    },
    "pipe that fails": ({ result, seen }) => void result.pipe(target(seen, 1)),
    unpipe: ({ result, target: to }) => void result.unpipe(to),
    pipeline: ({ result, seen }) =>
      new Promise((resolve, reject) =>
        pipeline(result, new PassThrough(), target(seen), (error) =>
          error ? reject(error) : resolve("through"),
        ),
      ),
    "pipeline that fails": ({ result, seen }) =>
      new Promise((resolve, reject) =>
        pipeline(result, target(seen, 0), (error) => (error ? reject(error) : resolve("through"))),
      ),
    finished: ({ result }) => finished(result),
    destroy: ({ result }) => result.destroy() === result,
    "destroy with an error": ({ result }) => void result.destroy(new RangeError("destroyed")),
    iterate: (world) => {
      world.iterator = world.result[Symbol.asyncIterator]();
      return typeof world.iterator;
    },
    next: async ({ iterator }) => String((await iterator?.next())?.value),
    return: ({ iterator }) => iterator?.return?.("left"),
    "read all": async ({ result }) => {
      const all: unknown[] = [];
      for await (const chunk of result) all.push(String(chunk));
      return all;
    },
    "break off": async ({ result }) => {
      for await (const chunk of result) return String(chunk);
      return "nothing";
    },
    "iterator that leaves it open": async ({ result }) => {
      for await (const chunk of result.iterator({ destroyOnReturn: false })) return String(chunk);
      return "nothing";
    },
    toArray: ({ result }) => result.map(String).toArray(),
    "by a Web stream": async ({ result }) => {
      const reader = (Readable.toWeb(result) as ReadableStream).getReader();
      return String((await reader.read()).value);
    },
  },
};

function make({ kind, chunks, fails }: NodePlan, seen: string[]): object {
  let sent = 0;
  const options = {
    objectMode: kind === "object",
    destroy(error: Error | null, done: (error?: Error | null) => void) {
      seen.push(`destroy ${error?.message}`);
      done(error);
    },
  };
  function read(this: Readable) {
    if (sent < chunks) this.push(`c${sent++}`);
    else if (fails) this.destroy(new RangeError("source"));
    else this.push(null);
  }
  if (kind === "from") return Readable.from(events(chunks, fails, seen));
  if (kind === "duplex") {
    return new Duplex({ ...options, read, write: (_chunk, _encoding, done) => done() });
  }
  if (kind !== "push") return new Readable({ ...options, read });
  const stream = new PassThrough(options);
  for (; sent < chunks; sent++) stream.write(`c${sent}`);
  if (fails) setImmediate(() => stream.destroy(new RangeError("source")));
  else stream.end();
  return stream;
}

async function* events(chunks: number, fails: boolean, seen: string[]) {
  try {
    await Promise.resolve();
    for (let sent = 0; sent < chunks; sent++) yield `c${sent}`;
    if (fails) throw new RangeError("source");
  } finally {
    seen.push("left");
  }
}

function target(seen: string[], failAt = Infinity): Writable {
  let written = 0;
  const writable = new Writable({
    write(chunk, _encoding, done) {
      if (written++ >= failAt) {
        done(new RangeError("target"));
        return;
      }
      seen.push(`write ${chunk}`);
      done();
    },
    final(done) {
      seen.push("final");
      done();
    },
  });
  writable.on("error", (error) => void seen.push(`target ${error.message}`));
  return writable;
}
