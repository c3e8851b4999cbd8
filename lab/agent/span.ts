import {
  isRecord,
  readInteger,
  readNumber,
  readNumberRecord,
  readText,
  readTextRecord,
} from "./wire-values";
import { MalformedInputError } from "./malformed";

/** A span as it arrived. */
export interface Span {
  /** The low 64 bits. The high ones are in `meta["_dd.p.tid"]` of a trace's first span, in hex. */
  readonly traceId: bigint;
  readonly spanId: bigint;
  /** 0 for a root. */
  readonly parentId: bigint;
  /** dd-trace's operation name, such as `llm.request`. */
  readonly name: string;
  readonly resource: string;
  readonly service: string;
  readonly type: string;
  /** Nanoseconds since the epoch. */
  readonly start: bigint;
  /** Nanoseconds. */
  readonly duration: bigint;
  /** 1 where the span failed. */
  readonly error: number;
  /** Text tags. */
  readonly meta: Readonly<Record<string, string>>;
  /** Numeric tags. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Links to other spans; empty where there are none or they cannot be read. */
  readonly links: readonly SpanLink[];
}

/** A span's reference to another, maybe of another trace. */
export interface SpanLink {
  /** The low 64 bits, comparable with `Span.traceId`. */
  readonly traceId: bigint;
  readonly spanId: bigint;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Meta tag in which dd-trace sends a span's links, as JSON. */
const LINKS_TAG = "_dd.span_links";

/** What was read, and how many spans had links that could not be. */
export interface DecodedSpans {
  readonly spans: Span[];
  unreadableLinks: number;
}

/**
 * Reads a span in the field names of v0.4 and adds it to `decoded`. As in Datadog's agent, a field
 * that is absent or nil has its zero value, and a field of a wrong type spoils the payload.
 *
 * @throws MalformedInputError where the value holds no span.
 */
export function readSpan(value: unknown, decoded: DecodedSpans): void {
  if (!isRecord(value)) throw new MalformedInputError("invalid_trace_payload", "No span.");
  if (value["trace_id"] === undefined || value["span_id"] === undefined) {
    throw new MalformedInputError("invalid_trace_payload", "A span without its ids.");
  }
  const meta = readTextRecord("meta", value["meta"]);
  decoded.spans.push({
    traceId: readId("trace_id", value["trace_id"]),
    spanId: readId("span_id", value["span_id"]),
    parentId: readId("parent_id", value["parent_id"]),
    name: readText("name", value["name"]),
    resource: readText("resource", value["resource"]),
    service: readText("service", value["service"]),
    type: readText("type", value["type"]),
    start: readInteger("start", value["start"]),
    duration: readInteger("duration", value["duration"]),
    error: readNumber("error", value["error"]),
    meta,
    metrics: readNumberRecord("metrics", value["metrics"]),
    links: readLinks(meta[LINKS_TAG], decoded),
  });
}

/** Ids are unsigned; some clients write them as signed integers. */
function readId(field: string, value: unknown): bigint {
  return BigInt.asUintN(64, readInteger(field, value));
}

function readLinks(json: string | undefined, decoded: DecodedSpans): SpanLink[] {
  if (json === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(json);
    if (Array.isArray(parsed)) return parsed.map(readLink);
  } catch {
    // Counted below, like JSON of another shape.
  }
  decoded.unreadableLinks += 1;
  return [];
}

function readLink(value: unknown): SpanLink {
  if (!isRecord(value)) throw new MalformedInputError("invalid_span_links", "No link.");
  return {
    traceId: readHexId("trace_id", value["trace_id"]),
    spanId: readHexId("span_id", value["span_id"]),
    attributes: readTextRecord("attributes", value["attributes"]),
  };
}

function readHexId(field: string, value: unknown): bigint {
  const text = readText(field, value);
  if (!/^[0-9a-f]{1,32}$/i.test(text)) {
    throw new MalformedInputError("invalid_span_links", `${field} is no hexadecimal id.`);
  }
  return BigInt.asUintN(64, BigInt(`0x${text}`));
}
