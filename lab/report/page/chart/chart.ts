import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { h } from "../dom";
import { format, type Unit } from "../format";
import { token } from "../theme";
import { tickText, ticks, type Range } from "../time";
import {
  drawAreas,
  drawBars,
  drawMoments,
  drawShades,
  drawThresholds,
  type Moment,
  type Shade,
} from "./draw-layers";
import { describe, isPartial, isValue, type Line, type Threshold } from "./lines";
import { distribution, logSplits, verticalRange, type AxisProps } from "./scale";
import { tooltip } from "./tooltip";

export interface ChartProps {
  readonly title: string;
  readonly range: Range;
  readonly lines: readonly Line[];
  readonly unit?: Unit;
  readonly axis?: AxisProps;
  /** The axis of the lines that are `right`. */
  readonly rightAxis?: AxisProps & { readonly unit?: Unit };
  readonly thresholds?: readonly Threshold[];
  readonly shades?: readonly Shade[];
  readonly moments?: readonly Moment[];
  /** In pixels. @default - what its place leaves */
  readonly height?: number;
  /** Called with the stretch over which the reader drags. */
  readonly onZoom?: (range: Range) => void;
}

/** Width of the vertical axis: the same in all, so that charts below each other line up. */
const AXIS_WIDTH = 56;
const RIGHT_PADDING = 22;
/** What happened is named above the plot: there it covers no line. */
const LABEL_PADDING = 22;
// An enum that is in uPlot's types only.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const RIGHT_SIDE: uPlot.Axis = { side: 1 };
/** Pixels per label of a vertical axis. */
const LABEL_SPACE = 32;
const CURSORS = uPlot.sync("cursors");
const live = new Map<Element, uPlot>();

/** A chart fills its place, from when it is in the document. */
export function chart(props: ChartProps): HTMLElement {
  const { title, lines, range, unit, thresholds = [], height } = props;
  const element = h("div", {
    class: "chart",
    role: "img",
    "aria-label": describe(title, lines, range, unit, thresholds),
    style: height === undefined ? {} : { height: `${height}px` },
  });
  resizing.observe(element);
  pending.set(element, props);
  return element;
}

const pending = new WeakMap<Element, ChartProps>();

const resizing = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const size = { width: Math.floor(contentRect.width), height: Math.floor(contentRect.height) };
    if (!target.isConnected) discard(target);
    else if (size.width > 0 && size.height > 0) drawAt(target as HTMLElement, size);
  }
});

function drawAt(element: HTMLElement, size: Size): void {
  const props = pending.get(element);
  if (!props) return;
  live.get(element)?.destroy();
  live.set(element, new uPlot(options(props, size), columns(props.lines), element));
}

function discard(element: Element): void {
  resizing.unobserve(element);
  live.get(element)?.destroy();
  live.delete(element);
}

/** Draws all charts anew, in the colours that are now the page's, and as large as they now are. */
export function redrawCharts(): void {
  for (const element of live.keys()) {
    const { clientWidth: width, clientHeight: height } = element;
    if (width > 0 && height > 0) drawAt(element as HTMLElement, { width, height });
  }
}

/** Lets go of the charts that have left the document. */
export function sweepCharts(): void {
  for (const element of live.keys()) if (!element.isConnected) discard(element);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function options(props: ChartProps, { width, height }: Size): uPlot.Options {
  const { lines, unit, moments = [], onZoom } = props;
  const hasRight = lines.some(({ right }) => right === true);
  return {
    width,
    height,
    padding: [moments.length > 0 ? LABEL_PADDING : 10, hasRight ? 0 : RIGHT_PADDING, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: CURSORS.key, scales: ["x", null] },
      y: false,
      points: { show: lines.every(({ display = "line" }) => display === "line"), size: 6 },
      drag: { x: onZoom !== undefined, y: false, setScale: false },
    },
    ...scalesAndAxes(props, width, hasRight),
    series: [{}, ...lines.map(series)],
    plugins: [tooltip(lines, unit), layers(props)],
    hooks: { setSelect: [(plot) => zoomTo(plot, onZoom)] },
  };
}

