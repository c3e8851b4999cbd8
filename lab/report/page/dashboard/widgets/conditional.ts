import { records, text, number, type Json } from "../../json";

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
};

/** How a value is coloured, with a word for those who do not see it. */
export interface Format {
  readonly className: string;
  readonly word: string;
}

const PALETTES: Readonly<Record<string, Format>> = {
  white_on_red: { className: "is-alert", word: "critical" },
  white_on_yellow: { className: "is-warn", word: "warning" },
  white_on_green: { className: "is-ok", word: "good" },
};

/** The first rule that holds. */
export function conditionalFormat(value: number, formats: unknown): Format | undefined {
  const rule = records(formats).find((one: Json) =>
    COMPARE[text(one["comparator"])]?.(value, number(one["value"], NaN)),
  );
  return rule && PALETTES[text(rule["palette"])];
}
