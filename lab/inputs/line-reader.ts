import type { Point } from "../metrics";
import { isFailedLine, parsePoint } from "../recorder/format";

/** Forms of lines and sets of tags that are remembered. */
const MAX_KNOWN = 100_000;
const BEFORE_TIME = '{"time":';
const AFTER_TIME = ',"metric":';
const BEFORE_VALUES = '"values":[';
const AFTER_VALUES = '],"tags":';

/**
 * Reads lines of a recording. It has millions of points of hundreds of series: lines as `record` writes
 * them differ in their numbers only, and what stands around those is parsed once.
 */
export class LineReader {
  /** By what stands after the values, and then by what stands before them. */
  private readonly known = new Map<string, Map<string, Required<Point>>>();
  private lastAfter = "";
  private lastForms: Map<string, Required<Point>> | undefined;
  private forms = 0;
  private readonly tags = new Map<string, readonly string[]>();

  /**
   * Undefined for a line that holds no point, but the reference of a failed call.
   *
   * @throws SyntaxError saying what is wrong, without the place.
   */
  point(line: string): Required<Point> | undefined {
    const known = this.likeKnown(line);
    if (known || isFailedLine(line)) return known;
    return this.shared(parsePoint(line));
  }

  /** Undefined for what is not written as `record` does: that is read with all checks. */
  private likeKnown(line: string): Required<Point> | undefined {
    if (!line.startsWith(BEFORE_TIME)) return undefined;
    const timeEnd = line.indexOf(AFTER_TIME);
    const valuesStart = line.indexOf(BEFORE_VALUES, timeEnd) + BEFORE_VALUES.length;
    const valuesEnd = line.indexOf(AFTER_VALUES, valuesStart);
    if (timeEnd < 0 || valuesStart < timeEnd || valuesEnd < 0) return undefined;
    // The points of one request follow each other, and have the same tags: looking those up costs most.
    const { lastAfter } = this;
    const isLast = line.length - valuesEnd === lastAfter.length && line.endsWith(lastAfter);
    const after = isLast ? lastAfter : line.slice(valuesEnd);
    if (!isLast) this.lastForms = this.known.get(after);
    const before = line.slice(timeEnd, valuesStart);
    const known = this.lastForms?.get(before);
    this.lastAfter = known ? after : "";
    if (!known) return this.remember(after, before, line);
    const timestamp = plainNumber(line, BEFORE_TIME.length, timeEnd);
    const values = plainNumbers(line, valuesStart, valuesEnd);
    if (Number.isNaN(timestamp) || !values) return undefined;
    const { name, type, tags, sampleRate } = known;
    return { name, type, values, tags, sampleRate, timestamp };
  }

  private remember(after: string, before: string, line: string): Required<Point> {
    const point = this.shared(parsePoint(line));
    if (this.forms >= MAX_KNOWN) {
      this.known.clear();
      this.forms = 0;
    }
    const others = this.known.get(after) ?? new Map<string, Required<Point>>();
    // A slice would keep the whole text alive that it is taken from.
    this.known.set(copied(after), others.set(copied(before), point));
    this.forms += 1;
    return point;
  }

  private shared(point: Required<Point>): Required<Point> {
    const key = point.tags.join("\n");
    const tags = this.tags.get(key);
    if (tags) return { ...point, tags };
    if (this.tags.size >= MAX_KNOWN) this.tags.clear();
    this.tags.set(key, point.tags);
    return point;
  }
}

function copied(text: string): string {
  return Buffer.from(text).toString();
}

function plainNumbers(line: string, from: number, to: number): number[] | undefined {
  const comma = line.indexOf(",", from);
  if (comma < 0 || comma > to) {
    const value = plainNumber(line, from, to);
    return Number.isNaN(value) ? undefined : [value];
  }
  const values = line.slice(from, to).split(",").map(numberOf);
  return values.some(Number.isNaN) ? undefined : values;
}

const [ZERO, NINE, POINT] = [48, 57, 46];
/** A whole number of so many digits, and so a fraction of two of them, is exact. */
const EXACT_DIGITS = 15;

/** A number without sign and exponent, as most are; NaN for any other text. */
function plainNumber(line: string, from: number, to: number): number {
  if (to - from > EXACT_DIGITS) return numberOf(line.slice(from, to));
  let [digits, scale] = [0, 0];
  for (let at = from; at < to; at += 1) {
    const code = line.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      digits = digits * 10 + (code - ZERO);
      scale *= 10;
    } else if (code === POINT && scale === 0 && at > from && at < to - 1) scale = 1;
    else return NaN;
  }
  const hasLeadingZero =
    line.charCodeAt(from) === ZERO && from < to - 1 && line.charCodeAt(from + 1) !== POINT;
  if (from === to || hasLeadingZero) return NaN;
  return scale === 0 ? digits : digits / scale;
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/;

function numberOf(text: string): number {
  return JSON_NUMBER.test(text) ? Number(text) : NaN;
}
