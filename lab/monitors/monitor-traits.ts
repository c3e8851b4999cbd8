import { bucketStrategy } from "./bucket-strategy";
import type { CompiledMonitor } from "./compile-monitor";
import type { MonitorDefinition } from "./definition";
import { PRIMARY, type MonitorTraits } from "./interpretations";
import { fewBuckets } from "./rules/buckets";

type FromQuery = Omit<MonitorTraits, "bucketSeconds" | "isRecorded" | "skipsPartialWindows">;

/** What a monitor's query and options say of the interpretations that can matter for it. */
export function monitorTraits(
  compiled: CompiledMonitor,
  { onMissingData, noDataTimeframe }: MonitorDefinition,
): FromQuery {
  const { windowSeconds, aggregator, divides, asCountPath, functionsMatter, operands } = compiled;
  const strategy = bucketStrategy(compiled, PRIMARY);
  const reads = (type: string): typeof operands =>
    operands.filter(({ selection }) => selection.metric?.type === type);
  return {
    percentiles: operands.some(({ operand }) => operand.props.aggregator.kind === "percentile"),
    windowSeconds,
    strategy: typeof strategy === "number" ? "buckets" : strategy,
    aggregator,
    divides: divides && asCountPath,
    asCountWithFunctions: asCountPath && functionsMatter,
    missingDataDefault: onMissingData === "default" && reads("distribution").length > 0,
    noDataTimeframeUnset: onMissingData === undefined && noDataTimeframe === undefined,
    countsWithoutModifier: reads("count").some(
      ({ operand }) => operand.props.modifier === undefined,
    ),
    hasDefault: compiled.hasDefault,
    fewBucketsExist: fewBuckets(windowSeconds) !== undefined,
  };
}
