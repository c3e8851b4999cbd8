import { check, isPlainNumber, type Checks } from "../../telemetry";
import { dayBefore, minus, times, type MetricQuery } from "../datadog/expression";
import { read, type Scope } from "../datadog/query";
import type { AlertDefinition, Signal, SignalSettings } from "./signal";
import { dollars, signalChecks } from "./settings-checks";
import { inProportion } from "./thresholds";

const GROUPS = ["feature"] as const;

/** How many times yesterday's cost is still normal. */
export const DEFAULT_RATIO = 2;
/** US dollars per window that no feature costs on any day. */
export const DEFAULT_CEILING = 200;

/** What a team may set for the cost of a window. */
export interface CostSpikeSettings extends SignalSettings {
  /**
   * How many times the cost of the same hour yesterday is still normal. `critical` and `warning` are
   * the US dollars per window beyond that: the floor below which nobody is woken.
   * @default 2
   */
  readonly ratio?: number;
  /**
   * US dollars per window that page whatever yesterday was: also on a feature's first day. It warns at
   * three quarters. `false` for none.
   * @default 200
   */
  readonly ceiling?: number | false;
}

const isRatio = (given: unknown): boolean => isPlainNumber(given) && given >= 1;

const CHECKS: Checks<CostSpikeSettings> = {
  ...signalChecks("usd"),
  ratio: check.optional(check.value(isRatio, "a number from 1, with at most 6 decimals")),
  ceiling: (problems, path, given) => {
    if (given !== false) dollars(problems, path, given);
  },
};

const cost = (scope: Scope): MetricQuery =>
  read("llm.estimated_cost_usd", scope)
    .by(...GROUPS)
    .asCount();

function againstYesterday(ratio: number): AlertDefinition {
  return {
    key: "",
    subject: `Cost beyond ${ratio}× the same hour yesterday`,
    thresholds: { unit: "usd", side: "above", critical: 10, warningFor: inProportion(10, 5) },
    groupBy: GROUPS,
    // A difference, not a ratio: it needs no guard against division by an idle yesterday, its
    // threshold is a floor in dollars, and every way of bucketing the hour gives the same sum.
    measure: (scope) => ({
      aggregator: "sum",
      expression: minus(cost(scope), times(ratio, dayBefore(cost(scope)))),
    }),
  };
}

function aboveCeiling(ceiling: number): AlertDefinition {
  return {
    key: "ceiling",
    subject: "Cost of a feature",
    thresholds: { unit: "usd", side: "above", critical: ceiling, warningFor: inProportion(4, 3) },
    ownThresholds: true,
    groupBy: GROUPS,
    measure: (scope) => ({ aggregator: "sum", expression: cost(scope) }),
  };
}

export const costSpike = {
  id: "cost_spike",
  title: "Cost spike",
  meaning: "An hour costs far more than the same hour yesterday, or than any hour should.",
  dashboard: "cost",
  priority: 3,
  window: "1h",
  graphTotalsPerSeconds: 3600,
  checks: CHECKS,
  nextSteps: [
    "Look at cost by prompt version and model: a longer prompt, or a switch to a dearer model?",
    "Look at requests and retries: more traffic, or a loop that repeats itself?",
    "Look at cache hits: a changed prompt prefix loses the cache.",
    "Roll back the prompt version or the model, or cap the loop.",
  ],
  spans: "operation_name:llm.request @llm.estimated_cost_usd:>0",
  alerts: (_service, { ratio = DEFAULT_RATIO, ceiling = DEFAULT_CEILING } = {}) => [
    againstYesterday(ratio),
    ...(ceiling === false ? [] : [aboveCeiling(ceiling)]),
  ],
} as const satisfies Signal<CostSpikeSettings>;
