import type { Measure } from "../measures/measure";

/** A level as people say it: 1.1 %, 0.87, $0.0098, 1,240 ms. */
export function levelText({ kind, amount }: Measure, value: number): string {
  if (kind === "share") return `${fixed(100 * value)} %`;
  if (kind === "mean") return (100 * value).toFixed(1);
  if (amount === "tokens") return countText(value);
  if (amount === "milliseconds") return `${countText(value)} ms`;
  return `$${value.toPrecision(3)}`;
}

/** A change in the measure's own direction: scores that fall have a minus. */
export function changeText(measure: Measure, change: number): string {
  const natural = measure.worse === "higher" ? change : -change;
  if (!Number.isFinite(natural)) return natural > 0 ? "+∞" : "−∞";
  const text = fixed(Math.abs(100 * natural));
  if (Number(text) === 0) return "0";
  return `${natural < 0 ? "−" : "+"}${text}`;
}

/** The interval of a change, in the measure's own direction: "−0.2 to +1.3". */
export function intervalText(
  measure: Measure,
  { low, high }: { readonly low: number; readonly high: number },
  word: "to" | "and" = "to",
): string {
  const [from, to] = measure.worse === "higher" ? [low, high] : [high, low];
  return `${changeText(measure, from)} ${word} ${changeText(measure, to)}`;
}

/** What a change is counted in. */
export const unitOf = ({ kind }: Measure): string => (kind === "ratio" ? "%" : "points");

/** The margin as a change: "+2 points", "−5 points"; without one, what the change is counted in. */
export function marginText(measure: Measure): string {
  if (measure.margin === false) return `shown only (${unitOf(measure)})`;
  return `${measure.worse === "higher" ? "+" : "−"}${measure.margin} ${unitOf(measure)}`;
}

/** Thousands apart, so that nobody counts digits. */
export const countText = (count: number): string =>
  String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");

function fixed(value: number): string {
  return value !== 0 && value < 1 ? value.toFixed(2) : value.toFixed(1);
}
