/**
 * The known name that is closest to a misspelt one; nothing where none is close.
 *
 * @example closest("stagin", ["staging", "production"]) // "staging"
 */
export function closest<Name extends string>(
  given: string,
  known: readonly Name[],
): Name | undefined {
  const most = Math.max(1, Math.floor(given.length / 3));
  const [best] = known
    .map((name) => ({ name, edits: editsBetween(given.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  return best && best.edits <= most ? best.name : undefined;
}

/** Levenshtein's distance. */
function editsBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, char] of Array.from(a).entries()) {
    let left = row + 1;
    let diagonal = row;
    above = above.map((up, column) => {
      if (column === 0) return left;
      const replaced = diagonal + (b[column - 1] === char ? 0 : 1);
      diagonal = up;
      left = Math.min(replaced, up + 1, left + 1);
      return left;
    });
  }
  return above[b.length] ?? a.length;
}
