import type { MalformedReason } from "./malformed";
import { type MetricLine, parseMetricLine } from "./metric-line";

/** What one line of a datagram holds. */
export type DatagramItem =
  | { readonly kind: "metric"; readonly point: MetricLine }
  | { readonly kind: "event" }
  | { readonly kind: "service_check" }
  | { readonly kind: "malformed"; readonly reason: MalformedReason; readonly line: string };

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Reads a DogStatsD datagram, or the body of a DogStatsD proxy request, line by line: metrics, events
 * and service checks. A line that cannot be read does not affect the others, and a line may give a
 * metric and a remark on what is odd about it.
 *
 * It yields items one by one, because a body of some megabytes holds millions of lines.
 *
 * @see https://docs.datadoghq.com/developers/dogstatsd/datagram_shell/
 * @example
 * [...parseDatagram(Buffer.from("llm.requests:1|c|#feature:chat"))]
 */
export function* parseDatagram(bytes: Buffer): Generator<DatagramItem, void, undefined> {
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(LINE_FEED, start);
    const next = newline === -1 ? bytes.length : newline + 1;
    let end = newline === -1 ? bytes.length : newline;
    if (bytes[end - 1] === CARRIAGE_RETURN) end -= 1;
    // A string per line, not slices of one: a kept tag must not hold on to the whole body.
    if (end > start) yield* parseLine(bytes.toString("utf8", start, end));
    start = next;
  }
}

function* parseLine(line: string): Generator<DatagramItem, void, undefined> {
  if (line.startsWith("_e{")) {
    if (isEvent(line)) yield { kind: "event" };
    else yield { kind: "malformed", reason: "invalid_event", line };
  } else if (line.startsWith("_sc|")) {
    if (isServiceCheck(line)) yield { kind: "service_check" };
    else yield { kind: "malformed", reason: "invalid_service_check", line };
  } else {
    const { point, malformed } = parseMetricLine(line);
    if (point) yield { kind: "metric", point };
    if (malformed) yield { kind: "malformed", reason: malformed, line };
  }
}

/** `_e{<title length>,<text length>}:<title>|<text>|…`; lengths are in bytes of UTF-8. */
function isEvent(line: string): boolean {
  const header = /^_e\{(\d{1,9}),(\d{1,9})\}:/.exec(line);
  if (!header) return false;
  const titleLength = Number(header[1]);
  const textLength = Number(header[2]);
  const content = Buffer.from(line.slice(header[0].length));
  const end = titleLength + 1 + textLength;
  if (titleLength === 0 || content.length < end) return false;
  const isBar = (position: number): boolean => content[position] === "|".charCodeAt(0);
  return isBar(titleLength) && (content.length === end || isBar(end));
}

/** `_sc|<name>|<status>|…`; the status is OK, warning, critical or unknown. */
function isServiceCheck(line: string): boolean {
  return /^_sc\|[^|]+\|[0-3](\||$)/.test(line);
}
