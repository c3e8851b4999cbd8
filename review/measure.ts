import type { MonitorQuery } from "../lab/query";
import { canonical } from "./equal";

/**
 * One text for what a query measures, without its window and threshold.
 *
 * @param number stands for every number in it. @default - the numbers themselves
 */
export function measureOf(
  { aggregator, change, expression }: MonitorQuery,
  number?: string,
): string {
  return canonical(plain([aggregator.name, change, expression], number));
}

/** The tree without places, and with lists whose order means nothing in one order. */
function plain(value: unknown, number?: string): unknown {
  if (Array.isArray(value)) return value.map((one) => plain(one, number));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, inner]) => key !== "at" && inner !== undefined)
    .map(([key, inner]): [string, unknown] => [key, plain(inner, number)]);
  const node = Object.fromEntries(entries);
  if (node["kind"] === "number" && number !== undefined) node["value"] = number;
  // A comma and AND say the same; neither they nor `by` have an order.
  if (node["kind"] === "and" || node["kind"] === "or") {
    node["symbol"] = false;
    node["of"] = sorted(node["of"]);
  }
  if (node["kind"] === "not") node["symbol"] = false;
  if (node["kind"] === "metric") node["by"] = sorted(node["by"]);
  return node;
}

function sorted(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return [...(list as unknown[])].sort((left, right) =>
    canonical(left) < canonical(right) ? -1 : 1,
  );
}
