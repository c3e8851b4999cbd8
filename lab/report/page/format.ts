/** A unit by the name that Datadog has for it; undefined for plain numbers. */
export type Unit = string | undefined;

const THOUSANDS = [
  { factor: 1e9, suffix: "G" },
  { factor: 1e6, suffix: "M" },
  { factor: 1e3, suffix: "k" },
];

/** Milliseconds of the units of time that Datadog has. */
const TIMES: Readonly<Record<string, number>> = {
  ...{ nanosecond: 1e-6, microsecond: 1e-3, millisecond: 1, second: 1_000 },
  ...{ minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 },
};

const BINARY = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;
const DECIMAL = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** Bytes of the units that Datadog has for them, and the family that it shows them in. */
const BYTES: Readonly<Record<string, readonly [bytes: number, family: readonly string[]]>> = {
  ...{ byte: [1, BINARY], kibibyte: [1_024, BINARY], mebibyte: [1_024 ** 2, BINARY] },
  ...{ gibibyte: [1_024 ** 3, BINARY], tebibyte: [1_024 ** 4, BINARY] },
  ...{ kilobyte: [1e3, DECIMAL], megabyte: [1e6, DECIMAL], gigabyte: [1e9, DECIMAL] },
  ...{ terabyte: [1e12, DECIMAL], byte_in_binary_bytes_family: [1, BINARY] },
  byte_in_decimal_bytes_family: [1, DECIMAL],
};

/**
 * A number as a person reads it: three digits that matter, and the unit.
 *
 * @param aligned Keeps trailing zeros, for numbers below each other. @default false
 */
export function format(value: number, unit?: Unit, aligned = false): string {
  if (!Number.isFinite(value)) return "–";
  const show = (part: number): string => digits(part, aligned);
  switch (unit) {
    case undefined:
      return plain(value, show);
    case "percent":
      return `${show(value)} %`;
    case "fraction":
      return `${show(value * 100)} %`;
    case "dollar":
      return `${value < 0 ? "−" : ""}$${money(Math.abs(value), aligned)}`;
  }
  const milliseconds = Object.hasOwn(TIMES, unit) ? TIMES[unit] : undefined;
  if (milliseconds !== undefined) return time(value * milliseconds, show);
  const [bytes, family] = (Object.hasOwn(BYTES, unit) ? BYTES[unit] : undefined) ?? [];
  if (bytes !== undefined && family !== undefined) return inBytes(value * bytes, family, show);
  return `${plain(value, show)} ${unit.replaceAll("_", " ")}`;
}

function inBytes(
  bytes: number,
  family: readonly string[],
  show: (value: number) => string,
): string {
  const base = family === BINARY ? 1_024 : 1_000;
  let [shown, power] = [bytes, 0];
  for (; Math.abs(shown) >= base && power < family.length - 1; power += 1) shown /= base;
  return `${show(shown)} ${family[power]}`;
}

function time(milliseconds: number, show: (value: number) => string): string {
  const size = Math.abs(milliseconds);
  if (size >= 120_000) return `${show(milliseconds / 60_000)} min`;
  if (size >= 1_000) return `${show(milliseconds / 1_000)} s`;
  return `${show(milliseconds)} ms`;
}

function money(value: number, aligned: boolean): string {
  if (value >= 10_000) return plain(value, (part) => digits(part, aligned));
  if (value >= 1_000) return grouped(Math.round(value));
  if (value === 0) return "0";
  if (value < 1) return digits(value, aligned);
  const text = value.toFixed(2);
  return aligned ? text : text.replace(/\.00$/, "");
}

function plain(value: number, show: (part: number) => string): string {
  const size = Math.abs(value);
  // Four digits are read as fast as a suffix.
  const scale = THOUSANDS.find(({ factor }) => size >= Math.max(factor, 10_000));
  if (scale) return `${show(value / scale.factor)}${scale.suffix}`;
  return Number.isInteger(value) ? grouped(value) : show(value);
}

/** Three significant digits, no exponent. */
function digits(value: number, aligned: boolean): string {
  const size = Math.abs(value);
  if (size < 1e-9) return "0";
  if (size >= 99.95) return grouped(Math.round(value));
  const text = size < 0.001 ? Number(value.toPrecision(2)).toFixed(8) : value.toPrecision(3);
  return signed(
    aligned && size >= 0.001 ? text : text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""),
  );
}

function grouped(value: number): string {
  return signed(String(value).replace(/\B(?=(\d{3})+$)/g, ","));
}

/** A minus as wide as a plus. */
function signed(text: string): string {
  return text.replace(/^-/, "−");
}
