/**
 * Text for a cell or a line: what would end it, begin markup or notify a user of the forge, is shown as it
 * is. A forge looks for users in what an entity stands for, too.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[\\|<>*_`[\]~]/g, (character) => `\\${character}`)
    .replace(/&/g, "&amp;")
    .replace(/@/g, "@\u200b")
    .replace(/\s+/g, " ");
}

/** Text as code, which notifies nobody. Behind a backslash, a line would end the cell, escaped or not. */
export function markdownCode(text: string): string {
  const line = text
    .replace(/`/g, "'")
    .replace(/\s+/g, " ")
    .replace(/\\+(?=\|)/g, "$& ");
  return `\`${line.replace(/\|/g, "\\|")}\``;
}
