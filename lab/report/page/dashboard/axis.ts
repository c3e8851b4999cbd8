import type { AxisProps } from "../chart/scale";
import { record, text } from "../json";

/** A vertical axis as a graph asks for it, and what of it is not drawn. */
export interface ReadAxis {
  readonly axis: AxisProps;
  readonly label: string;
  readonly unread: readonly string[];
}

export function readAxis(given: unknown): ReadAxis {
  const { scale, min, max, include_zero: zero, label } = record(given);
  const read = scaleOf(text(scale, "linear"));
  return {
    axis: {
      ...(read === undefined ? {} : { scale: read }),
      ...bound("min", min),
      ...bound("max", max),
      includeZero: zero !== false,
    },
    label: text(label),
    unread: read === undefined ? [`the scale "${text(scale)}": it is drawn linear`] : [],
  };
}

/** `linear`, `log`, `sqrt`, or a power such as `pow2` and `pow0.5`. */
function scaleOf(name: string): AxisProps["scale"] {
  if (name === "linear") return 1;
  if (name === "log") return "log";
  if (name === "sqrt") return 0.5;
  const power = Number(/^pow(\d*\.?\d+)$/.exec(name)?.[1]);
  return power > 0 ? power : undefined;
}

/** `auto`, or a number as a text. */
function bound(key: "min" | "max", value: unknown): AxisProps {
  const found = typeof value === "number" ? value : Number(text(value) || NaN);
  return Number.isFinite(found) ? { [key]: found } : {};
}

/** What a reader has to know of an axis that is not linear. */
export function axisText({ axis: { scale = 1 }, label }: ReadAxis, place: string): string[] {
  const name =
    scale === "log" ? "logarithmic scale" : scale === 1 ? "" : `scale to the power of ${scale}`;
  const parts = [label, name].filter((part) => part !== "");
  return parts.length > 0 ? [`${place}: ${parts.join(", ")}.`] : [];
}
