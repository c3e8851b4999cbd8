import type { GroupTags } from "../../../../metrics";
import { h } from "../../dom";
import { format } from "../../format";
import { number, record, records, text, type Json } from "../../json";
import type { Drawn, WidgetContext } from "../context";
import { formulasOf, scalarsOf, type Formula } from "../evaluate";
import { conditionalFormat } from "./conditional";
import { noData } from "./message";
import { isSent, metricsOf } from "./timeseries";

interface TableRow {
  readonly tags: GroupTags;
  readonly values: readonly number[];
}

export function drawQueryTable(definition: Json, context: WidgetContext): Drawn {
  const request = record(records(definition["requests"])[0]);
  const formulas = formulasOf(request);
  const rows = tableRows(request, formulas, context);
  if (rows.length === 0) {
    return { body: noData(metricsOf([request]), (name) => isSent(name, context)) };
  }
  const sort = record(request["sort"]);
  const order = record(records(sort["order_by"])[0]);
  const body = h("div", {
    ...{ class: "query-table", tabindex: 0, role: "region" },
    "aria-label": text(definition["title"]),
  });
  const draw = (by: number, descending: boolean): void => {
    const direction = descending ? -1 : 1;
    const sorted = [...rows].sort((a, b) => direction * compare(a.values[by], b.values[by]));
    const shown = sorted.slice(0, number(sort["count"], 10));
    body.replaceChildren(table(shown, formulas, by, descending, draw));
  };
  draw(number(order["index"], 0), text(order["order"], "desc") === "desc");
  return { body };
}

/** Every group that any column has; without a value, the cell is empty. */
function tableRows(
  request: Json,
  formulas: readonly Formula[],
  context: WidgetContext,
): TableRow[] {
  const rows = new Map<string, { tags: GroupTags; values: number[] }>();
  formulas.forEach((formula, column) => {
    for (const { tags, value } of scalarsOf(request, formula, context)) {
      const key = JSON.stringify(tags);
      const row = rows.get(key) ?? { tags, values: formulas.map(() => NaN) };
      row.values[column] = value;
      rows.set(key, row);
    }
  });
  return [...rows.values()].filter(({ values }) => values.some((value) => !Number.isNaN(value)));
}

function compare(a: number | undefined, b: number | undefined): number {
  return (Number.isNaN(a) ? -Infinity : (a ?? 0)) - (Number.isNaN(b) ? -Infinity : (b ?? 0));
}

function table(
  rows: readonly TableRow[],
  formulas: readonly Formula[],
  by: number,
  descending: boolean,
  sortBy: (column: number, descending: boolean) => void,
): HTMLElement {
  const keys = Object.keys(rows[0]?.tags ?? {})
    .sort()
    .reverse();
  const sorted = descending ? "descending" : "ascending";
  const heads = formulas.map(({ alias, formula }, column) =>
    h(
      "th",
      { scope: "col", class: "number", "aria-sort": column === by ? sorted : undefined },
      h(
        "button",
        {
          type: "button",
          on: { click: () => sortBy(column, column === by ? !descending : true) },
        },
        alias ?? formula,
      ),
    ),
  );
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ...keys.map((key) => h("th", { scope: "col" }, key)), ...heads)),
    h(
      "tbody",
      {},
      ...rows.map(({ tags, values }) =>
        h(
          "tr",
          {},
          ...keys.map((key) => h("th", { scope: "row" }, tags[key])),
          ...values.map((value, column) => cell(value, formulas[column])),
        ),
      ),
    ),
  );
}

function cell(value: number, formula: Formula | undefined): HTMLElement {
  const rule = conditionalFormat(value, formula?.definition["conditional_formats"]);
  return h(
    "td",
    { class: "number" },
    h(
      "span",
      { class: `cell ${rule?.className ?? ""}` },
      format(value, formula?.unit, true),
      rule && h("span", { class: "sr-only" }, ` (${rule.word})`),
    ),
  );
}
