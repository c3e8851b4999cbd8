import { h } from "../../dom";
import { format } from "../../format";
import { record, records, text, type Json } from "../../json";
import type { Drawn, WidgetContext } from "../context";
import { isSent, linesOf, metricsOf, scalarsOf } from "../evaluate";
import { readRequest, type Formula } from "../request";
import { coloured, conditionalFormat } from "./conditional";
import { noData } from "./message";
import { sparkline } from "./sparkline";

export function drawQueryValue(definition: Json, context: WidgetContext): Drawn {
  const [first, ...others] = records(definition["requests"]);
  const request = readRequest(record(first));
  const [formula, ...further] = request.formulas;
  const value = formula && scalarsOf(request, formula, context)[0]?.value;
  if (!formula || value === undefined || Number.isNaN(value)) {
    return { body: noData(metricsOf([request]), (name) => isSent(name, context)) };
  }
  const rule = conditionalFormat(value, formula.conditionalFormats);
  const [line] = linesOf(request, context);
  const rest = further.length + others.length;
  return {
    body: h(
      "div",
      { class: `query-value ${rule?.className ?? ""}`, ...coloured(rule) },
      h(
        "p",
        { class: "big-number" },
        rule?.hidesValue === true ? "" : valueText(value, formula, definition),
        rule && h("span", { class: "sr-only" }, ` (${rule.word})`),
      ),
      line && sparkline(line, context.range),
      rest > 0 && h("p", { class: "beyond" }, `Not drawn: ${rest} more formulas.`),
    ),
  };
}

const SCALES = [
  { from: 1e9, suffix: "G" },
  { from: 1e6, suffix: "M" },
  { from: 1e3, suffix: "k" },
];

/** With the digits and the unit that the widget names; else as everywhere in the report. */
function valueText(value: number, { unit }: Formula, definition: Json): string {
  const { autoscale, precision } = definition;
  const named = text(definition["custom_unit"]);
  const isPlain = typeof precision !== "number" && autoscale !== false && named === "";
  // Times are scaled by their units.
  if (isPlain || (unit !== undefined && unit !== "dollar" && unit !== "percent")) {
    return format(value, unit);
  }
  const isScaled = autoscale !== false && unit !== "percent";
  const scale = isScaled ? SCALES.find(({ from }) => Math.abs(value) >= from) : undefined;
  const digits = typeof precision === "number" ? Math.min(Math.max(precision, 0), 20) : 2;
  const shown = value / (scale?.from ?? 1);
  const number = shown.toLocaleString("en", { maximumFractionDigits: digits });
  const after = named === "" ? (unit === "percent" ? " %" : "") : ` ${named}`;
  return `${unit === "dollar" && named === "" ? "$" : ""}${number}${scale?.suffix ?? ""}${after}`;
}
