import type { CompiledMonitor } from "./compile-monitor";
import type { Interpretation } from "./interpretations";
import { documentedBucket, fewBuckets } from "./rules/buckets";

/** A window is read as a whole, on the grid of a `.rollup()`, or in buckets of so many seconds. */
export type BucketStrategy = "whole" | "grid" | number;

/** How an interpretation cuts the windows of a monitor into buckets. */
export function bucketStrategy(
  monitor: CompiledMonitor,
  { buckets, functionsOnTotals }: Interpretation,
): BucketStrategy {
  const { rollup, asCountPath, functionsMatter, needsNoBuckets, query, windowSeconds } = monitor;
  if (rollup !== undefined) return "grid";
  if (needsNoBuckets || buckets === "whole") return "whole";
  if (asCountPath && (functionsOnTotals || !functionsMatter)) return "whole";
  const documented = Math.min(documentedBucket(query.window), windowSeconds);
  return buckets === "few" ? (fewBuckets(windowSeconds) ?? documented) : documented;
}
