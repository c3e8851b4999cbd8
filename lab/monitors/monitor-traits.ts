import type { CompiledOperand } from "../metrics";
import { bucketOfGaugeTotals, bucketStrategy, countsGaugesOnly } from "./bucket-strategy";
import type { CompiledMonitor } from "./compile-monitor";
import type { MonitorDefinition } from "./definition";
import { PRIMARY } from "./interpretations";
import { documentedBucket, fewBuckets, MINUTE } from "./rules/buckets";
import { breaches } from "./rules/thresholds";

/** What decides which deviations can change anything. */
export interface MonitorTraits {
  readonly bucketSeconds: number;
  readonly percentiles: boolean;
  readonly windowSeconds: number;
  readonly strategy: "whole" | "buckets" | "grid";
  readonly aggregator: string;
  readonly divides: boolean;
  readonly asCountWithFunctions: boolean;
  /** `as_count()` of a count without arithmetic, in buckets. */
  readonly countsInBuckets: boolean;
  readonly asCountOfGauges: boolean;
  /** A gauge is added up over the window beside totals of counts. */
  readonly gaugeTotals: boolean;
  /** Some series has several points in a minute. */
  readonly finerThanMinute: boolean;
  readonly missingDataDefault: boolean;
  /** A sum of other than counts, or another aggregation of counts, with missing data by default. */
  readonly eitherSumOrCount: boolean;
  readonly noDataTimeframeUnset: boolean;
  readonly shortNoDataTimeframe: boolean;
  readonly countsWithoutModifier: boolean;
  readonly hasDefault: boolean;
  /** A gauge without `.fill()` has a default. */
  readonly defaultsGauge: boolean;
  readonly clamps: boolean;
  readonly cutsOff: boolean;
  readonly recoversBeyondWarning: boolean;
  readonly isRecorded: boolean;
  readonly skipsPartialWindows: boolean;
  readonly fewBucketsExist: boolean;
  /** Its buckets are longer than a minute. */
  readonly longBuckets: boolean;
  /** Each bucket's value is no weighted sum of metrics, so that their mean depends on the buckets. */
  readonly isRatioOrSo: boolean;
}

type FromMonitor = Omit<MonitorTraits, "bucketSeconds" | "isRecorded" | "skipsPartialWindows">;
type FromOptions = Pick<
  MonitorTraits,
  "noDataTimeframeUnset" | "shortNoDataTimeframe" | "recoversBeyondWarning"
>;

/** What a monitor's query and options say of the interpretations that can matter for it. */
export function monitorTraits(
  compiled: CompiledMonitor,
  definition: MonitorDefinition,
): FromMonitor {
  const { windowSeconds, aggregator, divides, asCountPath, functionsMatter, operands } = compiled;
  const strategy = bucketStrategy(compiled, PRIMARY);
  const missingDataDefault = definition.onMissingData === "default";
  const reads = (type: string): readonly CompiledOperand[] =>
    operands.filter(({ selection }) => selection.metric?.type === type);
  const isCount = operands.every(({ operand }) => operand.isCounted());
  return {
    ...fromOptions(compiled, definition),
    percentiles: operands.some(({ operand }) => operand.props.aggregator.kind === "percentile"),
    windowSeconds,
    strategy: typeof strategy === "number" ? "buckets" : strategy,
    aggregator,
    divides: divides && asCountPath,
    asCountWithFunctions: asCountPath && functionsMatter,
    countsInBuckets: strategy !== "whole" && countsAlone(compiled),
    asCountOfGauges: asCountPath && countsGaugesOnly(compiled),
    gaugeTotals: bucketOfGaugeTotals(compiled, PRIMARY) !== undefined,
    finerThanMinute: operands.some(isFinerThanMinute),
    missingDataDefault: missingDataDefault && reads("distribution").length > 0,
    eitherSumOrCount: missingDataDefault && isCount !== (aggregator === "sum"),
    countsWithoutModifier: reads("count").some(
      ({ operand }) => operand.props.modifier === undefined,
    ),
    hasDefault: compiled.hasDefault,
    defaultsGauge: reads("gauge").some(
      ({ operand: { props } }) => props.hasDefault && props.fill === undefined,
    ),
    clamps: compiled.clamps,
    cutsOff: compiled.cutsOff,
    fewBucketsExist: fewBuckets(windowSeconds) !== undefined,
    longBuckets: documentedBucket(compiled.query.window) > MINUTE,
    isRatioOrSo: compiled.divides || functionsMatter,
  };
}

function fromOptions(
  { windowSeconds, comparator }: CompiledMonitor,
  { onMissingData, noDataTimeframe, notifyNoData, thresholds }: MonitorDefinition,
): FromOptions {
  const { warning, criticalRecovery } = thresholds;
  const isLegacy = onMissingData === undefined;
  return {
    noDataTimeframeUnset: isLegacy && noDataTimeframe === undefined,
    shortNoDataTimeframe: isLegacy && notifyNoData && (noDataTimeframe ?? Infinity) < windowSeconds,
    recoversBeyondWarning:
      warning !== undefined &&
      criticalRecovery !== undefined &&
      breaches(warning, comparator, criticalRecovery),
  };
}

function countsAlone({ operands, hasArithmetic }: CompiledMonitor): boolean {
  const isCount = ({ operand }: CompiledOperand): boolean =>
    operand.props.modifier === "as_count" && operand.isCounted();
  return !hasArithmetic && operands.some(isCount);
}

function isFinerThanMinute({ selection }: CompiledOperand): boolean {
  const groups = [...selection.groups.values()];
  return groups.some(({ series }) => series.some((one) => one.isFinerThanMinute));
}
