import { withoutInterpolations } from "./interpolations";

/** Stands for what Datadog or Terraform fills in, and for nothing else. */
const FILLED_IN = "\0";

/** The targets of a message's links, but those that Datadog or Terraform completes. */
export function linksOf(message: string): string[] {
  const text = withoutInterpolations(message, () => FILLED_IN).replace(/\{\{[^}]*\}\}/g, FILLED_IN);
  const written = Array.from(text.matchAll(/\]\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g), ([, to]) =>
    (to ?? "").trim(),
  );
  const bare = Array.from(text.matchAll(/https?:\/\/[^\s)>\]"'`|]+/g), ([url]) =>
    url.replace(/[.,:;!?*_]+$/, ""),
  );
  return [...new Set([...written, ...bare])].filter((link) => !link.includes(FILLED_IN));
}
