/** A unit by the name that Datadog has for it; undefined for plain numbers. */
export type Unit = string | undefined;

const THOUSANDS = [
  { factor: 1e9, suffix: "G" },
  { factor: 1e6, suffix: "M" },
  { factor: 1e3, suffix: "k" },
];

/** A number as a person reads it: three digits that matter, and the unit. */
export function format(value: number, unit?: Unit): string {
  if (!Number.isFinite(value)) return "–";
  switch (unit) {
    case "percent":
      return `${digits(value)} %`;
    case "millisecond":
      return time(value);
    case "nanosecond":
      return time(value / 1e6);
    case "second":
      return time(value * 1_000);
    case "dollar":
      return `${value < 0 ? "−" : ""}$${money(Math.abs(value))}`;
    default:
      return plain(value);
  }
}

function time(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size >= 120_000) return `${digits(milliseconds / 60_000)} min`;
  if (size >= 1_000) return `${digits(milliseconds / 1_000)} s`;
  return `${digits(milliseconds)} ms`;
}

function money(value: number): string {
  if (value >= 1_000) return plain(value);
  if (value === 0) return "0";
  if (value >= 1) return value.toFixed(2).replace(/\.00$/, "");
  return trimmed(value.toPrecision(3));
}

function plain(value: number): string {
  const scale = THOUSANDS.find(
    ({ factor }) => Math.abs(value) >= factor * 10 || (factor > 1e3 && Math.abs(value) >= factor),
  );
  if (scale) return `${digits(value / scale.factor)}${scale.suffix}`;
  if (Math.abs(value) >= 1_000) return grouped(Math.round(value));
  return digits(value);
}

/** Three significant digits, no exponent, no trailing zeros. */
function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return grouped(Math.round(value));
  if (size < 0.001) return size < 1e-9 ? "0" : trimmed(value.toPrecision(2));
  return trimmed(value.toPrecision(3));
}

function trimmed(text: string): string {
  const plainText = text.includes("e") ? Number(text).toFixed(8) : text;
  const short = plainText.includes(".") ? plainText.replace(/\.?0+$/, "") : plainText;
  return short.replace(/^-/, "−");
}

function grouped(value: number): string {
  return String(value)
    .replace(/^-/, "−")
    .replace(/\B(?=(\d{3})+$)/g, ",");
}
