/** The longest codes of Node and of providers have 47; text of more is a message in disguise. */
const MAX_LENGTH = 56;

const CODE = /^[A-Za-z_$][A-Za-z0-9_.$-]*$/;
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** No part of a class name or code is longer: text without its spaces is. */
const RUN = /[A-Z]{21}|[A-Z]?[a-z]{20}/;

/**
 * Digits within letters, as ids and keys have them, and `toBase64String`, `X509`, `HTTP429Error` and
 * `ISO8601ParseError` have not.
 */
const DRAWN =
  /(?:[a-z](?=\d+[a-z])|[A-Z](?=\d+[A-Z]))(?!(?:16|24|32|64|[1-5]\d\d|7807|8601|9457)\D)\d{2}|(?:\d[A-Za-z]{1,4}){3}\d/;

/** What people say, between the parts of a word; `YouTubeError` and `WeChatPayError` have one such word. */
const SPOKEN =
  /(?<![a-z])(?:the|my|your|you|me|we|our|he|she|his|her|him|they|them|their|please|what|why|who|how)(?![a-z])/gi;
const MAX_SPOKEN = 1;

/** True for the form of an error's code. */
export function isWord(value: unknown): value is string {
  return typeof value === "string" && CODE.test(value) && isNoText(value);
}

/** True for the form of a class's or a function's name. */
export function isIdentifier(value: unknown): value is string {
  return typeof value === "string" && IDENTIFIER.test(value) && isNoText(value);
}

/** Whether what has a word's form was not put together of text: the name of a class may be its input. */
export function isNoText(word: string): boolean {
  if (word.length > MAX_LENGTH || RUN.test(word) || DRAWN.test(word)) return false;
  const parts = word.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_");
  return (parts.match(SPOKEN)?.length ?? 0) <= MAX_SPOKEN;
}
