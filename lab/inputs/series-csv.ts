import type { Point } from "../metrics";
import { isoSeconds } from "./iso-time";
import { textLines } from "./text-lines";

const COLUMNS = ["time", "metric", "value", "tags"];
/** The end of the year 9999, in seconds. */
const LATEST_TIME = 253_402_300_799;
const MAX_SHOWN = 120;
/** More would fill the memory. */
const MAX_POINTS = 5_000_000;
const MAX_LINE = 1 << 20;
const TYPES = { count: "c", gauge: "g", distribution: "d", histogram: "h", timer: "ms" } as const;

/**
 * Reads recorded series: a header `time,metric,value,tags[,type]`, then one point per line. The time is
 * ISO 8601 or seconds since the epoch; tags are separated by spaces; the type is `count`,
 * `distribution`, `gauge`, `histogram` or `timer`.
 *
 * @param typeOf Type of a metric for which no column names one.
 * @throws SyntaxError naming the line that cannot be read.
 */
export function parseSeriesCsv(
  text: string,
  typeOf: (metric: string) => keyof typeof TYPES = () => "count",
): Required<Point>[] {
  const points: Required<Point>[] = [];
  let number = 0;
  for (const line of textLines(text)) {
    number += 1;
    if (number === 1) checkColumns(line);
    else if (line.trim() !== "") points.push(readPoint(line.trimEnd(), number, typeOf));
    if (points.length > MAX_POINTS) {
      throw new SyntaxError(
        `Line ${number}: a CSV of more than ${MAX_POINTS} points is not held in memory; ` +
          "the recordings of datadog-llm record are read point by point.",
      );
    }
  }
  return points;
}

function checkColumns(header: string): void {
  if (header.trim() === "")
    throw new SyntaxError("Line 1: the file is empty, or begins with an empty line.");
  const columns = cells(header.slice(0, MAX_SHOWN).trim()).map((name) => name.toLowerCase());
  if (COLUMNS.every((name, index) => columns[index] === name)) return;
  throw new SyntaxError(
    `Line 1: the header must be ${COLUMNS.join(",")}[,type], not "${header.trimEnd().slice(0, MAX_SHOWN)}".`,
  );
}

function readPoint(
  line: string,
  number: number,
  typeOf: (metric: string) => keyof typeof TYPES,
): Required<Point> {
  const fail = (problem: string): never => {
    throw new SyntaxError(`Line ${number}: ${problem}: "${line.slice(0, MAX_SHOWN)}".`);
  };
  if (line.length > MAX_LINE) fail("it is longer than a mebibyte");
  const [time = "", name = "", value = "", tags = "", given] = cells(line);
  const seconds = readTime(time);
  const type = given === undefined || given === "" ? typeOf(name) : given;
  if (!(seconds >= 0 && seconds <= LATEST_TIME)) {
    fail("the time is neither ISO 8601 nor seconds since 1970");
  }
  if (tags.includes('"')) fail("a quote is not closed");
  if (name === "") fail("there is no metric");
  if (value === "" || !Number.isFinite(Number(value))) fail("the value is no number");
  if (!isType(type)) return fail("the type is not count, distribution, gauge, histogram or timer");
  return {
    name,
    type: TYPES[type],
    values: [Number(value)],
    tags: tags.split(/\s+/).filter((tag) => tag !== ""),
    sampleRate: 1,
    timestamp: seconds,
  };
}

const isType = (type: string): type is keyof typeof TYPES => Object.hasOwn(TYPES, type);

function cells(line: string): string[] {
  const found = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return Array.from(found, ([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? "").trim(),
  );
}

function readTime(time: string): number {
  if (/^\d+(\.\d+)?$/.test(time)) return Number(time);
  return isoSeconds(time);
}
