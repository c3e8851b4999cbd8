import { changeText, intervalText, marginOf, unitOf, type MeasureVerdict } from "../../release";

/** Changes are drawn in margins, so that shares, scores and dollars stand on one axis. */
const FROM = -2;
const TO = 3;
const WIDTH = 500;
const HEIGHT = 34;
const MIDDLE = HEIGHT / 2;

const x = (margins: number): number => ((margins - FROM) / (TO - FROM)) * WIDTH;
const clamped = (margins: number): number => Math.min(TO, Math.max(FROM, margins));

/** One measure's change with its interval, as a row of a forest plot; nothing where there is none. */
export function forestRow(verdict: MeasureVerdict): string {
  const { measure, interval, change = 0, outcome } = verdict;
  const margin = marginOf(measure);
  if (!interval || margin === undefined) return "";
  const [low, high, middle] = [interval.low, interval.high, change].map((one) => one / margin);
  const said = `${measure.title}: ${changeText(measure, change)} ${unitOf(measure)}, between ${intervalText(measure, interval, "and")}`;
  return [
    `<svg class="plot ${outcome}" role="img" aria-label="${said}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">`,
    `<rect class="borne" x="${x(FROM)}" width="${x(1) - x(FROM)}" height="${HEIGHT}"/>`,
    `<line class="none" x1="${x(0)}" x2="${x(0)}" y2="${HEIGHT}"/>`,
    `<line class="margin" x1="${x(1)}" x2="${x(1)}" y2="${HEIGHT}"/>`,
    `<line class="interval" x1="${at(low)}" x2="${at(high)}" y1="${MIDDLE}" y2="${MIDDLE}"/>`,
    endOf(low, FROM),
    endOf(high, TO),
    `<rect class="change" x="${at(middle) - 4}" y="${MIDDLE - 5}" width="8" height="10"/>`,
    "</svg>",
  ].join("");
}

const at = (margins = 0): number => round(x(clamped(margins)));
const round = (value: number): number => Math.round(value * 10) / 10;

/** A bar where the interval ends; an arrow where it goes on beyond the axis. */
function endOf(margins = 0, edge: number): string {
  if (clamped(margins) === margins) {
    return `<line class="interval" x1="${at(margins)}" x2="${at(margins)}" y1="${MIDDLE - 5}" y2="${MIDDLE + 5}"/>`;
  }
  const inwards = edge === TO ? -8 : 8;
  const tip = x(edge);
  const points = [
    [tip, MIDDLE],
    [tip + inwards, MIDDLE - 6],
    [tip + inwards, MIDDLE + 6],
  ];
  return `<polygon class="beyond" points="${points.join(" ")}"/>`;
}

/** What stands at the lines, in percent of the plot's width. */
export const AXIS = [
  { at: (100 * x(0)) / WIDTH, text: "as before" },
  { at: (100 * x(1)) / WIDTH, text: "worse by the margin" },
] as const;
