import type { CompiledMonitor } from "./compile-monitor";
import type { MonitorDefinition } from "./definition";
import type { StateRules } from "./group-state";
import type { Interpretation } from "./interpretations";
import { delayOfNewGroups } from "./rules/groups";
import { missingDataAction } from "./rules/missing-data";

/** What an interpretation makes of a metric monitor's settings, for the state of each group. */
export function stateRules(
  compiled: CompiledMonitor,
  definition: MonitorDefinition,
  interpretation: Interpretation,
): StateRules {
  const { comparator, critical, windowSeconds, hasDefault, cumulative, groupBy } = compiled;
  const fillsEmptyWindows =
    compiled.fillsEmptyWindows &&
    !(hasDefault && interpretation.emptyWindowDefault === "missing data");
  return {
    definition,
    comparator,
    thresholds: { ...definition.thresholds, critical },
    grouped: groupBy.length > 0,
    newGroupDelay: delayOfNewGroups(definition, groupBy),
    // A calendar window is empty because it begins anew, not because the points grew old.
    windowSeconds: cumulative ? 0 : windowSeconds,
    fillsEmptyWindows,
    missingData: missingDataAction(
      definition,
      isCountQuery(compiled, interpretation),
      interpretation.noDataWindows * windowSeconds,
    ),
  };
}

/** @see https://docs.datadoghq.com/monitors/configuration/#no-data */
function isCountQuery(
  { operands, hasDefault, aggregator }: CompiledMonitor,
  { distributionTotalsAreCounts }: Interpretation,
): boolean {
  const counts = operands.every(
    ({ operand, selection }) =>
      operand.isCounted() &&
      (distributionTotalsAreCounts || selection.metric?.type !== "distribution"),
  );
  return counts && !hasDefault && aggregator === "sum";
}
