import type uPlot from "uplot";
import type { StatusName } from "../../../monitors";
import { format, type Unit } from "../format";
import { token } from "../theme";
import { isPartial, isValue, type Line, type Severity, type Threshold } from "./lines";

/** A moment worth a vertical line. */
export interface Moment {
  readonly time: number;
  readonly label: string;
  readonly kind: "onset" | "release" | "linked";
}

export interface Shade {
  readonly from: number;
  readonly to: number;
  readonly status: StatusName;
}

const FONT = 11;

/** What is drawn less strongly: a bucket that is not whole. */
const PARTIAL_ALPHA = 0.35;

/** Stacked bars: uPlot's own cannot be stacked. */
export function drawBars(plot: uPlot, lines: readonly Line[]): void {
  const { ctx } = plot;
  const below = new Map<number, number>();
  clipped(plot, () => {
    for (const line of lines) {
      const { times, values, step, look } = line;
      ctx.fillStyle = token(look.colour);
      for (let index = 0; index < values.length; index += 1) {
        const [time, value] = [times[index] ?? 0, values[index]];
        if (!isValue(value) || value === 0) continue;
        const base = below.get(time) ?? 0;
        below.set(time, base + value);
        const left = x(plot, time);
        const width = x(plot, time + step) - left;
        const gap = Math.min(2 * devicePixelRatio, width * 0.15);
        const top = y(plot, base + value, line);
        ctx.globalAlpha = isPartial(line, time) ? PARTIAL_ALPHA : 1;
        ctx.fillRect(left + gap / 2, top, Math.max(1, width - gap), y(plot, base, line) - top);
      }
    }
  });
}

/** Stacked areas, each from the one below it. */
export function drawAreas(plot: uPlot, lines: readonly Line[]): void {
  const { ctx } = plot;
  const below = new Map<number, number>();
  clipped(plot, () => {
    for (const line of lines) {
      const points = Array.from(line.times, (time, index) => ({ time, value: line.values[index] }))
        .filter(({ time, value }) => isValue(value) && !isPartial(line, time))
        .map(({ time, value }) => {
          const base = below.get(time) ?? 0;
          const top = base + (value ?? 0);
          below.set(time, top);
          const middle = x(plot, time);
          return { left: middle, base: y(plot, base, line), top: y(plot, top, line) };
        });
      if (points.length === 0) continue;
      ctx.fillStyle = token(line.look.colour);
      ctx.globalAlpha = 0.75;
      ctx.beginPath();
      for (const { left, top } of points) ctx.lineTo(left, top);
      for (const { left, base } of points.toReversed()) ctx.lineTo(left, base);
      ctx.fill();
    }
  });
}

/** The states of a monitor, behind its values. */
export function drawShades(plot: uPlot, shades: readonly Shade[]): void {
  const { ctx, bbox } = plot;
  const colours: Partial<Record<StatusName, string>> = {
    Alert: token("alert-shade"),
    Warn: token("warn-shade"),
    "No Data": token("nodata-shade"),
  };
  clipped(plot, () => {
    for (const { from, to, status } of shades) {
      const colour = colours[status];
      if (colour === undefined) continue;
      ctx.fillStyle = colour;
      ctx.fillRect(x(plot, from), bbox.top, x(plot, to) - x(plot, from), bbox.height);
    }
  });
}

const COLOURS: Readonly<Record<Severity, string>> = {
  ...{ critical: "alert", warning: "warn", ok: "ok", info: "accent" },
};

