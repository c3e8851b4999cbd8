import type { GroupTags } from "../../../../metrics";
import { h } from "../../dom";
import { format } from "../../format";
import { number, record, records, text, type Json } from "../../json";
import type { Drawn, WidgetContext } from "../context";
import { isSent, limitedScalars, metricsOf } from "../evaluate";
import { readRequest, type Formula, type Request } from "../request";
import { coloured, conditionalFormat } from "./conditional";
import { noData } from "./message";

interface TableRow {
  readonly tags: GroupTags;
  readonly values: readonly number[];
}

/** A column: a formula, of whichever request. */
interface Column {
  readonly request: Request;
  readonly formula: Formula;
}

export function drawQueryTable(definition: Json, context: WidgetContext): Drawn {
  const given = records(definition["requests"]);
  const requests = given.map(readRequest);
  const columns = requests.flatMap((request): Column[] =>
    request.formulas.map((formula) => ({ request, formula })),
  );
  const rows = tableRows(columns, context);
  if (rows.length === 0) {
    return { body: noData(metricsOf(requests), (name) => isSent(name, context)) };
  }
  const sort = record(given[0]?.["sort"]);
  const order = record(records(sort["order_by"])[0]);
  const most = number(sort["count"], number(given[0]?.["limit"], 10));
  const place = h("div", {
    ...{ class: "query-table", tabindex: 0, role: "region" },
    "aria-label": text(definition["title"]),
  });
  const formulas = columns.map(({ formula }) => formula);
  const draw = (by: number, descending: boolean): void => {
    const direction = descending ? -1 : 1;
    const sorted = [...rows].sort((a, b) => direction * compare(a.values[by], b.values[by]));
    place.replaceChildren(table(sorted.slice(0, most), formulas, by, descending, draw));
  };
  const direction = text(order["order"], text(given[0]?.["order"], "desc"));
  draw(number(order["index"], 0), direction === "desc");
  const more = rows.length - most;
  if (more <= 0) return { body: place };
  return { body: h("div", {}, place, h("p", { class: "beyond" }, `${more} more are not shown.`)) };
}

/** Every group that any column has; without a value, the cell is empty. */
function tableRows(columns: readonly Column[], context: WidgetContext): TableRow[] {
  const rows = new Map<string, { tags: GroupTags; values: number[] }>();
  columns.forEach(({ request, formula }, column) => {
    for (const { tags, value } of limitedScalars(request, formula, context)) {
      const key = JSON.stringify(tags);
      const row = rows.get(key) ?? { tags, values: columns.map(() => NaN) };
      row.values[column] = value;
      rows.set(key, row);
    }
  });
  return [...rows.values()];
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
  const rule = conditionalFormat(value, formula?.conditionalFormats);
  return h(
    "td",
    { class: "number", "data-label": formula?.alias ?? formula?.formula },
    h(
      "span",
      { class: `cell ${rule?.className ?? ""}`, ...coloured(rule) },
      rule?.hidesValue === true ? "" : format(value, formula?.unit, true),
      rule && h("span", { class: "sr-only" }, ` (${rule.word})`),
    ),
  );
}
