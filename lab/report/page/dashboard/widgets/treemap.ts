import { look } from "../../colours";
import { h } from "../../dom";
import { format } from "../../format";
import type { Json } from "../../json";
import type { Drawn, WidgetContext } from "../context";
import { isSent, metricsOf, rowsOf } from "../evaluate";
import { readRequests } from "../request";
import { noData } from "./message";
import { tile } from "./squarify";

/** Proportions of a usual widget, in which the tiles are to be near squares. */
const BOX = { x: 0, y: 0, width: 160, height: 100 };

export function drawTreemap(definition: Json, context: WidgetContext): Drawn {
  const requests = readRequests(definition);
  const rows = rowsOf(requests, context).filter(({ value }) => value > 0);
  if (rows.length === 0) {
    return { body: noData(metricsOf(requests), (name) => isSent(name, context)) };
  }
  const unit = rows[0]?.formula.unit;
  const total = rows.reduce((sum, { value }) => sum + value, 0);
  return {
    body: h(
      "ul",
      { class: "treemap" },
      ...tile(rows, BOX).map(({ item, x, y, width, height }, index) =>
        h(
          "li",
          {
            title: `${item.label}: ${format(item.value, unit)}`,
            style: {
              left: `${(x / BOX.width) * 100}%`,
              top: `${(y / BOX.height) * 100}%`,
              width: `${(width / BOX.width) * 100}%`,
              height: `${(height / BOX.height) * 100}%`,
              "--tile": `var(--${look(index).colour})`,
            },
          },
          h(
            "div",
            {},
            h("span", {}, item.label),
            h("strong", {}, format(item.value, unit)),
            h("span", {}, format((item.value / total) * 100, "percent")),
          ),
        ),
      ),
    ),
  };
}
