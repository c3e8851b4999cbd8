/** A query that cannot be read or evaluated, with the place. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  /** Column in its line, from 1. */
  readonly column: number;
  /** From 1. */
  readonly line: number;
  /** What is wrong, without the place. */
  readonly reason: string;

  /**
   * @param query The whole text.
   * @param at Offset of the place, from 0.
   */
  constructor(
    readonly query: string,
    readonly at: number,
    reason: string,
  ) {
    const before = query.slice(0, at).split("\n");
    const line = before.length;
    const column = (before.at(-1)?.length ?? 0) + 1;
    super(`${reason} at ${place(line, column)}\n${excerpt(query, line, column)}`);
    this.reason = reason;
    this.line = line;
    this.column = column;
  }
}

function place(line: number, column: number): string {
  return line === 1 ? `column ${column}` : `line ${line}, column ${column}`;
}

/** Long queries are cut around the place, so that the caret stays on the screen. */
const CONTEXT = 50;

function excerpt(query: string, line: number, column: number): string {
  const text = (query.split("\n")[line - 1] ?? "").replace(/\t/g, " ");
  const start = Math.max(0, column - 1 - CONTEXT);
  const shown = text.slice(start, column - 1 + CONTEXT);
  return `  ${shown}\n  ${" ".repeat(column - 1 - start)}^`;
}
