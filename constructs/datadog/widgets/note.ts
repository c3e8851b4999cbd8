import type { WidgetDefinition } from "./definition";

/** Text beside the graphs. */
export function note(content: string): WidgetDefinition {
  return {
    type: "note",
    content,
    background_color: "white",
    font_size: "14",
    text_align: "left",
    vertical_align: "top",
    show_tick: false,
    tick_pos: "50%",
    tick_edge: "left",
    has_padding: true,
  };
}
