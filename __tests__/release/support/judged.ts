import { DatadogApi } from "../../../cli/datadog/datadog-api";
import {
  DatadogSource,
  judge,
  measuresOf,
  readRelease,
  type Comparison,
  type LookMode,
  type ReleaseSource,
  type Span,
} from "../../../release";
import { supportAgent } from "../../../examples/services";
import { BASELINE, CANDIDATE, HOUR, START } from "./release-store";

export const QUESTION = {
  service: "support-agent",
  env: "production",
  prompt: "support_triage",
  baseline: BASELINE,
  candidate: CANDIDATE,
  measures: measuresOf(supportAgent, "support_triage"),
};

const DAY: Span = { from: START, to: START + 24 * HOUR, bucket: HOUR };

export interface Judged extends Comparison {
  readonly notes: readonly string[];
}

/** Reads and judges. */
export async function judged(
  source: ReleaseSource,
  question: Partial<typeof QUESTION> = {},
  { span = DAY, mode = "once" }: { span?: Span; mode?: LookMode } = {},
): Promise<Judged> {
  const data = await readRelease(source, { ...QUESTION, ...question }, span);
  return { ...judge(data, mode, span.to), notes: data.notes };
}

/** A source that does not wait for real. */
export function datadogAt(url: string): { source: DatadogSource; slept: number[] } {
  const slept: number[] = [];
  const clock = {
    now: () => 0,
    sleep: (ms: number) => {
      slept.push(ms);
      return Promise.resolve();
    },
  };
  const api = new DatadogApi({ url, apiKey: "a".repeat(32), appKey: "b".repeat(40), clock });
  return { source: new DatadogSource(api), slept };
}