function scalesAndAxes(
  { lines, range, unit, thresholds = [], axis = {}, rightAxis = {} }: ChartProps,
  width: number,
  hasRight: boolean,
): Pick<uPlot.Options, "scales" | "axes"> {
  const common = {
    stroke: token("muted"),
    font: `11px ${token("font")}`,
    grid: { stroke: token("grid"), width: 1 },
    ticks: { stroke: token("grid"), width: 1, size: 4 },
  };
  const vertical = (props: AxisProps, numbers: Unit, own: [number, number]): uPlot.Axis => ({
    ...common,
    size: AXIS_WIDTH,
    space: LABEL_SPACE,
    values: (_plot, splits) => splits.map((value) => format(value, numbers)),
    // Left to itself, uPlot keeps of a scale that is not linear the powers of ten only.
    filter: (_plot, splits) => splits,
    ...(props.scale === "log"
      ? { splits: ({ height }) => logSplits(own, Math.floor(height / LABEL_SPACE)) }
      : {}),
  });
  const left = verticalRange(
    lines.filter((line) => line.right !== true),
    thresholds,
    axis,
  );
  const right = verticalRange(
    lines.filter((line) => line.right === true),
    [],
    rightAxis,
  );
  const x: uPlot.Axis = {
    ...common,
    size: 28,
    splits: () => ticks(range, Math.max(2, Math.floor((width - AXIS_WIDTH) / 64))),
    values: (_plot, splits) => splits.map(tickText),
  };
  const second: uPlot.Axis = {
    ...vertical(rightAxis, rightAxis.unit, right),
    ...{ scale: "right", ...RIGHT_SIDE, grid: { show: false } },
  };
  return {
    scales: {
      x: { time: true, range: [range.from, range.to] },
      y: { range: left, ...distribution(axis, left) },
      ...(hasRight ? { right: { range: right, ...distribution(rightAxis, right) } } : {}),
    },
    axes: [x, vertical(axis, unit, left), ...(hasRight ? [second] : [])],
  };
}

function zoomTo(plot: uPlot, onZoom: ChartProps["onZoom"]): void {
  const { left, width } = plot.select;
  if (width < 8) return;
  const minute = (position: number): number => Math.round(plot.posToVal(position, "x") / 60) * 60;
  const [from, to] = [minute(left), minute(left + width)];
  if (to - from >= 300) onZoom?.({ from, to });
}

function series({ look, values, display = "line", right = false }: Line): uPlot.Series {
  const stacked = display !== "line";
  const alone = Array.from(values).filter(isValue).length < 2;
  return {
    scale: right ? "right" : "y",
    stroke: token(look.colour),
    width: look.width ?? 2,
    dash: [...look.dash],
    show: true,
    points: { show: !stacked && alone, size: 6, fill: token(look.colour) },
    // Stacks are drawn by ourselves; the series are there for the cursor.
    ...(stacked ? { paths: () => null } : {}),
  };
}

function layers({ lines, unit, thresholds, shades, moments }: ChartProps): uPlot.Plugin {
  const stack = (display: Line["display"], right: boolean): Line[] =>
    lines.filter((line) => line.display === display && (line.right === true) === right);
  return {
    hooks: {
      drawAxes: (plot) => {
        drawShades(plot, shades ?? []);
        for (const right of [false, true]) {
          drawAreas(plot, stack("area", right));
          drawBars(plot, stack("bars", right));
        }
      },
      draw: (plot) => {
        drawThresholds(plot, thresholds ?? [], unit);
        drawMoments(plot, moments ?? []);
      },
    },
  };
}

/** One column of times for all lines. What a line does not have at a time is no gap in it. */
function columns(lines: readonly Line[]): uPlot.AlignedData {
  const times = [...new Set(lines.flatMap(({ times: own }) => Array.from(own)))].sort(
    (a, b) => a - b,
  );
  const values = lines.map((line) => {
    const own = new Map(Array.from(line.times, (time, index) => [time, line.values[index]]));
    return times.map((time) => {
      if (!own.has(time)) return undefined;
      const value = own.get(time);
      return isValue(value) && !isPartial(line, time) ? value : null;
    });
  });
  return [times, ...values] as uPlot.AlignedData;
}
