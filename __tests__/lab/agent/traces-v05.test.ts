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

  it("counts links that cannot be read, as v0.4 does", () => {
    const strings = [...STRINGS, "_dd.span_links", "[1"];
    const body = tracesV05(withField(9, indexMap([[9, 10]])), strings);
    expect(decodeTracesV05(body)).toMatchObject({ spans: [{ links: [] }], unreadableLinks: 1 });
  });

  const OUTSIDE = "An index outside of the string table.";

  it.each([
    ["a payload that is a number", pack(5), "payload is not an array."],
    [
      "a payload without traces",
      pack([STRINGS]),
      "The payload is not a pair of strings and traces.",
    ],
    ["a table that is a number", pack([5, []]), "strings is not an array."],
    ["traces that are a number", pack([[], 5]), "traces is not an array."],
    ["a trace that is a number", pack([[], [5]]), "trace is not an array."],
    ["a span that is a number", pack([[], [[5]]]), "span is not an array."],
    ["a span of eleven fields", tracesV05(FIELDS.slice(0, 11)), "A span of 11 fields."],
    ["a span of thirteen fields", tracesV05([...FIELDS, 0]), "A span of 13 fields."],
    ["a name outside of the table", tracesV05(withField(1, 99)), OUTSIDE],
    ["a negative index", tracesV05(withField(1, -1)), OUTSIDE],
    ["an index that is text", tracesV05(withField(1, "2")), OUTSIDE],
    ["a table entry that is no text", tracesV05(FIELDS, [...STRINGS.slice(0, 8), 5]), OUTSIDE],
    ["a tag outside of the table", tracesV05(withField(9, indexMap([[5, 99]]))), OUTSIDE],
    ["tags that are an array", tracesV05(withField(9, [])), "A span whose tags are no map."],
  ])("refuses %s, and says why", (_name, body, message) => {
    expect(() => decodeTracesV05(body)).toThrow(
      expect.objectContaining({ reason: "invalid_trace_payload", message }),
    );
  });
});
