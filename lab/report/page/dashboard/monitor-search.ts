/**
 * Reads a search for monitors or objectives by their tags: `tag:(service:a)`, `tag:"env:b"` or, for
 * objectives, `env:b`.
 *
 * @returns undefined where the search holds anything else.
 */
export function searchedTags(query: string): string[] | undefined {
  const terms = query.match(/tag:\([^()]*\)|tag:"[^"]*"|\S+/g) ?? [];
  const tags = terms
    .filter((term) => term !== "AND" && term !== "*")
    .map((term) => /^tag:\(\s*"?([^()"\s]*)"?\s*\)$|^tag:"([^"]*)"$|^([\w-]+:[\w./-]+)$/.exec(term))
    .map((parts) => parts?.[1] ?? parts?.[2] ?? parts?.[3]);
  return tags.every((tag) => tag !== undefined) ? tags : undefined;
}
