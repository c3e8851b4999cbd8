import { h } from "../dom";
import { format, type Unit } from "../format";
import { summary, type Line } from "./lines";
import { block, swatch } from "./swatch";

/** Every series with its numbers, the highest first where there are many. */
export function legend(lines: readonly Line[], unit: Unit): HTMLElement {
  const rows = lines.map((line) => ({ line, numbers: summary(line) }));
  return h(
    "div",
    {
      class: "legend",
      tabindex: lines.length > 4 ? 0 : undefined,
      role: "group",
      "aria-label": "Legend",
    },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, h("span", { class: "sr-only" }, "Series")),
          ...["avg", "max", "last"].map((name) => h("th", { scope: "col", class: "number" }, name)),
        ),
      ),
      h(
        "tbody",
        {},
        ...rows.map(({ line, numbers }) =>
          h(
            "tr",
            {},
            h(
              "th",
              { scope: "row", title: line.label },
              line.display === "bars" || line.display === "area"
                ? block(line.look)
                : swatch(line.look),
              line.label,
            ),
            ...[numbers.avg, numbers.max, numbers.last].map((value) =>
              h("td", { class: "number" }, format(value, line.unit ?? unit, true)),
            ),
          ),
        ),
      ),
    ),
  );
}
