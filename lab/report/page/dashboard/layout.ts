import { text } from "../json";
import type { Layout, Placed } from "./read-dashboard";

/** What stands below each other on a dashboard: a group, or the widgets between two groups. */
export type Section =
  | { readonly kind: "group"; readonly group: Placed }
  | { readonly kind: "grid"; readonly widgets: readonly Placed[] };

export function sectionsOf(widgets: readonly Placed[]): Section[] {
  const sections: Section[] = [];
  let open: Placed[] | undefined;
  for (const placed of widgets) {
    if (text(placed.definition["type"]) === "group") {
      sections.push({ kind: "group", group: placed });
      open = undefined;
    } else if (open) open.push(placed);
    else sections.push({ kind: "grid", widgets: (open = [placed]) });
  }
  return sections;
}

/** The order in which one reads: where there is room for one column only, it is that of the widgets. */
export function inOrder(widgets: readonly Placed[]): Placed[] {
  if (!widgets.every(({ layout }) => layout)) return [...widgets];
  return [...widgets].sort(
    ({ layout: a }, { layout: b }) => (a?.y ?? 0) - (b?.y ?? 0) || (a?.x ?? 0) - (b?.x ?? 0),
  );
}

const COLUMNS = 12;
const ROW = "96px";
/** Room that grows with a note, which is as long as its text. */
const NOTE_ROW = "minmax(96px, auto)";

/** The columns and rows of a grid, for its style. */
export function gridStyle(widgets: readonly Placed[], isFree: boolean): Record<string, string> {
  if (isFree) {
    // Its coordinates are about ten pixels; as many as it takes share the width of the page.
    const columns = Math.max(COLUMNS, ...widgets.map(({ layout }) => endOf(layout, "x")));
    return {
      "--columns": String(columns),
      "grid-auto-rows": `calc(100cqw / ${columns})`,
      gap: "0",
    };
  }
  return { "grid-template-rows": rows(widgets).join(" ") };
}

/** Where a widget stands in its grid; one without a place comes after the one before it. */
export function placeStyle({ layout }: Placed, widgets: readonly Placed[]): Record<string, string> {
  if (!layout) return {};
  const top = Math.min(...widgets.map((one) => one.layout?.y ?? 0));
  return {
    "--column": `${layout.x + 1} / span ${layout.width}`,
    "--row": `${layout.y - top + 1} / span ${layout.height}`,
  };
}

function endOf(layout: Layout | undefined, axis: "x" | "y"): number {
  if (!layout) return 0;
  return layout[axis] + (axis === "x" ? layout.width : layout.height);
}

function rows(widgets: readonly Placed[]): string[] {
  const top = Math.min(...widgets.map(({ layout }) => layout?.y ?? 0));
  const bottom = Math.max(top, ...widgets.map(({ layout }) => endOf(layout, "y")));
  return Array.from({ length: bottom - top }, (_, index) => {
    const here = widgets.filter(
      ({ layout }) => layout && layout.y <= top + index && top + index < endOf(layout, "y"),
    );
    const notes = here.filter(({ definition }) => text(definition["type"]) === "note");
    if (notes.length === here.length) return "auto";
    return notes.length > 0 ? NOTE_ROW : ROW;
  });
}
