import { h } from "../../dom";
import { text, type Json } from "../../json";
import { markdown } from "../../markdown";
import type { Drawn } from "../context";

export function drawNote(definition: Json): Drawn {
  return { body: h("div", { class: "note" }, markdown(text(definition["content"]))) };
}
