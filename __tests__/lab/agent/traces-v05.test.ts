import { decodeTracesV05 } from "../../../lab/agent/traces-v05";
import { FIELDS, indexMap, pack, SPAN, STRINGS, tracesV05 } from "./payloads";

function withField(position: number, value: unknown): unknown[] {
  return FIELDS.map((field, at) => (at === position ? value : field));
}

describe("decodeTracesV05", () => {
  it("gives the very span that v0.4 gives, because only the encoding differs", () => {
    expect(decodeTracesV05(tracesV05(FIELDS)).spans).toEqual([SPAN]);
  });

  it("keeps a tag named __proto__ as a tag, because the string table is the sender's", () => {
    const strings = [...STRINGS, "__proto__"];
    const fields = withField(9, indexMap([[9, 6]]));
    const { meta } = decodeTracesV05(tracesV05(fields, strings)).spans[0]!;
    expect(Object.entries(meta)).toEqual([["__proto__", "gpt-4.1"]]);
  });

  it.each([
    ["a payload without traces", pack([STRINGS])],
    ["a table that is a number", pack([5, []])],
    ["a span of eleven fields", tracesV05(FIELDS.slice(0, 11))],
    ["a span of thirteen fields", tracesV05([...FIELDS, 0])],
    ["a name outside of the table", tracesV05(withField(1, 99))],
    ["a negative index", tracesV05(withField(1, -1))],
    ["an index that is text", tracesV05(withField(1, "2"))],
    ["a table entry that is no text", tracesV05(FIELDS, [...STRINGS.slice(0, 8), 5])],
    ["a tag outside of the table", tracesV05(withField(9, indexMap([[5, 99]])))],
    ["tags that are an array", tracesV05(withField(9, []))],
  ])("refuses %s, because it names nothing", (_name, body) => {
    expect(() => decodeTracesV05(body)).toThrow(
      expect.objectContaining({ reason: "invalid_trace_payload" }),
    );
  });
});
