import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "../../support/fast-check";
import { openPoints } from "../../../cli/recorded-points";
import { readRecording, RecordingFile } from "../../../lab";
import { parsePoint } from "../../../lab/recorder/format";

const HEADER = '{"format":"datadog-llm recording","version":1,"startedAt":"2026-06-01T12:00:00Z"}';
const POINT =
  '{"time":1780358400,"metric":"llm.requests","type":"count","values":[1],"tags":["a:b"]}';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-recording-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(...lines: string[]): string {
  const file = path.join(folder, "recording.jsonl");
  writeFileSync(file, lines.join("\n"));
  return file;
}

describe("reading a recording", () => {
  it("takes one that a Windows editor has saved", () => {
    const file = fileOf(`\uFEFF${HEADER}\r`, `${POINT}\r`, "");
    expect(readRecording(file)).toHaveLength(1);
    expect([...openPoints(file)]).toHaveLength(1);
    expect(new RecordingFile(file).span()).toEqual({ first: 1_780_358_400, last: 1_780_358_400 });
    expect(new RecordingFile(file).recorded()).toEqual({ means: false });
  });

  it("gives its points in order, without empty lines, tags and rate as they are or by default", () => {
    const bare = '{"time":1.5,"metric":"m","type":"gauge","values":[2,3],"sampleRate":0.5}';
    const points = readRecording(fileOf(HEADER, POINT, "", bare, POINT, ""));
    expect(points).toHaveLength(3);
    expect(points[1]).toEqual({
      name: "m",
      type: "g",
      values: [2, 3],
      tags: [],
      sampleRate: 0.5,
      timestamp: 1.5,
    });
    // Points of one series share their tags, because a recording has millions of points.
    expect(points[2]?.tags).toBe(points[0]?.tags);
  });

  it("reads lines that lie across the pieces in which the file is read, letters of several bytes too", () => {
    const lines = Array.from({ length: 30_000 }, (_, index) =>
      POINT.replace("a:b", `a:${"ü".repeat(index % 40)}`),
    );
    const points = readRecording(fileOf(HEADER, ...lines));
    expect(points.map(({ tags }) => tags[0]?.length)).toEqual(
      lines.map((_, index) => 2 + (index % 40)),
    );
  });

  it.each([
    [[""], "Line 1: the file is empty."],
    [["time,metric"], "Line 1: the header is no JSON"],
    [["[1]"], "Line 1: the header is no JSON object"],
    [['{"format":"x"}'], 'Line 1: the header has no "format": "datadog-llm recording"'],
    [[HEADER.replace("1,", "2,")], "Line 1: the recording is of version 2; this program reads 1"],
    [[HEADER, POINT, "{", ""], "Line 3: the line is no JSON."],
    [[HEADER, POINT.slice(0, 40)], "Line 2: the line is no JSON; it is cut off: delete it"],
    [[HEADER, POINT.replace("1780358400", '"noon"')], 'Line 2: "time" is "noon"; allowed: seconds'],
    [[HEADER, POINT.replace("1780358400", "1e300")], 'Line 2: "time" is 1e+300; allowed: seconds'],
    [[HEADER, POINT.replace('"llm.requests"', "7")], 'Line 2: "metric" is 7; allowed: a name'],
    [
      [HEADER, POINT.replace("count", "set")],
      '"type" is "set"; allowed: count, gauge, distribution',
    ],
    [[HEADER, POINT.replace("count", "toString")], '"type" is "toString"; allowed: count'],
    [[HEADER, POINT.replace("[1]", "[]")], 'Line 2: "values" is []; allowed: a list of numbers'],
    [[HEADER, POINT.replace("[1]", '["1"]')], 'Line 2: "values" is ["1"]; allowed'],
    [[HEADER, POINT.replace('["a:b"]', '"a:b"')], 'Line 2: "tags" is "a:b"; allowed: a list'],
    [
      [HEADER, POINT.replace("}", ',"sampleRate":0}')],
      '"sampleRate" is 0; allowed: above 0, at most 1',
    ],
  ])("%j is refused by its line", (lines, message) => {
    expect(() => readRecording(fileOf(...lines))).toThrow(message);
  });

  it("refuses a line without an end before it fills the memory", () => {
    const file = fileOf(HEADER, "x".repeat(3_000_000));
    expect(() => readRecording(file)).toThrow("Line 2: the line is no JSON");
  });

  it("refuses anything else with a line, and in no other way", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.json(),
      fc
        .tuple(fc.nat(POINT.length), fc.string({ maxLength: 4 }))
        .map(([at, put]) => POINT.slice(0, at) + put + POINT.slice(at + put.length)),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (lines) => {
        try {
          readRecording(fileOf(HEADER, ...lines));
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
          expect((error as Error).message).toMatch(/^Line \d+: /);
        }
      }),
    );
  });
});

describe("lines that differ in their numbers only", () => {
  const line = (time: string, values: string): string =>
    `{"time":${time},"metric":"m","type":"gauge","values":[${values}],"tags":["a:b"]}`;

  it("give what JSON gives, to the last digit", () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.nat(),
      fc.nat({ max: 10 ** 9 }).map((value) => value / 1_000),
    );
    const time = fc.nat({ max: 4_000_000_000_000 }).map((milliseconds) => milliseconds / 1_000);
    const points = fc.array(fc.tuple(time, fc.array(number, { minLength: 1, maxLength: 3 })));
    fc.assert(
      fc.property(points, (all) => {
        const lines = all.map(([at, values]) =>
          line(JSON.stringify(at), JSON.stringify(values).slice(1, -1)),
        );
        const file = fileOf(HEADER, ...lines);
        expect(readRecording(file)).toEqual(lines.map(parsePoint));
        const times = all.map(([at]) => at);
        const span = { first: Math.min(...times), last: Math.max(...times) };
        expect(new RecordingFile(file).span()).toEqual(all.length === 0 ? undefined : span);
      }),
      { numRuns: 30 },
    );
  });

  it.each(["", "1,", "01", "01.5", "0x10", "1.", ".5", "1e", "--1", " ", "Infinity", "1 2"])(
    "are refused where a value is %j, as JSON refuses it",
    (values) => {
      const lines = [HEADER, line("1", "1"), line("2", values)];
      expect(() => readRecording(fileOf(...lines))).toThrow(/^Line 3: /);
    },
  );
});
