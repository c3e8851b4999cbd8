/** Text for a cell or a line: what would end it, begin markup or notify a user of the forge, is shown as it is. */
export function markdownText(text: string): string {
  return text
    .replace(/[\\|<>*_`[\]]/g, (character) => `\\${character}`)
    .replace(/@/g, "@\u200b")
    .replace(/\s+/g, " ");
}

/** Text as code, which notifies nobody. */
export function markdownCode(text: string): string {
  return `\`${text.replace(/`/g, "'").replace(/\|/g, "\\|").replace(/\s+/g, " ")}\``;
}
