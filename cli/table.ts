import { inLine } from "./terminal-safe";

/**
 * Aligned columns within a width. The last column wraps, so that a narrow terminal loses nothing; a row
 * of one cell stands alone and widens no column. Cells hold names of others: none ends its line.
 *
 * @param width of the whole table in characters
 */
export function table(given: readonly (readonly string[])[], width: number): string[] {
  const rows = given.map((row) => row.map(inLine));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => (row.length < columns ? 0 : (row[column] ?? "").length))),
  );
  const before = widths.slice(0, -1).reduce((sum, column) => sum + column + GAP.length, 0);
  const room = Math.max(MIN_LAST_COLUMN, width - before);
  return rows.flatMap((row) => {
    if (row.length < columns) return row;
    const cells = row.slice(0, -1).map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const [first = "", ...rest] = wrap(row.at(-1) ?? "", room);
    const indent = " ".repeat(before);
    return [[...cells, first].join(GAP).trimEnd(), ...rest.map((line) => indent + line)];
  });
}

const GAP = "  ";
const MIN_LAST_COLUMN = 12;

function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
