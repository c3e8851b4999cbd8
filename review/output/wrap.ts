/** Words between which a query would fall apart. */
const OPERATOR = /^(?:[-+*/<>=]|[<>=!]=|&&|\|\|)$/;
const OPENING = /[([{]/g;
const CLOSING = /[)\]}]/g;
const QUOTE = /"/g;

/**
 * Lines of a width, all but the first with a further indent. What is in quotes or brackets stays whole, and
 * so do queries: whoever copies an address or a query gets it in one piece, although its line is too long.
 *
 * @param text one line, which may begin with spaces
 */
export function wrapLine(text: string, width: number): string[] {
  const [indent = ""] = /^ */.exec(text) ?? [];
  const further = `${indent}    `;
  const lines: string[] = [];
  for (const piece of piecesOf(text.trimStart(), width - further.length)) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(indent + piece);
    else if (last.length + 1 + piece.length <= width) lines[lines.length - 1] = `${last} ${piece}`;
    else lines.push(further + piece);
  }
  return lines;
}

/** Between them a line may end. */
function piecesOf(text: string, room: number): string[] {
  const pieces: string[] = [];
  let isOpen = false;
  let isGlued = false;
  const words = text.split(" ");
  for (const [index, word] of words.entries()) {
    const next = words[index + 1] ?? "";
    const isQuery = OPERATOR.test(word) || (word === "by" && next.startsWith("{"));
    const goesOn = isOpen || isGlued || isQuery || word === "%" || word === "…";
    const before = goesOn ? pieces.pop() : undefined;
    const piece = before === undefined ? word : `${before} ${word}`;
    pieces.push(piece);
    isGlued = isQuery;
    isOpen = hasOpen(piece);
  }
  // The words of a long name are neither a query nor an address.
  return pieces.flatMap((piece) =>
    piece.length > room && !/[{}]|\w[([]/.test(piece) ? piece.split(" ") : piece,
  );
}

/** What was cut off is never closed. */
function hasOpen(piece: string): boolean {
  if (/…[,;:]?$/.test(piece)) return false;
  const count = (pattern: RegExp): number => piece.match(pattern)?.length ?? 0;
  return count(QUOTE) % 2 === 1 || count(OPENING) > count(CLOSING);
}
