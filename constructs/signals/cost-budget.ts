import { check, type Checks } from "../../telemetry";
import type { CumulativeWindow } from "../datadog/monitor-query";
import { read } from "../datadog/query";
import type { AlertDefinition, AlertSettings, Signal } from "./signal";
import { alertChecks, dollars } from "./settings-checks";
import { inProportion } from "./thresholds";

/** A budget, in US dollars. It warns at 80 % and pages at 100 %. */
export interface CostBudgetSettings extends AlertSettings {
  /** From the first of the month, in UTC. @default - no monthly budget */
  readonly monthly?: number;
  /** From midnight, in UTC. @default - no daily budget */
  readonly daily?: number;
  /** Whether each feature has the budget, or all of them together. @default "service" */
  readonly of?: "feature" | "service";
}

const CHECKS: Checks<CostBudgetSettings> = {
  ...alertChecks,
  monthly: dollars,
  daily: dollars,
  of: check.optional(
    check.value((given) => given === "feature" || given === "service", '"feature" or "service"'),
  ),
};

const WINDOWS = { monthly: "current_1mo", daily: "current_1d" } as const;

function budget(
  period: keyof typeof WINDOWS,
  dollars: number,
  of: CostBudgetSettings["of"],
): AlertDefinition {
  const groupBy = of === "feature" ? (["feature"] as const) : [];
  const window: CumulativeWindow = WINDOWS[period];
  return {
    key: period,
    subject: period === "monthly" ? "Cost of the month" : "Cost of the day",
    thresholds: { unit: "usd", side: "above", critical: dollars, warningFor: inProportion(10, 8) },
    ownThresholds: true,
    window,
    groupBy,
    measure: (scope) => ({
      aggregator: "sum",
      expression: read("llm.estimated_cost_usd", scope)
        .by(...groupBy)
        .asCount(),
    }),
  };
}

export const costBudget = {
  id: "cost_budget",
  title: "Cost budget",
  meaning: "The budget of the month or of the day is spent before its time.",
  dashboard: "cost",
  priority: 3,
  needs: "a monthly or daily budget",
  window: "1h",
  offByDefault: true,
  checks: CHECKS,
  nextSteps: [
    "Look at cost per day: a step that began on one day, or steady growth?",
    "Look at cost by feature, prompt version and model: what would be cheapest to make cheaper?",
    "Cap the dearest feature, or move it to a cheaper model, until the budget begins anew.",
    "Raise the budget where the traffic is wanted.",
  ],
  spans: "operation_name:llm.request @llm.estimated_cost_usd:>0",
  alerts: (_service, { monthly, daily, of } = {}) => [
    ...(monthly === undefined ? [] : [budget("monthly", monthly, of)]),
    ...(daily === undefined ? [] : [budget("daily", daily, of)]),
  ],
} as const satisfies Signal<CostBudgetSettings>;
