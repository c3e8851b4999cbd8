import { METRIC_NAMES, type MetricName } from "../../telemetry";
import { Failure } from "../failure";
import { REAL_CLOCK, type Clock, type DatadogApi } from "../datadog/datadog-api";

export interface WaitProps {
  readonly clock?: Clock;
  /** Called after every round with the number of metrics that Datadog knows. */
  readonly onProgress: (known: number, seconds: number) => void;
}

const PAUSE_MS = 10_000;
const TIMEOUT_MS = 15 * 60_000;

/**
 * Waits until Datadog knows every metric of the contract.
 *
 * @throws Failure after a quarter of an hour, with the metrics that are missing
 * @see https://docs.datadoghq.com/api/latest/metrics/#get-metric-metadata
 */
export async function waitForMetrics(
  api: DatadogApi,
  { clock = REAL_CLOCK, onProgress }: WaitProps,
): Promise<void> {
  const started = clock.now();
  let missing: readonly MetricName[] = METRIC_NAMES;
  for (;;) {
    const unknown: MetricName[] = [];
    for (const metric of missing) {
      if (!(await api.exists(`/api/v1/metrics/${metric}`))) unknown.push(metric);
    }
    missing = unknown;
    const waited = clock.now() - started;
    onProgress(METRIC_NAMES.length - missing.length, Math.round(waited / 1_000));
    if (missing.length === 0) return;
    if (waited >= TIMEOUT_MS) {
      throw new Failure(
        `After ${TIMEOUT_MS / 60_000} minutes Datadog does not know ${missing.join(", ")}. ` +
          "Run the command again; the deployment fails for these until they are known.",
      );
    }
    await clock.sleep(PAUSE_MS);
  }
}
