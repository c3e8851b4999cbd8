import { h } from "../../dom";
import { text, type Json } from "../../json";
import { markdown } from "../../markdown";
import type { Drawn, WidgetContext } from "../context";
import { filledIn } from "../filled-in";

export function drawFreeText(definition: Json, { variables }: WidgetContext): Drawn {
  return { body: h("p", { class: "note" }, filledIn(text(definition["text"]), variables)) };
}

export function drawNote(definition: Json, { variables }: WidgetContext): Drawn {
  const content = filledIn(text(definition["content"]), variables);
  return { body: h("div", { class: "note" }, markdown(content)) };
}
