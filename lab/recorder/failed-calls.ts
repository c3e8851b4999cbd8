import type { Span } from "../agent";
import { failedCallOf, type FailedCall } from "./failed-call";

/** An outage fails every call; so many are enough for a data set. */
const MAX_CALLS = 10_000;
/** dd-trace sends the upper half of a trace's id with the first span of what it sends together. */
const UPPER_ID = "_dd.p.tid";

/** Takes the references of failed calls out of the spans that arrive. */
export class FailedCalls {
  count = 0;

  lines(spans: readonly Span[]): string[] {
    const upper = new Map(
      spans.flatMap(({ traceId, meta }) =>
        meta[UPPER_ID] === undefined ? [] : [[traceId, meta[UPPER_ID]] as const],
      ),
    );
    return spans.flatMap((span) => {
      const call = failedCallOf({
        name: span.name,
        isError: span.error !== 0,
        time: Number(span.start / 1_000_000n) / 1_000,
        traceId: `${upper.get(span.traceId) ?? ""}${span.traceId.toString(16).padStart(16, "0")}`,
        tags: { service: span.service, ...span.meta },
      });
      if (call === undefined || this.count >= MAX_CALLS) return [];
      this.count += 1;
      return [failedLine(call)];
    });
  }
}

/** A line of a recording: it begins with its time, as those of points do. */
function failedLine({ time, ...failed }: FailedCall): string {
  return `${JSON.stringify({ time, failed })}\n`;
}
