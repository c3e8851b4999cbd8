import { decodeTracesV04 } from "../../../lab/agent/traces-v04";
import { pack, SPAN, tracesV04, WIRE_SPAN } from "./payloads";

function linksOf(json: string) {
  const { spans, unreadableLinks } = decodeTracesV04(
    tracesV04({ ...WIRE_SPAN, meta: { "_dd.span_links": json } }),
  );
  return { links: spans[0]!.links, unreadableLinks };
}

function spanWith(fields: object): unknown {
  return [[{ ...WIRE_SPAN, ...fields }]];
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

  it("takes nil in the place of a list for an empty one, because Datadog's agent does", () => {
    expect(decodeTracesV04(pack(null)).spans).toEqual([]);
    expect(decodeTracesV04(pack([null])).spans).toEqual([]);
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
    `[{"trace_id":"${"1".repeat(33)}","span_id":"1"}]`,
    '[{"trace_id":"1"}]',
    "[1]",
  ])("keeps the span but not the links %s, because dd-trace cuts long tags", (json) => {
    expect(linksOf(json)).toEqual({ links: [], unreadableLinks: 1 });
  });

  it.each([
    ["a number", 7, "payload is not an array."],
    ["a trace that is a map", [{}], "trace is not an array."],
    ["a span that is text", [["span"]], "No span."],
    ["a span that is nothing", [[null]], "No span."],
    ["a span that is binary data", [[new Uint8Array(4)]], "No span."],
    ["a span without ids", [[{ name: "a" }]], "A span without its ids."],
    ["a span without the id of its trace", [[{ span_id: 1 }]], "A span without its ids."],
    ["a span without its own id", [[{ trace_id: 1 }]], "A span without its ids."],
    ["a name that is a number", spanWith({ name: 5 }), "name is not text."],
    ["an id that is text", spanWith({ span_id: "5" }), "span_id is not an integer."],
    ["a start that is not finite", spanWith({ start: NaN }), "start is not an integer."],
    ["an error that is text", spanWith({ error: "1" }), "error is not a number."],
    ["a text tag that is a number", spanWith({ meta: { a: 1 } }), "meta.a is not text."],
    ["a numeric tag that is text", spanWith({ metrics: { a: "1" } }), "metrics.a is not a number."],
    ["binary tags", spanWith({ metrics: new Uint8Array(4) }), "metrics is not a map."],
    ["tags that are an array", spanWith({ meta: ["a"] }), "meta is not a map."],
  ])("refuses %s, and says which field it is", (_name, payload, message) => {
    expect(() => decodeTracesV04(pack(payload))).toThrow(
      expect.objectContaining({ reason: "invalid_trace_payload", message }),
    );
  });

  it.each(["parent_id", "start", "duration", "resource", "service", "type"])(
    "names the field %s where its value has the wrong type",
    (field) => {
      expect(() => decodeTracesV04(pack(spanWith({ [field]: [] })))).toThrow(`${field} is not `);
    },
  );
});
