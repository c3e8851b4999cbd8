import type { LocalAgent, RecordingSummary } from "../lab";
import { table } from "./table";

/** Rows that a terminal has room for beside the other lines. */
const MAX_ROWS = 14;

export interface RecordState {
  readonly file: string;
  readonly seconds: number;
  readonly agent: LocalAgent;
  readonly summary: RecordingSummary;
}

/** What has arrived so far, for a terminal that is written over. */
export function liveLines(state: RecordState, width: number): string[] {
  const busiest = [...state.summary.metrics].sort((a, b) => b.points - a.points);
  const more = busiest.length - MAX_ROWS;
  return [
    headline(state),
    ...metricTable(busiest.slice(0, MAX_ROWS), width),
    ...(more > 0 ? [`  … and ${more} more metrics`] : []),
  ];
}

/** What the recording holds, and what it does not. */
export function finalReport(state: RecordState, width: number): string {
  const { summary, agent, file } = state;
  const metrics = [...summary.metrics].sort((a, b) => a.name.localeCompare(b.name));
  if (summary.points === 0)
    return [headline(state), ...leftOut(state), ...nothingHint(agent)].join("\n");
  return [
    headline(state),
    ...metricTable(metrics, width),
    ...leftOut(state),
    "",
    `Evaluate it:  npx datadog-llm lab --recording ${file}`,
  ].join("\n");
}

function headline({ file, seconds, summary }: RecordState): string {
  const { points, metrics, bytes } = summary;
  return (
    `${file}  ${duration(seconds)}  ${count(points, "point")} of ` +
    `${count(metrics.length, "metric")}, ${size(bytes)}`
  );
}

function metricTable(metrics: RecordingSummary["metrics"], width: number): string[] {
  if (metrics.length === 0) return [];
  const rows = metrics.map(({ name, type, points, lastValue }) => [
    `  ${name}`,
    type,
    String(points),
    String(Number(lastValue.toPrecision(6))),
  ]);
  return table([["  METRIC", "TYPE", "POINTS", "LAST VALUE"], ...rows], width);
}

/** Neither tag values nor what was malformed is shown: they may hold text that is not to be kept. */
function leftOut({ summary, agent }: RecordState): string[] {
  const tags = summary.tagsLeftOut.join(", ");
  const spans = agent.spans.length + agent.dropped.spans;
  return [
    ...Object.entries(summary.leftOut).map(([reason, points]) => `Left out: ${points} (${reason})`),
    ...(tags === "" ? [] : [`Tags left out: ${tags} (--tag <key> keeps one)`]),
    ...(spans === 0
      ? []
      : [
          `Spans are not recorded: ${spans} arrived; of ${summary.failedCalls} failed calls their ids`,
        ]),
    ...(agent.malformed.total === 0 ? [] : [`Malformed: ${malformed(agent)}`]),
  ];
}

function malformed({ malformed: { byReason } }: LocalAgent): string {
  return Object.entries(byReason)
    .map(([reason, times]) => `${times} ${reason}`)
    .join(", ");
}

function nothingHint({ url, udpPort }: LocalAgent): string[] {
  return [
    "No metric arrived. Start the service with",
    `  DD_TRACE_AGENT_URL=${url} DD_DOGSTATSD_PORT=${udpPort}`,
  ];
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}
