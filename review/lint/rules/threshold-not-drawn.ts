import type { Drawn } from "../drawn";
import { filtersIn, type Filters } from "../drawn-lines";
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
    const watched = filtersIn(definition.query);
    const metrics = queries.map(({ metric }) => metric);
    const own = drawn.filter(({ lines }) =>
      lines.some(
        (line) =>
          // Most lines draw other metrics: the text says so at once.
          metrics.every((one) => line.text.includes(one)) &&
          !isOfOthers(line.filters, watched) &&
          line.shape === text,
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
function isOfOthers(drawn: Filters, watched: Filters): boolean {
  return [...drawn].some(([key, values]) => {
    const others = watched.get(key);
    return others !== undefined && ![...values].some((one) => others.has(one));
  });
}
