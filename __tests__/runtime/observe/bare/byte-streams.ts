import type { UnderlyingByteSource } from "node:stream/web";
import fc from "../../../support/fast-check";
import type { Kind, World } from "./play";

export interface BytePlan {
  readonly chunks: number;
  readonly fails: boolean;
  readonly allocates: boolean;
}

interface ByteWorld extends World {
  readonly result: ReadableStream<Uint8Array>;
  readonly seen: string[];
  reader?: ReadableStreamDefaultReader<Uint8Array>;
  byob?: ReadableStreamBYOBReader;
  branches?: readonly ReadableStream<Uint8Array>[];
}

const read = (reader: ReadableStreamBYOBReader | undefined, bytes: number) =>
  reader?.read(new Uint8Array(bytes)).then(({ done, value }) => [done, value && [...value]]);

/** Web streams of bytes: readers that bring their buffer, transfers, copies, and the bodies of `fetch`. */
export const byteStreams: Kind<BytePlan, ByteWorld> = {
  plans: fc.record<BytePlan>({
    chunks: fc.nat({ max: 3 }),
    fails: fc.boolean(),
    allocates: fc.boolean(),
  }),
  make: ({ chunks, fails, allocates }, seen) => {
    let sent = 0;
    const source: UnderlyingByteSource = {
      type: "bytes",
      ...(allocates && { autoAllocateChunkSize: 4 }),
      pull(controller) {
        const request = controller.byobRequest;
        if (sent < chunks) {
          const view = request?.view as Uint8Array | undefined;
          if (view === undefined || request === null) controller.enqueue(new Uint8Array([sent, 9]));
          else {
            view[0] = sent;
            request.respond(1);
          }
          sent++;
        } else if (fails) controller.error(new RangeError("source"));
        else {
          controller.close();
          request?.respond(0);
        }
      },
      cancel: (reason: unknown) => void seen.push(`cancelled ${String(reason)}`),
    };
    return new ReadableStream(source);
  },
  world: (result, seen) => ({ result: result as never, seen }),
  state: ({ result }) => result.locked,
  uses: {
    "reader with a buffer": (world) => {
      world.byob = world.result.getReader({ mode: "byob" });
      return world.byob.constructor.name;
    },
    "read into it": ({ byob }) => read(byob, 4),
    "read into one byte": ({ byob }) => read(byob, 1),
    "read into nothing": ({ byob }) => read(byob, 0),
    "read twice at once": ({ byob }) => Promise.all([read(byob, 2), read(byob, 2)]),
    "release it": ({ byob }) => byob?.releaseLock(),
    "cancel by it": ({ byob }) => byob?.cancel("enough"),
    "its end": ({ byob }) => byob?.closed.then(() => "closed"),
    "default reader": (world) => {
      world.reader = world.result.getReader();
      return world.reader.constructor.name;
    },
    read: async ({ reader }) => {
      const read = await reader?.read();
      return [read?.done, read?.value && [...read.value]];
    },
    release: ({ reader }) => reader?.releaseLock(),
    cancel: ({ result }) => result.cancel("enough"),
    tee: (world) => {
      world.branches = world.result.tee();
      return world.branches.map((branch) => branch.constructor.name);
    },
    "read a branch with a buffer": ({ branches }) =>
      read(branches?.[1]?.getReader({ mode: "byob" }), 4),
    "cancel the branches": ({ branches }) =>
      Promise.all((branches ?? []).map((branch) => branch.cancel("both"))),
    "as the body of a response": ({ result }) => new Response(result).text(),
    "as the body of a copied response": async ({ result }) => {
      const response = new Response(result);
      const texts = await Promise.all([response.clone().text(), response.text()]);
      return texts;
    },
    decode: async ({ result }) => {
      let text = "";
      for await (const part of result.pipeThrough(new TextDecoderStream())) {
        text += part;
      }
      return text;
    },
    transfer: async ({ result }) => {
      const moved = structuredClone(result, { transfer: [result as never] });
      const all: number[] = [];
      for await (const chunk of moved) all.push(...chunk);
      return all;
    },
  },
};
