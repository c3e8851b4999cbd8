import { isValue, type Line } from "../../chart/lines";
import { svg } from "../../dom";
import type { Range } from "../../time";

const [WIDTH, HEIGHT] = [300, 60];

/** A line without axes behind a number: its course, not its values. */
export function sparkline({ times, values }: Line, { from, to }: Range): SVGElement {
  const points = Array.from(times, (time, index) => ({ time, value: values[index] })).filter(
    (point): point is { time: number; value: number } => isValue(point.value),
  );
  const highest = Math.max(...points.map(({ value }) => value)) || 1;
  const place = ({ time, value }: { time: number; value: number }): string =>
    `${(((time - from) / (to - from)) * WIDTH).toFixed(1)},${(HEIGHT - (Math.max(0, value) / highest) * (HEIGHT - 4)).toFixed(1)}`;
  const course = points.map(place).join(" ");
  const first = place({ time: points[0]?.time ?? from, value: 0 });
  const last = place({ time: points.at(-1)?.time ?? to, value: 0 });
  return svg(
    "svg",
    {
      ...{ class: "sparkline", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none" },
      "aria-hidden": "true",
    },
    svg("polygon", { points: `${first} ${course} ${last}` }),
    svg("polyline", { points: course }),
  );
}
