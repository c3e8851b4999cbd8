import fc from "../../support/fast-check";
import { METRIC_TYPES, type MetricLine } from "../../../lab/agent/metric-line";
import { FIELDS, pack, tracesV05, WIRE_SPAN } from "./payloads";

/** Text made of what the grammar is made of, which reaches further into a parser than noise does. */
export const grammarText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ":",
        "|",
        "#",
        "@",
        ",",
        "\n",
        "\r\n",
        "_e{",
        "}",
        // Events are looked into only where their lengths can be read.
        "\n_e{1,1}:a|b",
        "\n_e{5,9}:",
        "_sc|",
        "\n_sc|x|0",
        "T",
        "c:",
        "card:",
      ),
      fc.constantFrom(...METRIC_TYPES, "llm.requests", "1", "-0.5", "1e999", "NaN", "undefined"),
      fc.string({ unit: "binary", maxLength: 8 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.from(parts.join("")));

export const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

const tag = fc.stringMatching(/^[a-z]{1,8}:[a-z0-9_./-]{1,12}$/);
export const metricLine: fc.Arbitrary<MetricLine> = fc
  .record({
    name: fc.stringMatching(/^[a-z][a-z0-9_.]{0,20}$/),
    type: fc.constantFrom(...METRIC_TYPES),
    values: fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
    setValue: fc.stringMatching(/^[a-z0-9:]{1,12}$/),
    tags: fc.array(tag),
    sampleRate: fc.double({ min: 0.001, max: 1, noNaN: true }),
    timestamp: fc.option(fc.integer({ min: 1 }), { nil: undefined }),
  })
  .map(({ type, values, setValue, timestamp, ...common }) => ({
    ...common,
    type,
    values: type === "s" ? [] : values.map((value) => value + 0),
    ...(type === "s" && { setValue }),
    ...(timestamp !== undefined && { timestamp }),
  }));

/** Writes a line with its optional fields in an order of the generator's choice. */
export function writeLine(point: MetricLine, order: readonly number[]): string {
  const fields = [
    `@${point.sampleRate}`,
    `#${point.tags.join(",")}`,
    ...(point.timestamp === undefined ? [] : [`T${point.timestamp}`]),
    "c:ci-00",
    "e:it-false",
    "card:low",
  ];
  const ordered = fields
    .map((field, at) => ({ field, rank: order[at] ?? 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ field }) => field);
  const value = point.setValue ?? point.values.join(":");
  return [`${point.name}:${value}`, point.type, ...ordered].join("|");
}

/** Spans whose every field may be wrong. */
const anySpan = fc.record(
  Object.fromEntries(
    Object.entries(WIRE_SPAN).map(([field, sound]) => [
      field,
      fc.oneof({ weight: 40, arbitrary: fc.constant(sound) }, fc.anything({ withBigInt: true })),
    ]),
  ),
  { requiredKeys: ["trace_id", "span_id"] },
);

/** Fields of v0.5 of which some were exchanged, most of them for indexes. */
const anyFields = fc
  .array(fc.tuple(fc.nat(FIELDS.length - 1), fc.oneof(fc.nat(12), fc.anything())), { maxLength: 3 })
  .map((changes) => {
    const fields = [...FIELDS];
    for (const [at, value] of changes) fields[at] = value;
    return fields;
  });

const wholeBody = fc.oneof(
  fc.array(fc.array(anySpan, { maxLength: 4 }), { maxLength: 4 }).map(packAny),
  anyFields.map(packFields),
  fc.anything({ withBigInt: true }).map(packAny),
);

/** Sound and unsound payloads, also with bytes changed or cut off, and noise. */
export const traceBody = fc.oneof(
  anyBytes,
  wholeBody.map((body) => Buffer.from(body)),
  fc
    .tuple(wholeBody, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }), fc.nat(5))
    .map(([body, changes, cut]) => {
      const bytes = Buffer.from(body);
      for (const [at, byte] of changes) bytes[at % Math.max(bytes.length, 1)] = byte;
      return bytes.subarray(0, Math.max(bytes.length - cut, 0));
    }),
);

/** What cannot be encoded becomes a byte that is no msgpack. */
function packAny(value: unknown): Uint8Array {
  try {
    return pack(value);
  } catch {
    return Uint8Array.of(0xc1);
  }
}

function packFields(fields: readonly unknown[]): Uint8Array {
  try {
    return tracesV05(fields);
  } catch {
    return Uint8Array.of(0xc1);
  }
}
