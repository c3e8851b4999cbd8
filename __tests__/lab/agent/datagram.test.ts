import { parseDatagram } from "../../../lab/agent";

function kindsOf(text: string): string[] {
  return [...parseDatagram(Buffer.from(text))].map((item) =>
    item.kind === "malformed" ? item.reason : item.kind,
  );
}

describe("parseDatagram", () => {
  it("reads every line, because clients fill a datagram up", () => {
    expect(kindsOf("a:1|c\nb:2|g\r\n\nc:3|d\n")).toEqual(["metric", "metric", "metric"]);
  });

  it("says which line is broken, without its end", () => {
    const [item] = parseDatagram(Buffer.from("_sc|redis\r\n"));
    expect(item).toEqual({ kind: "malformed", reason: "invalid_service_check", line: "_sc|redis" });
  });

  it("goes on after a broken line, because the others are sound", () => {
    expect(kindsOf("a:1|c\ngarbage\nb:2|g")).toEqual(["metric", "missing_value", "metric"]);
  });

  it("finds nothing in an empty datagram, because it is no error", () => {
    expect(kindsOf("")).toEqual([]);
  });

  it("keeps a tag in UTF-8 as it was sent, because Datadog does the rewriting", () => {
    const [item] = parseDatagram(Buffer.from("a:1|c|#stadt:Köln"));
    expect(item).toMatchObject({ point: { tags: ["stadt:Köln"] } });
  });

  it("survives bytes that are no UTF-8, because anyone may send to the port", () => {
    expect([...parseDatagram(Buffer.from([0xff, 0xfe, 0x3a, 0x31, 0x7c, 0x63]))]).toHaveLength(2);
  });

  it.each([
    "_e{5,4}:title|text",
    "_e{5,0}:title|",
    "_e{5,4}:title|text|d:1656581400|h:web-1|p:low|t:warning|#env:prod",
    "_e{5,9}:a|b|c|with|bars|t:info",
    "_e{5,4}:Köln|text",
    "_e{5,4}:title|text|",
  ])("recognises the event %j by the lengths in its header", (line) => {
    expect(kindsOf(line)).toEqual(["event"]);
  });

  it.each([
    "_e{}",
    "_e{5}:title|text",
    "_e{0,4}:|text",
    "_e{5,40}:title|text",
    "_e{4,4}:title|text",
    "_e{5,4}:title,text",
    "_e{5,2}:title|text",
    "_e{5,4}:title|textx",
    "_e{05,4} :title|text",
    "_e{5,4}title|text",
    "_e{5,1234567890}:title|text",
    "_e{-1,4}:title|text",
  ])("reports the broken event %j, because it is not a metric either", (line) => {
    expect(kindsOf(line)).toEqual(["invalid_event"]);
  });

  it.each(["_sc|redis|0", "_sc|redis|2|d:1656581400|h:db-1|#env:prod|m:down|again"])(
    "recognises the service check %j",
    (line) => {
      expect(kindsOf(line)).toEqual(["service_check"]);
    },
  );

  it.each(["_sc|redis", "_sc||0", "_sc|redis|4", "_sc|redis|01"])(
    "reports the broken service check %j",
    (line) => {
      expect(kindsOf(line)).toEqual(["invalid_service_check"]);
    },
  );
});
