import type { GroupReport, Mark, State } from "../../model";
import type { Moment } from "../chart/draw-layers";
import { h } from "../dom";
import { statusClass } from "../status";
import { clock, duration, tickText, ticks, type Range } from "../time";

/** What a group was in over time, with the notifications as marks. */
export function stateStrip(
  states: readonly State[],
  marks: readonly Mark[],
  range: Range,
  /** What to call the state Alert of a mere condition, which tells nobody. */
  holds?: string,
): HTMLElement {
  const share = (time: number): number =>
    (Math.min(Math.max(time, range.from), range.to) - range.from) / (range.to - range.from);
  const segments = states
    .filter(({ from, to }) => to > range.from && from < range.to)
    .map(({ from, to, status }) => {
      const width = share(to) - share(from);
      const word = status === "Alert" ? (holds ?? status) : status;
      const text = `${word}, ${clock(from)} to ${clock(to)} (${duration(to - from)})`;
      return h(
        "div",
        {
          class: `segment ${statusClass(status)}`,
          title: text,
          style: { left: `${share(from) * 100}%`, width: `${width * 100}%` },
        },
        status !== "OK" && h("span", {}, `${word} ${duration(to - from)}`),
      );
    });
  const pins = marks.map((mark) =>
    h(
      "span",
      {
        class: `pin ${statusClass(mark.status)}`,
        title: `${clock(mark.time)} ${mark.transition}: ${mark.title} → ${mark.receivers.join(" ")}`,
        style: { left: `${share(mark.time) * 100}%` },
      },
      "",
    ),
  );
  return h(
    "div",
    {
      class: holds === undefined ? "strip" : "strip is-condition",
      role: "img",
      "aria-label": stripText({ states, marks }, holds),
    },
    ...segments,
    ...pins,
  );
}

function stripText(
  { states, marks }: Pick<GroupReport, "states" | "marks">,
  holds = "Alert",
): string {
  const stretches = states
    .filter(({ status }) => status !== "OK")
    .map(
      ({ from, to, status }) =>
        `${status === "Alert" ? holds : status} from ${clock(from)} to ${clock(to)}`,
    );
  const told = marks.map(
    ({ time, transition, receivers }) =>
      `${transition} at ${clock(time)}, told ${receivers.join(" ")}`,
  );
  return [
    ...(stretches.length > 0 ? stretches : [holds === "Alert" ? "OK throughout" : "does not hold"]),
    ...told,
  ].join("; ");
}

/** Times below a pile of strips, and lines through it. */
export function timeAxis(range: Range, moments: readonly Moment[], most = 8): HTMLElement {
  const left = (time: number) => ({
    left: `${((time - range.from) / (range.to - range.from)) * 100}%`,
  });
  return h(
    "div",
    { class: "time-axis", "aria-hidden": "true" },
    ...ticks(range, most).map((time) =>
      h("span", { class: "time-tick", style: left(time) }, h("span", {}, tickText(time))),
    ),
    ...moments.map(({ time, label }) =>
      h("span", { class: "time-moment", style: left(time) }, h("span", {}, label)),
    ),
  );
}
