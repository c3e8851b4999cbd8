import { decodeTracesV04 } from "../../../lab/agent/traces-v04";
import { pack, SPAN, tracesV04, WIRE_SPAN } from "./payloads";

function linksOf(json: string) {
  const { spans, unreadableLinks } = decodeTracesV04(
    tracesV04({ ...WIRE_SPAN, meta: { "_dd.span_links": json } }),
  );
  return { links: spans[0]!.links, unreadableLinks };
}

describe("decodeTracesV04", () => {
  it("keeps ids and times exact, because neither fits a double", () => {
    expect(decodeTracesV04(tracesV04(WIRE_SPAN)).spans).toEqual([SPAN]);
  });

  it("reads all traces of a payload in order, because a tracer sends many at once", () => {
    const named = (name: string) => ({ ...WIRE_SPAN, name });
    const body = pack([[named("a"), named("b")], [], [named("c")]]);
    expect(decodeTracesV04(body).spans.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  it("gives absent and nil fields their zero value, because Datadog's agent does", () => {
    const body = tracesV04({ trace_id: 1, span_id: 2, meta: null, parent_id: null });
    expect(decodeTracesV04(body).spans).toEqual([
      {
        traceId: 1n,
        spanId: 2n,
        parentId: 0n,
        name: "",
        resource: "",
        service: "",
        type: "",
        start: 0n,
        duration: 0n,
        error: 0,
        meta: {},
        metrics: {},
        links: [],
      },
    ]);
  });

  it("reads a signed id as the unsigned one it stands for, because some tracers write it so", () => {
    const body = tracesV04({ ...WIRE_SPAN, trace_id: -1 });
    expect(decodeTracesV04(body).spans[0]!.traceId).toBe(2n ** 64n - 1n);
  });

  it("reads wide integers among the metrics, because a count of bytes may be one", () => {
    const body = tracesV04({ ...WIRE_SPAN, metrics: { bytes: 2n ** 40n } });
    expect(decodeTracesV04(body).spans[0]!.metrics).toEqual({ bytes: 2 ** 40 });
  });

  it("reads links with the low half of 128-bit trace ids, because spans carry only that", () => {
    const json =
      '[{"trace_id":"6a1b00000000000000000000000000ff","span_id":"00000000000000aa","attributes":{"reason":"feedback"},"flags":1}]';
    expect(linksOf(json)).toEqual({
      links: [{ traceId: 255n, spanId: 170n, attributes: { reason: "feedback" } }],
      unreadableLinks: 0,
    });
  });

  it.each([
    '[{"trace_id":"6a1b000',
    '{"trace_id":"1"}',
    '[{"trace_id":"xyz","span_id":"1"}]',
    "[1]",
  ])("keeps the span but not the links %s, because dd-trace cuts long tags", (json) => {
    expect(linksOf(json)).toEqual({ links: [], unreadableLinks: 1 });
  });

  it.each([
    ["a number", 7],
    ["a trace that is a map", [{}]],
    ["a span that is text", [["span"]]],
    ["a span that is binary data", [[new Uint8Array(4)]]],
    ["a span without ids", [[{ name: "a" }]]],
    ["a name that is a number", [[{ ...WIRE_SPAN, name: 5 }]]],
    ["an id that is text", [[{ ...WIRE_SPAN, span_id: "5" }]]],
    ["a start that is not finite", [[{ ...WIRE_SPAN, start: Number.NaN }]]],
    ["a text tag that is a number", [[{ ...WIRE_SPAN, meta: { a: 1 } }]]],
    ["a numeric tag that is text", [[{ ...WIRE_SPAN, metrics: { a: "1" } }]]],
    ["numeric tags that are binary data", [[{ ...WIRE_SPAN, metrics: new Uint8Array(4) }]]],
    ["tags that are an array", [[{ ...WIRE_SPAN, meta: ["a"] }]]],
  ])("refuses %s, because no tracer sends it", (_name, payload) => {
    expect(() => decodeTracesV04(pack(payload))).toThrow(
      expect.objectContaining({ reason: "invalid_trace_payload" }),
    );
  });
});
