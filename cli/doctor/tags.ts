import { BOOTSTRAP_TAG_VALUE } from "../bootstrap/points";
import { unique } from "./words";

/** The key of `key:value`, which ends at the first colon. */
export function keyOf(tag: string): string {
  return tag.split(":", 1)[0] ?? tag;
}

/** The values of a key among tags, without those of a bootstrap. */
export function valuesOf(key: string, tags: readonly string[]): string[] {
  const values = tags.flatMap((tag) =>
    tag.startsWith(`${key}:`) ? [tag.slice(key.length + 1)] : [],
  );
  return unique(values.filter((value) => value !== BOOTSTRAP_TAG_VALUE));
}
