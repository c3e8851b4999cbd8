import ts from "typescript";

/** What a docstring says, in one line for a cell of a table. */
export function description(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  return oneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
}

/** Text after a tag such as `@default`. */
export function tag(symbol: ts.Symbol, name: string, checker: ts.TypeChecker): string | undefined {
  const found = symbol.getJsDocTags(checker).find((one) => one.name === name);
  return found && oneLine(ts.displayPartsToString(found.text));
}

/**
 * What a call does, takes and throws. Why it is made as it is, in further paragraphs, is for its
 * authors.
 */
export function callDescription(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const tags = symbol.getJsDocTags(checker).flatMap(({ name, text: parts }) => {
    const said = oneLine(ts.displayPartsToString(parts));
    if (name === "param") return [said.replace(/^(\w+) (?:- )?/, "`$1`: ")];
    if (name === "returns") return [`Returns: ${said}`];
    return name === "throws" ? [`Throws ${said.replace(/^(\w+)/, "`$1`")}`] : [];
  });
  const sentences = [oneLine(text.split(/\n\s*\n/)[0] ?? ""), ...tags].filter((one) => one !== "");
  return sentences.map((one) => (/[.!?]$/.test(one) ? one : `${one}.`)).join(" ");
}

function oneLine(text: string): string {
  return text
    .replaceAll(/\{@link (\S+?)\}/g, "`$1`")
    .replaceAll(/\s*\n\s*/g, " ")
    .trim();
}
