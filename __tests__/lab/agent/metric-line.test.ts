import { parseMetricLine } from "../../../lab/agent/metric-line";

describe("parseMetricLine", () => {
  it.each(["c", "g", "d", "h", "ms"])("reads the type %s, because all six may arrive", (type) => {
    expect(parseMetricLine(`page.views:1.5|${type}`)).toEqual({
      point: { name: "page.views", type, values: [1.5], tags: [], sampleRate: 1 },
    });
  });

  it("reads packed values, because clients buffer a distribution into one line", () => {
    expect(parseMetricLine("song.length:1:-2.5:3e2|d").point?.values).toEqual([1, -2.5, 300]);
  });

  it("skips empty packed values, because Datadog's agent does", () => {
    expect(parseMetricLine("song.length:21::22:|h").point?.values).toEqual([21, 22]);
  });

  it("keeps a set's member whole, because it is text and may hold colons", () => {
    expect(parseMetricLine("users:id:42|s|#a:b").point).toMatchObject({
      type: "s",
      values: [],
      setValue: "id:42",
      tags: ["a:b"],
    });
  });

  it("takes the optional fields in any order, because the protocol sets none", () => {
    const fields = ["@0.5", "#env:prod,country:cn", "T1656581400", "c:ci-1", "e:it-0", "card:low"];
    const expected = { sampleRate: 0.5, tags: ["env:prod", "country:cn"], timestamp: 1656581400 };
    for (let turn = 0; turn < fields.length; turn += 1) {
      const turned = [...fields.slice(turn), ...fields.slice(0, turn)];
      const { point, malformed } = parseMetricLine(`hits:1|c|${turned.join("|")}`);
      expect(point).toMatchObject(expected);
      expect(malformed).toBeUndefined();
    }
  });

  it.each([
    ["+.5", 0.5],
    ["5.", 5],
    ["007", 7],
    ["-1E+2", -100],
    ["1e-10", 1e-10],
  ])("reads the number %s, because clients in other languages write it so", (text, value) => {
    expect(parseMetricLine(`hits:${text}|g`).point?.values).toEqual([value]);
  });

  it("takes the sample rate 1 and the time of one second, which are the bounds", () => {
    const { point } = parseMetricLine("hits:1|c|@1|T1");
    expect(point).toMatchObject({ sampleRate: 1, timestamp: 1 });
  });

  it("takes the last of a repeated field, because Datadog's agent does", () => {
    expect(parseMetricLine("hits:1|c|#a:1|#b:2").point?.tags).toEqual(["b:2"]);
  });

  it("drops empty tags, because a client with no tags may write a bare #", () => {
    expect(parseMetricLine("hits:1|c|#").point?.tags).toEqual([]);
    expect(parseMetricLine("hits:1|c|#a:1,,b").point?.tags).toEqual(["a:1", "b"]);
  });

  it.each([
    ["", "missing_value"],
    ["hits", "missing_value"],
    ["hits|c", "missing_value"],
    [":1|c", "missing_value"],
    ["hits:|c", "missing_value"],
    ["hits:::|c", "missing_value"],
    ["hits:1", "missing_type"],
    ["hits:1|", "unknown_type"],
    ["hits:1|x", "unknown_type"],
    ["hits:undefined|c", "invalid_value"],
    ["hits:0x10|c", "invalid_value"],
    ["hits: 1|c", "invalid_value"],
    ["hits:1:two|d", "invalid_value"],
    ["hits:NaN|d", "non_finite_value"],
    ["hits:-Infinity|d", "non_finite_value"],
    ["hits:1e999|d", "non_finite_value"],
    ["hits:+inf|d", "non_finite_value"],
    ["hits:infx|d", "invalid_value"],
    ["hits:xinf|d", "invalid_value"],
    ["hits:1|c|@0", "invalid_sample_rate"],
    ["hits:1|c|@1.5", "invalid_sample_rate"],
    ["hits:1|c|@", "invalid_sample_rate"],
    ["hits:1|c|T0", "invalid_timestamp"],
    ["hits:1|c|T-5", "invalid_timestamp"],
    ["hits:1|c|T1.5", "invalid_timestamp"],
    ["hits:1|c|T1s", "invalid_timestamp"],
    ["hits:1|c|T1234567890123456", "invalid_timestamp"],
  ])("refuses %j as %s, so that a test sees what went wrong", (line, reason) => {
    expect(parseMetricLine(line)).toEqual({ malformed: reason });
  });

  it.each([
    ["hits:1|c|#a:x|y,env:prod", "unknown_field"],
    ["9 lives:1|c", "invalid_name"],
  ])("keeps the point of %j but reports %s, because Datadog takes it, too", (line, reason) => {
    const { point, malformed } = parseMetricLine(line);
    expect(point?.values).toEqual([1]);
    expect(malformed).toBe(reason);
  });

  // Where reading became quadratic, this would not end within minutes.
  it("reads a megabyte of digits, because a value may be as long", () => {
    const digits = "1".repeat(1_000_000);
    expect(parseMetricLine(`hits:${digits}x|c`).malformed).toBe("invalid_value");
  });
});
