import { h } from "../../dom";
import { text, type Json } from "../../json";
import { markdown } from "../../markdown";
import type { Drawn } from "../context";

export function drawFreeText(definition: Json): Drawn {
  return { body: h("p", { class: "note" }, text(definition["text"])) };
}

export function drawNote(definition: Json): Drawn {
  return { body: h("div", { class: "note" }, markdown(text(definition["content"]))) };
}
