/** A unit by the name that Datadog has for it; undefined for plain numbers. */
export type Unit = string | undefined;

const THOUSANDS = [
  { factor: 1e9, suffix: "G" },
  { factor: 1e6, suffix: "M" },
  { factor: 1e3, suffix: "k" },
];

/**
 * A number as a person reads it: three digits that matter, and the unit.
 *
 * @param aligned Keeps trailing zeros, for numbers below each other. @default false
 */
export function format(value: number, unit?: Unit, aligned = false): string {
  if (!Number.isFinite(value)) return "–";
  const show = (part: number): string => digits(part, aligned);
  switch (unit) {
    case "percent":
      return `${show(value)} %`;
    case "millisecond":
      return time(value, show);
    case "nanosecond":
      return time(value / 1e6, show);
    case "second":
      return time(value * 1_000, show);
    case "dollar":
      return `${value < 0 ? "−" : ""}$${money(Math.abs(value), aligned)}`;
    default:
      return plain(value, show);
  }
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
