import { MAX_TAG_LENGTH, normalizeTagValue, UNKNOWN_TAG_VALUE } from "../../telemetry";

/**
 * The form of names: no space, no quote, no bracket. Text that people or models write has some, and a
 * declaration can hold none of it, because Datadog stores tags without.
 */
const NAME = /^[\p{L}\p{N}_\-:./@+#~=%$]+$/u;

/** Text in the form of a name: percent-encoded, or a sentence in a script that has no spaces. */
const DISGUISED =
  /%[0-9a-f]{2}|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]{25}/iu;

/** The form of what providers call their models and the ends of their answers. */
const PROVIDERS_WORD = /^[A-Za-z0-9][A-Za-z0-9_\-:./@+]*$/;
const MAX_MODEL_LENGTH = 128;
const MAX_REASON_LENGTH = 40;

/**
 * Text of a tag value that came from the application, or `undefined` where there is none. What has not
 * a name's form is `unknown`, and no absent one: an experiment must not count for those without.
 * Objects are not turned into text: their `toString` is the application's code, and may hold anything.
 */
export function tagText(tag: string, value: unknown): string | undefined {
  const isText = typeof value === "string" && value !== "";
  const text = nameText(value) ?? (isText ? UNKNOWN_TAG_VALUE : undefined);
  // Tag values are map keys here, and a key must not keep a megabyte alive.
  return text !== undefined && text.length > MAX_TAG_LENGTH ? normalizeTagValue(tag, text) : text;
}

/** Text for a span's tag: unbounded in its values, but not in its length and form. */
export function spanText(value: unknown): string | undefined {
  return nameText(value)?.slice(0, MAX_TAG_LENGTH);
}

/** The model that a provider says answered. */
export function modelText(value: unknown): string | undefined {
  return providersWord(value, MAX_MODEL_LENGTH);
}

/** Why a provider says an answer ended. */
export function reasonText(value: unknown): string | undefined {
  return providersWord(value, MAX_REASON_LENGTH);
}

function nameText(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return undefined;
  // The cut comes first: a value of a megabyte must not cost a megabyte of a regular expression.
  const start = value.slice(0, MAX_TAG_LENGTH);
  return NAME.test(start) && !DISGUISED.test(start) ? value : undefined;
}

function providersWord(value: unknown, maxLength: number): string | undefined {
  const isWord =
    typeof value === "string" && value.length <= maxLength && PROVIDERS_WORD.test(value);
  return isWord ? value : undefined;
}
