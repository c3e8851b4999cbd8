import { dayBefore, minus, times } from "../datadog/expression";
import { read } from "../datadog/query";
import type { Signal, SignalSettings } from "./signal";
import { inProportion } from "./thresholds";

const GROUPS = ["feature"] as const;

/** How many times yesterday's cost is still normal. */
const DEFAULT_RATIO = 2;

/** What a team may set for the cost of a window. */
export interface CostSpikeSettings extends Omit<SignalSettings, "minRequests"> {
  /**
   * How many times the cost of the same hour yesterday is still normal. `critical` and `warning` are
   * the US dollars per window beyond that: the floor below which nobody is woken.
   * @default 2
   */
  readonly ratio?: number;
}

export const costSpike = {
  id: "cost_spike",
  title: "Cost spike",
  meaning: "An hour costs more than twice the same hour yesterday.",
  dashboard: "cost",
  priority: 3,
  window: "1h",
  graphTotalsPerSeconds: 3600,
  nextSteps: [
    "Look at cost by prompt version and model: a longer prompt, or a switch to a dearer model?",
    "Look at requests and retries: more traffic, or a loop that repeats itself?",
    "Look at cache hits: a changed prompt prefix loses the cache.",
    "Roll back the prompt version or the model, or cap the loop.",
  ],
  spans: "operation_name:llm.request @llm.estimated_cost_usd:>0",
  alerts: (_service, settings) => {
    const ratio = settings.ratio ?? DEFAULT_RATIO;
    return [
      {
        key: "",
        subject: `Cost beyond ${ratio}× the same hour yesterday`,
        thresholds: { unit: "usd", side: "above", critical: 10, warningFor: inProportion(10, 5) },
        groupBy: GROUPS,
        // A difference, not a ratio: it needs no guard against division by an idle yesterday, its
        // threshold is a floor in dollars, and every way of bucketing the hour gives the same sum.
        measure: (scope) => {
          const cost = read("llm.estimated_cost_usd", scope)
            .by(...GROUPS)
            .asCount();
          return { aggregator: "sum", expression: minus(cost, times(ratio, dayBefore(cost))) };
        },
      },
    ];
  },
} as const satisfies Signal<CostSpikeSettings>;
