/** Datadog cuts `key:value` at 200 characters. */
export const MAX_TAG_LENGTH = 200;

/** The value of a tag that would otherwise be empty: a group needs all of its tags to exist. */
export const UNKNOWN_TAG_VALUE = "unknown";

const FORBIDDEN = /[^\p{L}\p{N}_\-:./]/gu;

/**
 * Rewrites a tag value the way Datadog stores it, so that queries written from it match what arrives:
 * lowercase; letters, digits, `_ - : . /` kept, anything else an underscore; runs of underscores
 * folded; no trailing underscore; cut so that `key:value` has at most 200 characters.
 *
 * An empty value becomes `unknown`, because a series that lacks one tag of a `by {…}` disappears from
 * that group.
 *
 * @see https://docs.datadoghq.com/getting_started/tagging/
 * @example normalizeTagValue("model", "meta-llama/Llama-3-70b") // "meta-llama/llama-3-70b"
 */
export function normalizeTagValue(key: string, value: string): string {
  const room = MAX_TAG_LENGTH - key.length - 1;
  // The cut comes first: a value of a megabyte must not cost a megabyte of regular expressions.
  const stored = value
    .slice(0, room * 2)
    .toLowerCase()
    .replace(FORBIDDEN, "_")
    .replace(/_{2,}/g, "_");
  const cut = Array.from(stored).slice(0, room).join("").replace(/_$/, "");
  return cut === "" ? UNKNOWN_TAG_VALUE : cut;
}

/** True where Datadog stores the value unchanged. */
export function isStoredForm(key: string, value: string): boolean {
  return normalizeTagValue(key, value) === value;
}

/**
 * True for a name that Datadog accepts for a metric: ASCII letters, digits, `_` and `.`, starting
 * with a letter, at most 200 characters.
 *
 * @see https://docs.datadoghq.com/metrics/custom_metrics/#naming-custom-metrics
 */
export function isMetricName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_.]{0,199}$/.test(name);
}
