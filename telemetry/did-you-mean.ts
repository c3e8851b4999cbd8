/**
 * The known name that is closest to a misspelt or shortened one; nothing where none is close. Case,
 * underscores and hyphens do not count: `invalidJson` means `invalid_json`, `warn` means `warning`.
 *
 * @example closest("stagin", ["staging", "production"]) // "staging"
 */
export function closest<Name extends string>(
  given: string,
  known: readonly Name[],
): Name | undefined {
  const word = bare(given);
  const most = word.length < 4 ? 1 : Math.ceil(word.length / 3);
  const spelt = known.map((name) => ({ name, bare: bare(name) }));
  // A name much longer than all known ones is no slip, and comparing it would take long.
  const [best] = spelt
    .filter((one) => Math.abs(one.bare.length - word.length) <= most)
    .map((one) => ({ ...one, edits: editsBetween(word, one.bare) }))
    .sort((a, b) => a.edits - b.edits);
  if (best && best.edits <= most) return best.name;
  return word.length < 3 ? undefined : spelt.find((one) => one.bare.startsWith(word))?.name;
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, "");
}

/** Levenshtein's distance. */
function editsBetween(a: string, b: string): number {
  let row = [0];
  while (row.length <= b.length) row.push(row.length);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
