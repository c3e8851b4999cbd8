import type { Drawn } from "../drawn";
import { shapeOf } from "../measure-shape";
import type { Rule } from "../rule";

export const thresholdNotDrawn: Rule = {
  id: "threshold-not-drawn",
  what: "A threshold that no dashboard of the same stack draws, though one draws what the monitor measures.",
  why: "Whoever looks at the graph cannot see whether it is too high, nor how near it is.",
  cure: "Give the widget a marker at the threshold.",
  check: ({ query, queries, definition }, { drawn }) => {
    if (!query || query.change || !LEVELS.test(query.aggregator.name)) return [];
    const { text, isCount } = shapeOf(query.expression);
    // A sum over the window has no place on the scale of single points; a share of two sums has.
    if (isCount || (query.aggregator.name === "sum" && !text.includes("#"))) return [];
    const metrics = queries.map(({ metric }) => metric);
    const own = drawn.filter(({ lines }) =>
      lines.some(
        (line) =>
          // Most lines draw other metrics: the text says so at once.
          metrics.every((one) => line.text.includes(one)) &&
          !isOfOthers(line.text, definition.query) &&
          line.shape() === text,
      ),
    );
    const [first] = own;
    // One graph that shows it is enough: the others may compare versions, or look at months.
    return first === undefined || own.some((widget) => isMarked(widget, query.threshold))
      ? []
      : [`${first.name} draws what it measures, without its threshold, ${query.threshold}`];
  },
};

const LEVELS = /^(?:avg|min|max|percentile|sum)$/;

/** A graph may show percent where the monitor has shares, or seconds for milliseconds. */
const UNITS = [1, 100, 0.01, 1_000, 0.001];

function isMarked({ levels }: Drawn, threshold: number): boolean {
  return levels.some((level) =>
    UNITS.some((unit) => Math.abs(level - threshold * unit) <= 1e-9 * Math.abs(level)),
  );
}

/** Whether two queries admit different values of one tag. */
function isOfOthers(drawn: string, watched: string): boolean {
  const [left, right] = [filtersIn(drawn), filtersIn(watched)];
  return [...left].some(([key, values]) => {
    const others = right.get(key);
    return others !== undefined && ![...values].some((one) => others.has(one));
  });
}

function filtersIn(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [scope] of text.matchAll(/\{[^{}]*\}/g)) {
    for (const [, key = "", value = ""] of scope.matchAll(/(?<![!\w])([\w.-]+):([^,{}\s()$*]+)/g)) {
      found.set(key, (found.get(key) ?? new Set<string>()).add(value));
    }
  }
  return found;
}
