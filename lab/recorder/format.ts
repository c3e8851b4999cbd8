import type { Point } from "../metrics";

const FORMAT = "datadog-llm recording";
const VERSION = 1;

/** The end of the year 9999, in seconds. */
const LATEST_TIME = 253_402_300_799;

/** The types that the lab evaluates, by their DogStatsD code. */
export const TYPE_NAMES = {
  c: "count",
  g: "gauge",
  d: "distribution",
  h: "histogram",
  ms: "timer",
} as const;
export type TypeCode = keyof typeof TYPE_NAMES;

const TYPE_CODES = new Map<unknown, TypeCode>(
  (Object.entries(TYPE_NAMES) as [TypeCode, string][]).map(([code, name]) => [name, code]),
);

/** What a recording is of, where it is not all that arrived. */
export interface Recorded {
  /** The only metrics that were asked for. @default all */
  readonly metrics?: readonly string[];
  /** Whether each value of a distribution is the mean of its minute. @default false */
  readonly means?: boolean;
}

/** First line of a recording. */
export function headerLine(startedAt: Date, recorded: Recorded = {}): string {
  const header = { format: FORMAT, version: VERSION, startedAt: startedAt.toISOString() };
  return `${JSON.stringify({ ...header, ...recorded })}\n`;
}

/** A line after the header. */
export function pointLine(point: Required<Point>): string {
  const { timestamp: time, name: metric, type, values, tags, sampleRate } = point;
  const rate = sampleRate === 1 ? {} : { sampleRate };
  const line = { time, metric, type: TYPE_NAMES[type as TypeCode], values, tags, ...rate };
  return `${JSON.stringify(line)}\n`;
}

/** Whether a line holds the reference of a failed call, and no point. */
export function isFailedLine(line: string): boolean {
  return /^\{"time":[\d.]+,"failed":\{/.test(line);
}

/** @throws SyntaxError saying what is wrong, without the place. */
export function readHeader(line: string): Recorded {
  // What Windows may put before the text is none of it.
  const header = line.replace(/^\uFEFF/, "");
  const { format, version, metrics, means } = parseObject(header, "the header");
  if (format !== FORMAT) {
    throw new SyntaxError(`the header has no "format": "${FORMAT}"`);
  }
  if (version !== VERSION) {
    throw new SyntaxError(
      `the recording is of version ${JSON.stringify(version)}; this program reads ${VERSION}`,
    );
  }
  return { ...(isListOf(metrics, isText) ? { metrics } : {}), means: means === true };
}

/**
 * Reads one line after the header.
 *
 * @throws SyntaxError saying what is wrong, without the place.
 */
export function parsePoint(line: string): Required<Point> {
  const { time, metric, type, values, tags = [], sampleRate = 1 } = parseObject(line, "the line");
  if (!isNumber(time) || time < 0 || time > LATEST_TIME)
    return refuse("time", time, "seconds since the epoch");
  if (typeof metric !== "string" || metric === "") return refuse("metric", metric, "a name");
  const code = TYPE_CODES.get(type);
  if (!code) return refuse("type", type, [...TYPE_CODES.keys()].join(", "));
  if (!isListOf(values, isNumber) || values.length === 0) {
    return refuse("values", values, "a list of numbers");
  }
  if (!isListOf(tags, isText)) return refuse("tags", tags, "a list of key:value");
  if (!isNumber(sampleRate) || sampleRate <= 0 || sampleRate > 1) {
    return refuse("sampleRate", sampleRate, "above 0, at most 1");
  }
  return { name: metric, type: code, values, tags, sampleRate, timestamp: time };
}

function parseObject(line: string, what: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new SyntaxError(`${what} is no JSON`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SyntaxError(`${what} is no JSON object`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function refuse(field: string, given: unknown, allowed: string): never {
  const shown = given === undefined ? "missing" : JSON.stringify(given).slice(0, 60);
  throw new SyntaxError(`"${field}" is ${shown}; allowed: ${allowed}`);
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === "string";

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}
