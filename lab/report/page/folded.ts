import { h } from "./dom";

/** Rows that are shown before the others are folded: some four screens of a phone. */
const MAX_SHOWN = 12;

/**
 * A list of which the first rows are shown and the others open below. A fold of one or two rows would
 * take more room than it saves.
 *
 * @param list makes the list of some of the rows
 * @param noun what the rows are, in the plural
 */
export function folded<T>(
  rows: readonly T[],
  list: (rows: readonly T[]) => HTMLElement,
  noun: string,
): HTMLElement[] {
  if (rows.length <= MAX_SHOWN + 2) return [list(rows)];
  const more = rows.slice(MAX_SHOWN);
  return [
    list(rows.slice(0, MAX_SHOWN)),
    h("details", { class: "more" }, h("summary", {}, `${more.length} more ${noun}`), list(more)),
  ];
}
