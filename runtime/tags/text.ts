import { PREFIXED } from "../errors/issued-keys";
import { holdsOpaqueKey } from "../errors/opaque-key";
import { isNoText } from "../errors/word";
import { MAX_TAG_LENGTH, normalizeTagValue, UNKNOWN_TAG_VALUE } from "../../telemetry";

/**
 * The form of names: no space, no quote, no bracket. Text that people or models write has some, and a
 * declaration can hold none of it, because Datadog stores tags without.
 */
const NAME = /^[\p{L}\p{N}_\-:./@+#~=%$]+$/u;

/** Text in the form of a name: percent-encoded, or a sentence in a script that has no spaces. */
const DISGUISED =
  /%[0-9a-f]{2}|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]{25}/iu;

/** An address with its password, or an e-mail address. */
const WITH_AT = /:\/\/[^/]*@|@[a-z-]{1,63}(?:\.[a-z-]{1,63}){0,3}\.[a-z]{2,24}$/i;

/**
 * A sentence as forms encode it, and one with its words joined: of twelve words, or of nine with one that
 * people say. Prompts and branches have names of up to eight: `what-is-my-order-status-v2`.
 */
const WITH_PLUS = /(?:[a-z]+\+){3}/i;
const JOINED = /(?:[a-z\d]+[-_+]){8}[a-z\d]/i;
const JOINED_WORDS = /(?:[a-z]+[-_+]){11}[a-z]/i;
const SAID = /(?<![a-z])(?:the|my|your|you|please|what|how|why)(?![a-z])/i;

/** A key in a name's place; names may begin like one (`sk_support_2026` is Slovak), but have shorter parts. */
const KEY = new RegExp(`^(?:${PREFIXED.join("|")})`);
const LONG_PART = /(?<![A-Za-z\d])(?=[A-Za-z]{0,100}\d)[A-Za-z\d]{16}/;

/** Shorter texts are neither. */
const MIN_LENGTH = 20;

/** As most ids are written; to look for sentences in each would cost more than all else that is done to it. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a user's id becomes: hexadecimal, or Base64 of 16 bytes and more. */
const HEXADECIMAL = /^[0-9a-f]{8,128}$/i;
const BASE64 = /^[\w+/-]{22,128}={0,2}$/;

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

/** The hash of a user's id: an id in the clear, or an e-mail address, is none. */
export function hashText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const isHash = HEXADECIMAL.test(value) || (BASE64.test(value) && holdsOpaqueKey(value, ""));
  return isHash ? value : undefined;
}

/** The model that a provider says answered. */
export function modelText(value: unknown): string | undefined {
  return providersWord(value, MAX_MODEL_LENGTH);
}

/** Why a provider says an answer ended. */
export function reasonText(value: unknown): string | undefined {
  const word = providersWord(value, MAX_REASON_LENGTH);
  return word !== undefined && isNoText(word) ? word : undefined;
}

function nameText(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return undefined;
  // The cut comes first: a value of a megabyte must not cost a megabyte of a regular expression.
  const start = value.slice(0, MAX_TAG_LENGTH);
  return NAME.test(start) && !isDisguised(start) ? value : undefined;
}

/** The searches go from cheap to dear, each only where the text may hold what it looks for. */
function isDisguised(text: string): boolean {
  if (DISGUISED.test(text)) return true;
  if (text.includes("@") && WITH_AT.test(text)) return true;
  if (text.includes("+") && WITH_PLUS.test(text)) return true;
  if (text.length < MIN_LENGTH || UUID.test(text)) return false;
  if (LONG_PART.test(text) && KEY.test(text)) return true;
  return JOINED.test(text) && (SAID.test(text) || JOINED_WORDS.test(text));
}

function providersWord(value: unknown, maxLength: number): string | undefined {
  const isWord =
    typeof value === "string" && value.length <= maxLength && PROVIDERS_WORD.test(value);
  return isWord ? value : undefined;
}