export function drawThresholds(plot: uPlot, thresholds: readonly Threshold[], unit: Unit): void {
  const { bbox } = plot;
  const ratio = devicePixelRatio;
  const [low, high] = [plot.scales["y"]?.min ?? 0, plot.scales["y"]?.max ?? 0];
  let lastLabel = -Infinity;
  for (const threshold of thresholds) {
    const { value, upTo, label, severity } = threshold;
    if (upTo !== undefined) drawBand(plot, value, upTo, token(COLOURS[severity]));
    else if (value < low || value > high) continue;
    else drawThreshold(plot, threshold);
    const shown = Math.min(Math.max(upTo ?? value, low), high);
    const at = Math.round(y(plot, shown)) + 0.5;
    const above = upTo === undefined && at - bbox.top > (FONT + 6) * ratio;
    const baseline = at + (above ? -4 : FONT + 4) * ratio;
    // Two labels on top of each other say nothing; the critical one comes first.
    if (Math.abs(baseline - lastLabel) < (FONT + 3) * ratio) continue;
    lastLabel = baseline;
    const text = upTo === undefined ? `${label} ${format(value, unit)}` : label;
    write(plot, text, bbox.left + bbox.width - 4 * ratio, baseline, {
      colour: token(COLOURS[severity]),
      align: "right",
    });
  }
}

function drawThreshold(plot: uPlot, { value, severity, line = "dashed" }: Threshold): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const at = Math.round(y(plot, value)) + 0.5;
  ctx.save();
  ctx.strokeStyle = token(COLOURS[severity]);
  ctx.lineWidth = (line === "bold" ? 3 : 1.5) * ratio;
  const dashes = severity === "critical" ? [7, 4] : [3, 3];
  if (line === "dashed") ctx.setLineDash(dashes.map((part) => part * ratio));
  ctx.beginPath();
  ctx.moveTo(bbox.left, at);
  ctx.lineTo(bbox.left + bbox.width, at);
  ctx.stroke();
  ctx.restore();
}

function drawBand(plot: uPlot, from: number, to: number, colour: string): void {
  const { ctx, bbox } = plot;
  clipped(plot, () => {
    const top = Math.max(y(plot, to), bbox.top);
    const bottom = Math.min(y(plot, from), bbox.top + bbox.height);
    ctx.fillStyle = colour;
    ctx.globalAlpha = 0.14;
    ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
  });
}

export function drawMoments(plot: uPlot, moments: readonly Moment[]): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  let free = 0;
  for (const { time, label, kind } of [...moments].sort((a, b) => a.time - b.time)) {
    const at = Math.round(x(plot, time)) + 0.5;
    if (at < bbox.left || at > bbox.left + bbox.width) continue;
    const colour = token({ release: "release", linked: "accent", onset: "muted" }[kind]);
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
    // Above the line, as far as the canvas and the label before it leave room.
    const width = textWidth(plot, label);
    const left = Math.max(free, Math.min(at - width / 2, ctx.canvas.width - width));
    free = left + width + FONT * ratio;
    write(plot, label, left, bbox.top - 6 * ratio, { colour, align: "left" });
  }
}

function textWidth({ ctx }: uPlot, text: string): number {
  ctx.save();
  ctx.font = `600 ${FONT * devicePixelRatio}px ${token("font")}`;
  const { width } = ctx.measureText(text);
  ctx.restore();
  return width;
}

function write(
  { ctx }: uPlot,
  text: string,
  left: number,
  baseline: number,
  { colour, align }: { readonly colour: string; readonly align: CanvasTextAlign },
): void {
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `600 ${FONT * ratio}px ${token("font")}`;
  ctx.textAlign = align;
  ctx.textBaseline = "alphabetic";
  // A halo keeps the text legible on top of lines.
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 * ratio;
  ctx.strokeStyle = token("surface");
  ctx.strokeText(text, left, baseline);
  ctx.fillStyle = colour;
  ctx.fillText(text, left, baseline);
  ctx.restore();
}

function clipped({ ctx, bbox }: uPlot, draw: () => void): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw();
  ctx.restore();
}

const x = (plot: uPlot, time: number): number => plot.valToPos(time, "x", true);
const y = (plot: uPlot, value: number, line?: Line): number =>
  plot.valToPos(value, line?.right === true ? "right" : "y", true);
