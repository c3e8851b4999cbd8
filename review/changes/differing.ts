/**
 * Two long queries, cut to where they differ: from the first difference to the last, with the word that
 * it stands in.
 */
export function differing(before: string, after: string): [before: string, after: string] {
  const [was, is] = [words(before), words(after)];
  let start = 0;
  while (start < Math.min(was.length, is.length) - 1 && was[start] === is[start]) start += 1;
  let end = 0;
  const room = Math.min(was.length, is.length) - start - 1;
  while (end < room && was.at(-1 - end) === is.at(-1 - end)) end += 1;
  const cut = (all: readonly string[]): string =>
    `${start > 0 ? "… " : ""}${all
      .slice(start, all.length - end)
      .join("")
      .trim()}${end > 0 ? " …" : ""}`;
  return [cut(was), cut(is)];
}

/** Tags, numbers and references are words, and so is whatever stands between them. */
function words(query: string): string[] {
  return query.match(/\$\{[^}]*\}|[\w:.-]+|\s+|[^\w\s:.-]/g) ?? [];
}
