import type { MessageContext } from "./context";
import { evaluateTemplateExpression } from "./evaluate";
import type { Word } from "./template";

/** What stands in the place of `{{…}}`; undefined where Datadog shows nothing. */
export function valueOf(words: readonly Word[], context: MessageContext): string | undefined {
  const [head, first, second] = words;
  switch (head?.text) {
    case "eval":
      return first && showEvaluated(first.text, context);
    case "urlencode": {
      const value = first && lookUp(first.text, context);
      return value === undefined ? undefined : encodeURIComponent(value);
    }
    case "local_time":
      return first && second && localTime(first.text, second.text, context);
    // Changes the priority of this notification, and shows nothing.
    case "override_priority":
      return "";
    default:
      return head && words.length === 1 ? lookUp(head.text, context) : undefined;
  }
}

/** Of functions that give a text, the page names the units, but neither their base nor their digits. */
function showEvaluated(expression: string, context: MessageContext): string | undefined {
  const [, name, inner = ""] =
    /^\s*(humanize_bytes|humanize_bits|to_bool)\s*\((.*)\)\s*$/.exec(expression) ?? [];
  const value = evaluated(name === undefined ? expression : inner, context);
  if (name === undefined || Number.isNaN(value)) return showNumber(value);
  if (name === "to_bool") return String(value !== 0);
  const power = Math.min(
    UNITS.length - 1,
    Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10),
  );
  const unit = name === "humanize_bytes" ? "B" : "b";
  return `${showNumber(value / 1_024 ** power)} ${UNITS[power]}${unit}`;
}

const UNITS = ["", "K", "M", "G", "T", "P"] as const;

export function evaluated(expression: string, context: MessageContext): number {
  return evaluateTemplateExpression(expression, (name) => Number(raw(name, context) ?? NaN));
}

function lookUp(name: string, context: MessageContext): string | undefined {
  const value = raw(name, context);
  return typeof value === "number" ? showNumber(value) : value;
}

/** A key with a dot is written in brackets: `[dot.key].name`. */
export function raw(name: string, { variables }: MessageContext): string | number | undefined {
  return variables.get(name.replace(/[[\]]/g, ""));
}

/** Three digits after the point, or three that are not zero. */
export function showNumber(value: number): string | undefined {
  if (Number.isNaN(value)) return undefined;
  const rounded = Math.abs(value) >= 1 ? value.toFixed(3) : value.toPrecision(3);
  return String(Number(rounded));
}

function localTime(name: string, timeZone: string, context: MessageContext): string | undefined {
  const epoch = Number(raw(`${name}_epoch`, context) ?? NaN);
  if (Number.isNaN(epoch)) return undefined;
  try {
    const date = new Date(epoch);
    return date.toLocaleString("sv-SE", { timeZone }) + offsetOf(date, timeZone);
  } catch {
    return undefined;
  }
}

/** `+09:00`: how far a time zone is ahead of UTC. */
function offsetOf(date: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(date).find(({ type }) => type === "timeZoneName")?.value;
  return name === undefined || name === "GMT" ? "+00:00" : name.replace("GMT", "");
}
