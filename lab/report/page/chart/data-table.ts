import { h } from "../dom";
import { format, type Unit } from "../format";
import { dateAndClock } from "../time";
import { isValue, type Line } from "./lines";

const MAX_ROWS = 400;

/** What a chart shows, in numbers. */
export function dataTable(title: string, lines: readonly Line[], unit: Unit): HTMLElement {
  const times = [...new Set(lines.flatMap((line) => Array.from(line.times)))].sort((a, b) => a - b);
  const cells = lines.map(
    (line) => new Map(Array.from(line.times, (time, index) => [time, line.values[index]])),
  );
  return h(
    "div",
    { class: "data-table", tabindex: 0, role: "region", "aria-label": `${title}, as a table` },
    h(
      "table",
      {},
      h("caption", { class: "sr-only" }, title),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Time (UTC)"),
          ...lines.map(({ label }) => h("th", { scope: "col", class: "number" }, label)),
        ),
      ),
      h(
        "tbody",
        {},
        ...times.slice(-MAX_ROWS).map((time) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, dateAndClock(time)),
            ...cells.map((column, index) => {
              const value = column.get(time);
              const text = isValue(value) ? format(value, lines[index]?.unit ?? unit, true) : "";
              return h("td", { class: "number" }, text);
            }),
          ),
        ),
      ),
    ),
  );
}
