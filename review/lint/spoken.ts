/**
 * The words that a message says to people: without receivers, variables and conditions.
 *
 * @param receivers the handles in it, without the `@`
 */
export function spokenWords(message: string, receivers: readonly string[]): string[] {
  const bare = receivers.reduce((text, one) => text.replaceAll(`@${one}`, ""), message);
  return bare.replace(/\{\{[^}]*\}\}/g, " ").match(/\p{L}{2,}/gu) ?? [];
}
