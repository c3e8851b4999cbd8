import type { MetricRow } from "../../../watch/model";
import { h, svg } from "../dom";
import { format } from "../format";

/** Each metric with its value, its tags and its last quarter of an hour. */
export function metricsPanel(metrics: readonly MetricRow[]): HTMLElement {
  const heads = ["Metric", "Value", "Points", "Last 15 minutes", "Tags"];
  return h(
    "section",
    { class: "card" },
    h("h2", {}, "Metrics"),
    h(
      "p",
      { class: "lead" },
      "Since the start, over all tags: of a count the total, of a distribution the mean, of a gauge the last.",
    ),
    h(
      "div",
      { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Metrics" },
      h(
        "table",
        { class: "live metrics" },
        h("thead", {}, h("tr", {}, ...heads.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, ...metrics.map(rowOf)),
      ),
    ),
  );
}

function rowOf({ name, type, unit, value, points, tags, curve }: MetricRow): HTMLElement {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, name, h("span", { class: "resource" }, ` ${type}`)),
    h("td", { class: "number", "data-label": "Value" }, format(value, unit)),
    h("td", { class: "number", "data-label": "Points" }, format(points)),
    h("td", { class: "curve" }, curveOf(curve)),
    h(
      "td",
      { class: "tags" },
      ...Object.entries(tags).map(([key, values]) =>
        h("span", {}, h("span", { class: "resource" }, `${key}:`), values.join(", ")),
      ),
    ),
  );
}

const WIDTH = 180;
const HEIGHT = 26;

/** A bar per stretch of ten seconds. */
function curveOf(curve: readonly (number | null)[]): SVGElement {
  const highest = Math.max(...curve.map((value) => value ?? 0), 0);
  const step = WIDTH / curve.length;
  const size = { width: WIDTH, height: HEIGHT, preserveAspectRatio: "none" };
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, ...size, "aria-hidden": "true" },
    ...curve.flatMap((value, index) => {
      if (value === null) return [];
      const height = highest > 0 ? Math.max(2, (HEIGHT * value) / highest) : 2;
      const place = { x: index * step, y: HEIGHT - height, width: step - 0.5, height };
      return [svg("rect", { ...place, class: "curve-bar" })];
    }),
  );
}
