import { MalformedInputError } from "./malformed";
import { decodeMsgpack } from "./msgpack";
import { type DecodedSpans, readSpan } from "./span";
import { isRecord, readArray } from "./wire-values";

/** Number of elements of a span: the fields of v0.4, in a fixed order, without their names. */
const SPAN_LENGTH = 12;

/**
 * Decodes the body of `/v0.5/traces`: a table of strings, and traces that name strings by their place
 * in it, in `meta` and `metrics` as well.
 *
 * @throws MalformedInputError
 */
export function decodeTracesV05(body: Uint8Array): DecodedSpans {
  const payload = readArray("payload", decodeMsgpack(body));
  if (payload.length !== 2) return refuse("The payload is not a pair of strings and traces.");
  const strings = readArray("strings", payload[0]);
  const decoded: DecodedSpans = { spans: [], unreadableLinks: 0 };
  for (const trace of readArray("traces", payload[1])) {
    for (const span of readArray("trace", trace)) readSpan(nameFields(span, strings), decoded);
  }
  return decoded;
}

/** A span of v0.5 in the form of v0.4. */
function nameFields(span: unknown, strings: readonly unknown[]): Record<string, unknown> {
  const fields = readArray("span", span);
  if (fields.length !== SPAN_LENGTH) return refuse(`A span of ${fields.length} fields.`);
  return {
    service: stringAt(strings, fields[0]),
    name: stringAt(strings, fields[1]),
    resource: stringAt(strings, fields[2]),
    trace_id: fields[3],
    span_id: fields[4],
    parent_id: fields[5],
    start: fields[6],
    duration: fields[7],
    error: fields[8],
    meta: mapEntries(fields[9], (key, value) => [stringAt(strings, key), stringAt(strings, value)]),
    metrics: mapEntries(fields[10], (key, value) => [stringAt(strings, key), value]),
    type: stringAt(strings, fields[11]),
  };
}

function mapEntries(
  map: unknown,
  convert: (key: number, value: unknown) => readonly [string, unknown],
): Record<string, unknown> {
  if (!isRecord(map)) return refuse("A span whose tags are no map.");
  return Object.fromEntries(Object.entries(map).map(([key, value]) => convert(Number(key), value)));
}

function stringAt(strings: readonly unknown[], index: unknown): string {
  const found = typeof index === "number" ? strings[index] : undefined;
  return typeof found === "string" ? found : refuse("An index outside of the string table.");
}

function refuse(message: string): never {
  throw new MalformedInputError("invalid_trace_payload", message);
}
