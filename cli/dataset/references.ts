import type { FailedCall } from "../../lab/recorder/failed-call";

/** A failed request as a case: what leads to it, and no text of it. */
export interface Reference {
  /** The application's request id, or else the trace's. */
  readonly id: string;
  readonly request_id?: string;
  readonly trace_id: string;
  /** The trace in Datadog. */
  readonly url: string;
  /** ISO 8601, of the first failure. */
  readonly time: string;
  readonly failures: readonly string[];
  readonly error_type?: string;
  readonly prompt?: string;
  readonly version?: string;
  readonly provider?: string;
  readonly model?: string;
  readonly feature?: string;
}

/**
 * A case per request, in the order of time: one that fails mostly has several failed calls.
 *
 * @param app address of Datadog's pages; where a trace stands below it is inferred
 */
export function referencesOf(calls: readonly FailedCall[], app: string): Reference[] {
  const byRequest = new Map<string, FailedCall[]>();
  for (const call of [...calls].sort((a, b) => a.time - b.time)) {
    const id = call.requestId ?? call.traceId;
    byRequest.set(id, [...(byRequest.get(id) ?? []), call]);
  }
  return [...byRequest].map(([id, all]) => {
    const pick = (field: keyof FailedCall): string | undefined =>
      all.map((call) => call[field]).find((value): value is string => typeof value === "string");
    const [first] = all as [FailedCall];
    const told = {
      request_id: first.requestId,
      error_type: pick("errorType"),
      prompt: pick("prompt"),
      version: pick("version"),
      provider: pick("provider"),
      model: pick("model"),
      feature: pick("feature"),
    };
    const known = Object.entries(told).filter(([, value]) => value !== undefined);
    return {
      id,
      trace_id: first.traceId,
      url: `${app}/apm/trace/${first.traceId}`,
      time: new Date(first.time * 1_000).toISOString(),
      failures: [...new Set(all.map(({ failure }) => failure))],
      ...(Object.fromEntries(known) as Partial<Reference>),
    };
  });
}
