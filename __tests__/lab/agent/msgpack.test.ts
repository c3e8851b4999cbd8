import { encode } from "@msgpack/msgpack";
import { decodeMsgpack, loadMsgpack } from "../../../lab/agent/msgpack";

const REFUSAL = { name: "MalformedInputError", reason: "invalid_msgpack" };

/** What it takes to see that a refusal came before the decoder allocated anything. */
function refusalOf(bytes: Uint8Array): { error: unknown; grownBytes: number } {
  const before = process.memoryUsage().heapUsed;
  try {
    decodeMsgpack(bytes);
  } catch (error) {
    return { error, grownBytes: process.memoryUsage().heapUsed - before };
  }
  throw new Error("It was taken.");
}

describe("decodeMsgpack", () => {
  it("decodes every kind of value, because the structure check must know them all", () => {
    const value = {
      nil: null,
      flags: [true, false],
      integers: [0, 127, 128, 256, 65_536, -1, -32, -33, -129, -32_769],
      wide: [2n ** 64n - 1n, -(2n ** 63n)],
      floats: [1.5, -0.1],
      texts: ["", "x".repeat(31), "x".repeat(32), "x".repeat(300), "x".repeat(70_000)],
      binaries: [new Uint8Array(3), new Uint8Array(300), new Uint8Array(70_000)],
      arrays: [[], new Array<number>(15).fill(1), new Array<number>(16).fill(1)],
      large: new Array<number>(70_000).fill(7),
      map: Object.fromEntries(Array.from({ length: 300 }, (_, key) => [`k${key}`, key])),
      date: new Date(1_656_581_400_123),
    };
    expect(decodeMsgpack(encode(value, { useBigInt64: true }))).toEqual(value);
  });

  it("decodes extensions of every size, because their headers differ", () => {
    const fixed = [1, 2, 4, 8, 16].map((size, at) => [0xd4 + at, 5, ...new Array<number>(size)]);
    const sized = [
      [0xc7, 3, 5, 1, 2, 3],
      [0xc8, 0, 3, 5, 1, 2, 3],
      [0xc9, 0, 0, 0, 3, 5, 1, 2, 3],
    ];
    for (const bytes of [...fixed, ...sized]) {
      expect(decodeMsgpack(Uint8Array.from(bytes))).toMatchObject({ type: 5 });
    }
  });

  it("keeps 64-bit integers exact, because ids do not fit a double", () => {
    const id = 2n ** 64n - 1n;
    expect(decodeMsgpack(encode(id, { useBigInt64: true }))).toBe(id);
  });

  it.each<[string, number[], string?]>([
    ["nothing", []],
    ["a value too many", [0x01, 0x01]],
    ["the byte that starts no value", [0xc1], "0xc1 starts no value."],
    ["a key that reaches the prototype", [0x81, 0xa9, ...Buffer.from("__proto__"), 0xc0]],
  ])("refuses %s, because it is not one whole value", (_name, bytes, message = "") => {
    expect(refusalOf(Uint8Array.from(bytes)).error).toMatchObject({
      ...REFUSAL,
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ["a number", [0xcf, 1, 2]],
    ["a text", [0xa5, 0x61]],
    ["a map with half of its values", [0xde, 0, 3, 1, 1, 1, 1]],
    ["a list that announces gigabytes", [0xdd, 0x7f, 0xff, 0xff, 0xff, 0x01]],
  ])("says that %s is cut off, before the decoder hears of its length", (_name, bytes) => {
    const message = expect.stringContaining("The payload is cut off.");
    expect(refusalOf(Uint8Array.from(bytes)).error).toMatchObject({ ...REFUSAL, message });
  });

  it("refuses announced lengths without allocating, because a header can promise gigabytes", () => {
    const header = [0xdd, 0x01, 0xff, 0xff, 0xff];
    const bytes = Uint8Array.from(new Array<number[]>(1_000).fill(header).flat());
    const { error, grownBytes } = refusalOf(bytes);
    expect(error).toMatchObject(REFUSAL);
    expect(grownBytes).toBeLessThan(10_000_000);
  });

  it("takes 31 levels, and no more: as many as tracers can need", () => {
    const nested = (levels: number) => Uint8Array.from([...Array<number>(levels).fill(0x91), 1]);
    expect(JSON.stringify(decodeMsgpack(nested(31)))).toBe("[".repeat(31) + "1" + "]".repeat(31));
    expect(refusalOf(nested(32)).error).toMatchObject({
      ...REFUSAL,
      message: "Values are nested more than 32 deep.",
    });
  });

  it("refuses deep nesting, because each level costs memory of its own", () => {
    const { error, grownBytes } = refusalOf(new Uint8Array(1_000_000).fill(0x91));
    expect(error).toMatchObject(REFUSAL);
    expect(grownBytes).toBeLessThan(10_000_000);
  });

  it("refuses more values than any tracer sends, because a byte becomes fifty in memory", () => {
    const bytes = new Uint8Array(6_000_005).fill(0x80);
    bytes.set([0xdd, 0x00, 0x5b, 0x8d, 0x80]);
    expect(refusalOf(bytes).error).toMatchObject({ message: expect.stringContaining("5000000") });
  });
});

it("says how to install the decoder where it is not there, by the code of a missing module", () => {
  jest.doMock("@msgpack/msgpack", () => {
    throw new Error("Cannot find module");
  });
  try {
    expect(() => loadMsgpack()).toThrow(
      expect.objectContaining({
        code: "MODULE_NOT_FOUND",
        message: expect.stringContaining("npm install --save-dev @msgpack/msgpack"),
        cause: expect.any(Error),
      }),
    );
  } finally {
    jest.dontMock("@msgpack/msgpack");
  }
});
