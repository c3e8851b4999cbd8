/**
 * The @-handles of a rendered message, without the `@`, in the order of their first appearance.
 *
 * @see https://docs.datadoghq.com/monitors/notify/#notifications
 */
export function receivers(message: string): string[] {
  // An @ within a word is an address or a query, unless the word starts with one.
  const handles = message.matchAll(/(?<![^\s(,;>])@([\p{L}\p{N}_.+#:/-]+(?:@[\p{L}\p{N}_.-]+)?)/gu);
  const names = Array.from(handles, ([, name]) => name?.replace(/[.:,/-]+$/, "") ?? "");
  return [...new Set(names.filter((name) => name !== ""))];
}
