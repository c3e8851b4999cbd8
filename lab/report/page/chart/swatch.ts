import type { Look } from "../colours";
import { svg } from "../dom";

/** A sample of a line, with its dashes. */
export function swatch({ colour, dash }: Look): SVGElement {
  return svg(
    "svg",
    { class: "swatch", viewBox: "0 0 20 8", "aria-hidden": "true" },
    svg("line", {
      ...{ x1: 1, y1: 4, x2: 19, y2: 4, "stroke-width": 3 },
      style: { stroke: `var(--${colour})` },
      "stroke-dasharray": dash.length > 0 ? dash.map((part) => part * 0.8).join(" ") : undefined,
    }),
  );
}

/** A sample of a filled shape. */
export function block({ colour }: Look): SVGElement {
  return svg(
    "svg",
    { class: "swatch", viewBox: "0 0 20 8", "aria-hidden": "true" },
    svg("rect", { x: 4, y: 0, width: 12, height: 8, rx: 2, style: { fill: `var(--${colour})` } }),
  );
}
