import type uPlot from "uplot";
import { h } from "../dom";
import { format, type Unit } from "../format";
import { dateAndClock } from "../time";
import { isValue, type Line } from "./lines";
import { swatch } from "./swatch";

const MAX_SHOWN = 8;

/** The values under the cursor. Charts whose cursor only follows another's show none. */
export function tooltip(lines: readonly Line[], unit: Unit): uPlot.Plugin {
  const box = h("div", { class: "tooltip", hidden: true });
  let hovered = false;
  return {
    hooks: {
      init: ({ over }) => {
        over.append(box);
        over.addEventListener("mouseenter", () => (hovered = true));
        over.addEventListener("mouseleave", () => {
          hovered = false;
          box.hidden = true;
        });
      },
      setCursor: (plot) => {
        const { left = -1 } = plot.cursor;
        if (!hovered || left < 0) {
          box.hidden = true;
          return;
        }
        const time = plot.posToVal(left, "x");
        const rows = lines
          .map((line) => ({ line, at: bucketAt(line, time) }))
          .filter(({ at }) => at !== undefined)
          .sort((a, b) => (b.at?.value ?? 0) - (a.at?.value ?? 0));
        const shownAt = Math.max(0, ...rows.map(({ at }) => at?.time ?? 0));
        box.hidden = rows.length === 0;
        box.replaceChildren(
          h("div", { class: "tooltip-time" }, `${dateAndClock(shownAt)} UTC`),
          ...rows
            .slice(0, MAX_SHOWN)
            .map(({ line, at }) =>
              h(
                "div",
                { class: "tooltip-row" },
                swatch(line.look),
                h("span", { class: "tooltip-label" }, line.label),
                h("strong", {}, format(at?.value ?? NaN, line.unit ?? unit, true)),
              ),
            ),
        );
        const flip = left > plot.over.clientWidth / 2;
        box.style.left = flip ? "auto" : `${left + 12}px`;
        box.style.right = flip ? `${plot.over.clientWidth - left + 12}px` : "auto";
      },
    },
  };
}

function bucketAt({ times, values, step }: Line, time: number) {
  for (let index = times.length - 1; index >= 0; index -= 1) {
    const start = times[index] ?? 0;
    if (start > time) continue;
    const value = values[index];
    return time < start + Math.max(step, 60) * 1.5 && isValue(value)
      ? { time: start, value }
      : undefined;
  }
  return undefined;
}
