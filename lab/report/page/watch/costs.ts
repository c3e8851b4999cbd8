import type { ModelTotals } from "../../../watch/model";
import { h } from "../dom";
import { format } from "../format";

/** Calls and dollars by model, the dearest first. */
export function costsPanel(models: readonly ModelTotals[]): HTMLElement {
  const heads = ["Model", "Calls", "Errors", "Tokens in", "Tokens out", "Cost", "Per call"];
  return h(
    "section",
    { class: "card" },
    h("h2", {}, "Cost by model"),
    h(
      "div",
      { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Cost by model" },
      h(
        "table",
        { class: "live" },
        h("thead", {}, h("tr", {}, ...heads.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, ...models.map((row) => rowOf(row, heads))),
      ),
    ),
  );
}

function rowOf(totals: ModelTotals, heads: readonly string[]): HTMLElement {
  const { provider, model, requests, errors, inputTokens, outputTokens } = totals;
  const { dollars, costUnknown } = totals;
  const priced = requests - costUnknown;
  const cells = [
    format(requests),
    format(errors),
    format(inputTokens),
    format(outputTokens),
    costUnknown > 0 ? `${format(dollars, "dollar")} + unknown` : format(dollars, "dollar"),
    priced > 0 ? format(dollars / priced, "dollar") : "–",
  ];
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      model === "" ? "(none)" : model,
      h("span", { class: "resource" }, ` ${provider}`),
    ),
    ...cells.map((text, index) =>
      h("td", { class: "number", "data-label": heads[index + 1] }, text),
    ),
  );
}
