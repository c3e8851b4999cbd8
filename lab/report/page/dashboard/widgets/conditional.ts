import { records, text, number, type Json } from "../../json";

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => a === b,
};

/** How a value is coloured, with a word for those who do not see it. */
export interface Format {
  readonly className: string;
  readonly word: string;
  readonly style?: Readonly<Record<string, string>>;
  readonly hidesValue?: boolean;
}

const PALETTES: Readonly<Record<string, Format>> = {
  white_on_red: { className: "is-alert", word: "critical" },
  white_on_yellow: { className: "is-warn", word: "warning" },
  white_on_green: { className: "is-ok", word: "good" },
  white_on_gray: { className: "is-plain", word: "grey" },
  black_on_light_red: { className: "is-alert-soft", word: "critical" },
  black_on_light_yellow: { className: "is-warn-soft", word: "warning" },
  black_on_light_green: { className: "is-ok-soft", word: "good" },
  red_on_white: { className: "is-alert-text", word: "critical" },
  yellow_on_white: { className: "is-warn-text", word: "warning" },
  green_on_white: { className: "is-ok-text", word: "good" },
};

/** The first rule that holds. */
export function conditionalFormat(value: number, formats: unknown): Format | undefined {
  const rule = records(formats).find((one: Json) =>
    COMPARE[text(one["comparator"])]?.(value, number(one["value"], NaN)),
  );
  if (!rule) return undefined;
  const known = PALETTES[text(rule["palette"])];
  const hidesValue = rule["hide_value"] === true;
  return { ...(known ?? customFormat(rule)), hidesValue };
}

/** Palettes that a rule defines itself; others are drawn in words alone. */
function customFormat(rule: Json): Format {
  const colours = [
    ["background-color", rule["custom_bg_color"]],
    ["color", rule["custom_fg_color"]],
  ].filter((one): one is [string, string] => /^#[0-9a-f]{3,8}$/i.test(text(one[1])));
  return {
    className: "is-custom",
    word: text(rule["palette"]).replaceAll("_", " "),
    style: Object.fromEntries(colours),
  };
}

export function coloured(rule: Format | undefined): { style?: Readonly<Record<string, string>> } {
  return rule?.style ? { style: rule.style } : {};
}
