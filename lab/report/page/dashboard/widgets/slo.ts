import type { NamedObjective } from "../../../../inputs";
import { runScalar } from "../../../../metrics";
import { h } from "../../dom";
import { format } from "../../format";
import { record, records, text, texts, number, type Json } from "../../json";
import { duration } from "../../time";
import type { Drawn, WidgetContext } from "../context";
import { searchedTags } from "../monitor-search";
import { message } from "./message";

/** An objective over what the run has of its windows. */
export function drawSlo(definition: Json, context: WidgetContext): Drawn {
  const reference = text(definition["slo_id"]);
  const objective = context.objectives[resourceName(reference)];
  if (!objective) {
    return {
      body: message(
        "problem",
        "Not supported",
        `The objective ${reference} is not among the counted ones of the stack.`,
      ),
    };
  }
  const windows = texts(definition["time_windows"]).filter((name) => name !== "global_time");
  const status = statusOf(objective, context);
  return {
    body: h(
      "div",
      { class: "slo" },
      ...sloRow(objective, status, definition["show_error_budget"] !== false),
      h("p", { class: "beyond" }, coverage(context, windows)),
    ),
  };
}

/** The objectives that a search finds. */
export function drawSloList(definition: Json, context: WidgetContext): Drawn {
  const query = record(record(records(definition["requests"])[0])["query"]);
  const search = text(query["query_string"]);
  const tags = searchedTags(search);
  if (!tags) {
    return {
      body: message("problem", "Not supported", `The search "${search}" is not evaluated.`),
    };
  }
  const found = Object.values(context.objectives)
    .filter((objective) => tags.every((tag) => objective.tags.includes(tag)))
    .slice(0, number(query["limit"], 100));
  if (found.length === 0) {
    return { body: message("empty", "No objectives", `None of the stack matches "${search}".`) };
  }
  return {
    body: h(
      "ul",
      { class: "slo-list" },
      ...found.map((one) =>
        h("li", {}, h("strong", {}, one.name), ...sloRow(one, statusOf(one, context), true)),
      ),
      h("li", { class: "beyond" }, coverage(context, [])),
    ),
  };
}

function resourceName(reference: string): string {
  return /datadog_service_level_objective\.([\w-]+)\.id/.exec(reference)?.[1] ?? reference;
}

interface Status {
  readonly good: number;
  readonly all: number;
}

function statusOf(
  { numerator, denominator }: NamedObjective,
  { store, range }: WidgetContext,
): Status {
  const total = (formula: string): number => {
    const queries = [{ name: "events", query: formula, aggregator: "sum" as const }];
    const values = runScalar(store, { formula: "events", queries, ...range });
    return values.reduce((sum, { value }) => sum + (Number.isNaN(value) ? 0 : value), 0);
  };
  return { good: total(numerator), all: total(denominator) };
}

function sloRow({ target }: NamedObjective, { good, all }: Status, budget: boolean): HTMLElement[] {
  if (all === 0) return [h("p", {}, "No events in this time range.")];
  const share = (100 * good) / all;
  const allowed = ((100 - target) / 100) * all;
  const left = allowed === 0 ? -Infinity : 100 * (1 - (all - good) / allowed);
  const isMet = share >= target;
  return [
    h(
      "p",
      { class: "slo-status" },
      h("span", { class: isMet ? "verdict good big" : "verdict bad big" }, percentText(share)),
      ` of ${target} % ${isMet ? "✓ met" : "✗ missed"}`,
    ),
    h(
      "p",
      {},
      budget &&
        `${Number.isFinite(left) ? percentText(left) : "nothing"} of the error budget left, `,
      `${format(all - good)} bad of ${format(all)} events`,
    ),
  ];
}

/** Two digits behind the point: 99.95 % and 100 % are not the same. */
function percentText(value: number): string {
  return `${(Math.floor(value * 100) / 100).toLocaleString("en", { maximumFractionDigits: 2 })} %`;
}

function coverage({ range }: WidgetContext, windows: readonly string[]): string {
  const over = `Over the ${duration(range.to - range.from)} shown`;
  return windows.length === 0
    ? `${over}.`
    : `${over}, of the objective’s ${windows.join(" and ")}.`;
}
