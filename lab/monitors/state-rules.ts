import type { CompiledMonitor } from "./compile-monitor";
import type { MonitorDefinition } from "./definition";
import type { Interpretation } from "./interpretations";
import { delayOfNewGroups } from "./rules/groups";
import { missingDataAction, type MissingDataAction } from "./rules/missing-data";
import type { CriticalThresholds, ThresholdComparator } from "./rules/thresholds";

/** What a group's state depends on, besides what is evaluated. */
export interface StateRules {
  readonly definition: MonitorDefinition;
  readonly comparator: ThresholdComparator;
  readonly thresholds: CriticalThresholds;
  readonly grouped: boolean;
  /** Seconds. */
  readonly newGroupDelay: number;
  readonly windowSeconds: number;
  readonly missingData: MissingDataAction;
  /** `default_zero()` and its like give a value where data are missing. */
  readonly fillsEmptyWindows: boolean;
}

/** What an interpretation makes of a metric monitor's settings, for the state of each group. */
export function stateRules(
  compiled: CompiledMonitor,
  definition: MonitorDefinition,
  interpretation: Interpretation,
): StateRules {
  const { comparator, critical, windowSeconds, cumulative, groupBy } = compiled;
  return {
    definition,
    comparator,
    thresholds: thresholdsUnder(interpretation, { ...definition.thresholds, critical }),
    grouped: groupBy.length > 0,
    newGroupDelay: delayOfNewGroups(definition, groupBy),
    // A calendar window is empty because it begins anew, not because the points grew old.
    windowSeconds: cumulative ? 0 : windowSeconds,
    fillsEmptyWindows: fillsEmptyWindows(compiled, interpretation),
    missingData: missingData(compiled, definition, interpretation),
  };
}

function fillsEmptyWindows(
  { fillsEmptyWindows: fills, hasDefault, clamps }: CompiledMonitor,
  { emptyWindowDefault, emptyWindowClamp }: Interpretation,
): boolean {
  if (clamps && emptyWindowClamp === "value") return true;
  return fills && !(hasDefault && emptyWindowDefault === "missing data");
}

function thresholdsUnder(
  { recoveryBeyondWarning }: Interpretation,
  thresholds: CriticalThresholds,
): CriticalThresholds {
  const { warning } = thresholds;
  if (recoveryBeyondWarning === "at recovery" || warning === undefined) return thresholds;
  return { ...thresholds, criticalRecovery: warning };
}

function missingData(
  compiled: CompiledMonitor,
  definition: MonitorDefinition,
  interpretation: Interpretation,
): MissingDataAction {
  if (interpretation.shortNoDataTimeframe === "never reached") return { kind: "keep" };
  return missingDataAction(
    definition,
    isCountQuery(compiled, interpretation),
    interpretation.noDataWindows * compiled.windowSeconds,
  );
}

/** @see https://docs.datadoghq.com/monitors/configuration/#no-data */
function isCountQuery(
  { operands, hasDefault, aggregator }: CompiledMonitor,
  { distributionTotalsAreCounts, countQueries }: Interpretation,
): boolean {
  const isSum = aggregator === "sum";
  const counts = operands.every(
    ({ operand, selection }) =>
      operand.isCounted() &&
      (distributionTotalsAreCounts || selection.metric?.type !== "distribution"),
  );
  const isCount = countQueries === "sums or counts" ? counts || isSum : counts && isSum;
  return isCount && !hasDefault;
}
