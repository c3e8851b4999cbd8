import { isMetricName } from "../../telemetry";
import type { MalformedReason } from "./malformed";

export const METRIC_TYPES = ["c", "g", "d", "h", "ms", "s"] as const;
/** Count, gauge, distribution, histogram, timer (in milliseconds), set. */
export type MetricType = (typeof METRIC_TYPES)[number];

/** What one line of a datagram says of a metric. */
export interface MetricLine {
  readonly name: string;
  readonly type: MetricType;
  /** As sent: not multiplied by the sample rate. Empty for a set. */
  readonly values: readonly number[];
  /** The member that a set (`s`) gets. */
  readonly setValue?: string;
  /** As sent, in the order sent. */
  readonly tags: readonly string[];
  /** Above 0, at most 1. */
  readonly sampleRate: number;
  /** Seconds since the epoch, where the client gave the time. */
  readonly timestamp?: number;
}

export interface ParsedMetricLine {
  readonly point?: MetricLine;
  /** Why there is no point, or what is odd about it. */
  readonly malformed?: MalformedReason;
}

/**
 * Parses `name:value[:value…]|type` and the optional fields behind it, which come in any order:
 * `@rate`, `#tags`, `T<seconds>`, and `c:`, `e:` and `card:`, which only tell the agent the container
 * to take further tags from. A repeated field counts as the last of them.
 *
 * @see https://docs.datadoghq.com/developers/dogstatsd/datagram_shell/
 */
export function parseMetricLine(line: string): ParsedMetricLine {
  const [nameAndValue = "", type, ...fields] = line.split("|");
  const colon = nameAndValue.indexOf(":");
  const name = nameAndValue.slice(0, Math.max(colon, 0));
  const value = nameAndValue.slice(colon + 1);
  if (name === "" || value === "") return { malformed: "missing_value" };
  if (type === undefined) return { malformed: "missing_type" };
  if (!isMetricType(type)) return { malformed: "unknown_type" };
  const values = type === "s" ? [] : parseValues(value);
  if (typeof values === "string") return { malformed: values };
  const optional = parseFields(fields);
  if (optional.fatal !== undefined) return { malformed: optional.fatal };
  const { tags, sampleRate, timestamp, unknownField } = optional;
  const odd = isMetricName(name) ? unknownField : "invalid_name";
  return {
    point: {
      name,
      type,
      values,
      ...(type === "s" && { setValue: value }),
      tags,
      sampleRate,
      ...(timestamp !== undefined && { timestamp }),
    },
    ...(odd && { malformed: odd }),
  };
}

interface OptionalFields {
  tags: readonly string[];
  sampleRate: number;
  timestamp?: number;
  unknownField?: MalformedReason;
  fatal?: MalformedReason;
}

function parseFields(fields: readonly string[]): OptionalFields {
  const parsed: OptionalFields = { tags: [], sampleRate: 1 };
  for (const field of fields) {
    if (field.startsWith("#")) parsed.tags = parseTags(field.slice(1));
    else if (field.startsWith("@")) readSampleRate(field.slice(1), parsed);
    else if (field.startsWith("T")) readTimestamp(field.slice(1), parsed);
    else if (!/^(c|e|card):/.test(field)) parsed.unknownField = "unknown_field";
  }
  return parsed;
}

function parseTags(list: string): string[] {
  return list.split(",").filter((tag) => tag !== "");
}

function readSampleRate(text: string, parsed: OptionalFields): void {
  const rate = parseNumber(text);
  if (rate === undefined || !(rate > 0 && rate <= 1)) parsed.fatal = "invalid_sample_rate";
  else parsed.sampleRate = rate;
}

function readTimestamp(text: string, parsed: OptionalFields): void {
  const seconds = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (seconds < 1) parsed.fatal = "invalid_timestamp";
  else parsed.timestamp = seconds;
}

/** Packed values; as in Datadog's agent, empty ones among them are skipped. */
function parseValues(text: string): readonly number[] | MalformedReason {
  const values: number[] = [];
  for (const part of text.split(":")) {
    if (part === "") continue;
    const value = parseNumber(part);
    if (value === undefined) return NON_FINITE.test(part) ? "non_finite_value" : "invalid_value";
    if (!Number.isFinite(value)) return "non_finite_value";
    values.push(value);
  }
  return values.length > 0 ? values : "missing_value";
}

const NON_FINITE = /^[+-]?(nan|inf|infinity)$/i;

// `Number` alone would take "", " 1" and "0x1", too.
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

function parseNumber(text: string): number | undefined {
  return DECIMAL.test(text) ? Number(text) : undefined;
}

function isMetricType(text: string): text is MetricType {
  return (METRIC_TYPES as readonly string[]).includes(text);
}
