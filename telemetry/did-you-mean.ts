/**
 * The known name that is closest to a misspelt one; nothing where none is close. Case, underscores and
 * hyphens do not count: `invalidJson` means `invalid_json`.
 *
 * @example closest("stagin", ["staging", "production"]) // "staging"
 */
export function closest<Name extends string>(
  given: string,
  known: readonly Name[],
): Name | undefined {
  const word = bare(given);
  const most = Math.max(1, Math.floor(word.length / 3));
  // A name much longer than all known ones is no slip, and comparing it would take long.
  const [best] = known
    .filter((name) => Math.abs(bare(name).length - word.length) <= most)
    .map((name) => ({ name, edits: editsBetween(word, bare(name)) }))
    .sort((a, b) => a.edits - b.edits);
  return best && best.edits <= most ? best.name : undefined;
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, "");
}

/** Levenshtein's distance. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
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
