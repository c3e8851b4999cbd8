import { h } from "../../dom";
import { format } from "../../format";
import { record, records, type Json } from "../../json";
import type { Drawn, WidgetContext } from "../context";
import { formulasOf, linesOf, scalarsOf } from "../evaluate";
import { conditionalFormat } from "./conditional";
import { noData } from "./message";
import { sparkline } from "./sparkline";
import { isSent, metricsOf } from "./timeseries";

export function drawQueryValue(definition: Json, context: WidgetContext): Drawn {
  const request = record(records(definition["requests"])[0]);
  const [formula] = formulasOf(request);
  const value = formula && scalarsOf(request, formula, context)[0]?.value;
  if (!formula || value === undefined || Number.isNaN(value)) {
    return { body: noData(metricsOf([request]), (name) => isSent(name, context)) };
  }
  const rule = conditionalFormat(value, request["conditional_formats"]);
  const [line] = linesOf(request, context);
  return {
    body: h(
      "div",
      { class: `query-value ${rule?.className ?? ""}` },
      h(
        "p",
        { class: "big-number" },
        format(value, formula.unit),
        rule && h("span", { class: "sr-only" }, ` (${rule.word})`),
      ),
      line && sparkline(line, context.range),
    ),
  };
}
