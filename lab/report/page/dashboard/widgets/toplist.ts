import { h } from "../../dom";
import { format } from "../../format";
import { number, record, records, text, type Json } from "../../json";
import type { Drawn, WidgetContext } from "../context";
import { isSent, metricsOf, rowsOf } from "../evaluate";
import { readRequests } from "../request";
import { coloured, conditionalFormat } from "./conditional";
import { noData } from "./message";

export function drawToplist(definition: Json, context: WidgetContext): Drawn {
  const requests = readRequests(definition);
  const all = rowsOf(requests, context);
  if (all.length === 0) {
    return { body: noData(metricsOf(requests), (name) => isSent(name, context)) };
  }
  const sort = record(record(records(definition["requests"])[0])["sort"]);
  const ascending = isAscending(
    sort,
    requests.flatMap(({ formulas }) => formulas)[0]?.limit?.order,
  );
  const rows = (ascending ? all.toReversed() : all).slice(0, number(sort["count"], 10));
  const highest = Math.max(...rows.map(({ value }) => value)) || 1;
  const more = all.length - rows.length;
  return {
    body: h(
      "div",
      { class: "toplist-body" },
      h(
        "ol",
        { class: "toplist", tabindex: 0, "aria-label": text(definition["title"]) },
        ...rows.map(({ label, value, formula }) => {
          const rule = conditionalFormat(value, formula.conditionalFormats);
          return h(
            "li",
            { style: { "--share": String(Math.max(0, value / highest)) } },
            h(
              "strong",
              { class: rule?.className, ...coloured(rule) },
              format(value, formula.unit, true),
              rule && h("span", { class: "sr-only" }, ` (${rule.word})`),
            ),
            h("span", {}, label),
          );
        }),
      ),
      more > 0 && h("p", { class: "beyond" }, `${more} more are not shown.`),
    ),
  };
}

function isAscending(sort: Json, limit: "asc" | "desc" | undefined): boolean {
  const [first] = records(sort["order_by"]);
  return text(first?.["order"], limit ?? "desc") === "asc";
}
