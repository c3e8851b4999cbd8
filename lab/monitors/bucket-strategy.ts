import type { CompiledMonitor } from "./compile-monitor";
import type { Interpretation } from "./interpretations";
import { documentedBucket, fewBuckets, FINE_BUCKET, MINUTE } from "./rules/buckets";

/** A window is read as a whole, on the grid of a `.rollup()`, or in buckets of so many seconds. */
export type BucketStrategy = "whole" | "grid" | number;

/** How an interpretation cuts the windows of a monitor into buckets. */
export function bucketStrategy(
  monitor: CompiledMonitor,
  interpretation: Interpretation,
): BucketStrategy {
  const { rollup, asCountPath, functionsMatter, needsNoBuckets, query, windowSeconds } = monitor;
  const { buckets, functionsOnTotals, asCountOfGauges } = interpretation;
  if (rollup !== undefined) return "grid";
  const counts = asCountOfGauges === "count" || !countsGaugesOnly(monitor);
  if ((needsNoBuckets && counts) || buckets === "whole") return "whole";
  if (asCountPath && counts && (functionsOnTotals || !functionsMatter)) return "whole";
  if (buckets === "fine") return FINE_BUCKET;
  if (buckets === "minutes") return MINUTE;
  const documented = Math.min(documentedBucket(query.window), windowSeconds);
  return buckets === "few" ? (fewBuckets(windowSeconds) ?? documented) : documented;
}

/**
 * True where `as_count()` stands behind gauges only, on which it has no effect.
 *
 * @see https://docs.datadoghq.com/metrics/custom_metrics/type_modifiers/
 */
export function countsGaugesOnly({ operands }: CompiledMonitor): boolean {
  const counted = operands.filter(({ operand }) => operand.props.modifier === "as_count");
  return counted.length > 0 && counted.every(({ selection }) => selection.metric?.type === "gauge");
}

/**
 * Seconds of the buckets in which a gauge is added up, where totals over the window come before the
 * arithmetic; undefined where there is no such gauge.
 *
 * @see https://docs.datadoghq.com/monitors/guide/as-count-in-monitor-evaluations/
 */
export function bucketOfGaugeTotals(
  monitor: CompiledMonitor,
  interpretation: Interpretation,
): number | undefined {
  const { asCountPath, needsNoBuckets, aggregator, query, operands } = monitor;
  const totals = (asCountPath || needsNoBuckets) && aggregator === "sum";
  if (!totals || bucketStrategy(monitor, interpretation) !== "whole") return undefined;
  if (!operands.some(({ selection }) => selection.metric?.type === "gauge")) return undefined;
  if (interpretation.buckets === "minutes") return MINUTE;
  return interpretation.buckets === "fine" ? FINE_BUCKET : documentedBucket(query.window);
}
