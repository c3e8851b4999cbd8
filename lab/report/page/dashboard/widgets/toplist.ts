import { h } from "../../dom";
import { format } from "../../format";
import { number, record, records, type Json } from "../../json";
import type { Drawn, WidgetContext } from "../context";
import { formulasOf, rowsOf } from "../evaluate";
import { noData } from "./message";
import { isSent, metricsOf } from "./timeseries";

export function drawToplist(definition: Json, context: WidgetContext): Drawn {
  const request = record(records(definition["requests"])[0]);
  const most = number(record(request["sort"])["count"], 10);
  const rows = rowsOf(request, context).slice(0, most);
  if (rows.length === 0) {
    return { body: noData(metricsOf([request]), (name) => isSent(name, context)) };
  }
  const unit = formulasOf(request)[0]?.unit;
  const highest = Math.max(...rows.map(({ value }) => value)) || 1;
  return {
    body: h(
      "ol",
      { class: "toplist" },
      ...rows.map(({ label, value }) =>
        h(
          "li",
          { style: { "--share": String(Math.max(0, value / highest)) } },
          h("strong", {}, format(value, unit, true)),
          h("span", {}, label),
        ),
      ),
    ),
  };
}
