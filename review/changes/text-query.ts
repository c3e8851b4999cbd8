import type { Comparator } from "../../lab/query";
import type { Difference } from "../change";
import { said } from "./attributes";
import { COMPARATORS, comparisonRisk, type Comparison } from "./comparators";

/** The query of another product than metrics: whatever it watches, a comparison ends it. */
interface TextQuery extends Comparison {
  readonly watched: string;
  /** As in `.last("5m")`. */
  readonly window: string;
}

/** What differs between two queries that the query language of metrics does not know. */
export function textQueryChanges(before: string, after: string): Difference[] {
  if (before === after) return [];
  const [from, to] = [readTextQuery(before), readTextQuery(after)];
  if (!from || !to) return [watches(before, after)];
  const differences: Difference[] = [];
  if (from.watched !== to.watched) differences.push(watches(from.watched, to.watched));
  if (from.window !== to.window) {
    const text = `over ${to.window || "no window"} instead of ${from.window || "no window"}`;
    differences.push({ risk: "changed", attribute: "query.window", text });
  }
  if (from.comparator !== to.comparator || from.threshold !== to.threshold) {
    const words = ({ comparator, threshold }: Comparison): string =>
      `${COMPARATORS[comparator]} ${threshold}`;
    const text = `pages ${words(to)} instead of ${words(from)}`;
    differences.push({ risk: comparisonRisk(from, to), attribute: "query.threshold", text });
  }
  return differences.length > 0 ? differences : [watches(before, after)];
}

function watches(before: string, after: string): Difference {
  const { risk, text } = said("changed", "watches", before, after);
  return { risk, attribute: "query", text };
}

export function readTextQuery(query: string): TextQuery | undefined {
  const [, head, comparator, number] =
    /^([^]*\S)\s*(>=|<=|==|!=|>|<)\s*(-?[\d.]+)\s*$/.exec(query) ?? [];
  if (head === undefined || comparator === undefined) return undefined;
  const windows = [...head.matchAll(/\.last\("([^"]*)"\)/g)].map(([, window]) => window ?? "");
  return {
    watched: head.replace(/\.last\("[^"]*"\)/g, ""),
    window: windows.join(", "),
    comparator: comparator as Comparator,
    threshold: Number(number),
  };
}
