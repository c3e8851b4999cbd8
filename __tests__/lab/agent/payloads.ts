import { encode } from "@msgpack/msgpack";

/** A span in the form of v0.4. */
export const WIRE_SPAN = {
  trace_id: 2n ** 64n - 1n,
  span_id: 2n ** 63n,
  parent_id: 7,
  name: "llm.request",
  resource: "support_triage",
  service: "support-agent",
  type: "llm",
  start: 1_780_000_000_123_456_789n,
  duration: 1_430_000_000,
  error: 1,
  meta: { "llm.model": "gpt-4.1" },
  metrics: { "llm.input_tokens": 1840, "llm.estimated_cost_usd": 0.0098 },
};

/** The same span as the agent shows it. */
export const SPAN = {
  traceId: 2n ** 64n - 1n,
  spanId: 2n ** 63n,
  parentId: 7n,
  name: "llm.request",
  resource: "support_triage",
  service: "support-agent",
  type: "llm",
  start: 1_780_000_000_123_456_789n,
  duration: 1_430_000_000n,
  error: 1,
  meta: { "llm.model": "gpt-4.1" },
  metrics: { "llm.input_tokens": 1840, "llm.estimated_cost_usd": 0.0098 },
  links: [],
};

/** Encodes `value` as a tracer does: 64-bit integers from `bigint`. */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  return encode(value, { useBigInt64: true });
}

/** The body of one trace per span of v0.4. */
export function tracesV04(...spans: readonly unknown[]): Uint8Array<ArrayBuffer> {
  return pack(spans.map((span) => [span]));
}

/** The string table of `FIELDS`. */
export const STRINGS = [
  "",
  "support-agent",
  "llm.request",
  "support_triage",
  "llm",
  "llm.model",
  "gpt-4.1",
  "llm.input_tokens",
  "llm.estimated_cost_usd",
];

/** The same span in the form of v0.5. */
export const FIELDS: readonly unknown[] = [
  1,
  2,
  3,
  WIRE_SPAN.trace_id,
  WIRE_SPAN.span_id,
  WIRE_SPAN.parent_id,
  WIRE_SPAN.start,
  WIRE_SPAN.duration,
  WIRE_SPAN.error,
  indexMap([[5, 6]]),
  indexMap([
    [7, 1840],
    [8, 0.0098],
  ]),
  4,
];

/** Keys of v0.5 are numbers, which the encoder cannot write as keys of a map: raw msgpack, then. */
interface IndexMap {
  readonly entries: readonly (readonly [number, number])[];
}

export function indexMap(entries: IndexMap["entries"]): IndexMap {
  return { entries };
}

function isIndexMap(value: unknown): value is IndexMap {
  return typeof value === "object" && value !== null && "entries" in value && !Array.isArray(value);
}

function packField(value: unknown): Uint8Array {
  if (!isIndexMap(value)) return pack(value);
  const pairs = value.entries.flatMap(([key, held]) => [pack(key), pack(held)]);
  return Buffer.concat([Uint8Array.of(0x80 + value.entries.length), ...pairs]);
}

/** The body of one trace of one span of v0.5. */
export function tracesV05(
  fields: readonly unknown[],
  strings: readonly unknown[] = STRINGS,
): Uint8Array {
  const arrayOf = (length: number) => Uint8Array.of(0x90 + length);
  return Buffer.concat([
    arrayOf(2),
    pack(strings),
    arrayOf(1),
    arrayOf(1),
    arrayOf(fields.length),
    ...fields.map(packField),
  ]);
}
