/** Lines around a change that are shown with it. */
const CONTEXT = 1;

/**
 * The changed lines of a text with one line around each, marked `+`, `-` or not at all.
 *
 * @param before empty for a new file, of which every line is shown
 */
export function diffLines(before: string, after: string): string[] {
  const marked = markedLines(linesOf(before), linesOf(after));
  const isNear = (index: number): boolean =>
    marked
      .slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1)
      .some((line) => !line.startsWith(" "));
  return marked.filter((_, index) => isNear(index));
}

const linesOf = (text: string): string[] => (text === "" ? [] : text.trimEnd().split("\n"));

/** By the longest common subsequence: the files are small. */
function markedLines(before: readonly string[], after: readonly string[]): string[] {
  const common = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const at = (row: number, column: number): number => common[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const isSame = before[row] === after[column];
      const longest = Math.max(at(row + 1, column), at(row, column + 1));
      (common[row] ?? [])[column] = isSame ? at(row + 1, column + 1) + 1 : longest;
    }
  }
  const marked: string[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const [removed, added] = [before[row], after[column]];
    if (removed !== undefined && removed === added) {
      marked.push(`  ${removed}`);
      [row, column] = [row + 1, column + 1];
    } else if (removed !== undefined && at(row + 1, column) >= at(row, column + 1)) {
      marked.push(`- ${removed}`);
      row += 1;
    } else {
      marked.push(`+ ${added ?? ""}`);
      column += 1;
    }
  }
  return marked;
}
