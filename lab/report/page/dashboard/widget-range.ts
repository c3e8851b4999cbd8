import { number, record, text, type Json } from "../json";
import type { Range } from "../time";

const UNITS: Readonly<Record<string, number>> = {
  ...{ m: 60, h: 3_600, d: 86_400, w: 604_800, mo: 2_592_000 },
  ...{ minute: 60, hour: 3_600, day: 86_400, week: 604_800, month: 2_592_000, year: 31_536_000 },
  y: 31_536_000,
};

/** The stretch that a widget shows: its own, up to the end of the dashboard's; else that. */
export function widgetRange(definition: Json, range: Range): Range & { readonly own?: string } {
  const time = record(definition["time"]);
  const span = text(time["live_span"]);
  const [, amount = "", unit = ""] = /^(\d+)(mo|[mhdwy])$/.exec(span) ?? [];
  const seconds =
    amount === ""
      ? number(time["value"], 0) * (UNITS[text(time["unit"])] ?? 0)
      : Number(amount) * (UNITS[unit] ?? 0);
  if (seconds <= 0) return span === "" ? range : { ...range, own: `Not drawn: time ${span}.` };
  const name = span === "" ? `${number(time["value"], 0)} ${text(time["unit"])}` : span;
  return { from: range.to - seconds, to: range.to, own: `the last ${name}` };
}
