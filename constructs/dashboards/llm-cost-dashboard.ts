import type { Construct } from "constructs";
import type { LlmServiceDeclaration } from "../../telemetry";
import { DASHBOARD_SCOPE, type PlacedWidget, type Row } from "../datadog/dashboard";
import { dayBefore, totalsPer } from "../datadog/expression";
import { count, read } from "../datadog/query";
import { queryValue, timeseries, toplist, treemap, type Marker } from "../datadog/widgets";
import type { AlertPlan } from "../signals";
import { costBudget } from "../signals/cost-budget";
import { costSpike } from "../signals/cost-spike";
import { alertGraphs, thresholdMarkers } from "./alert-graphs";
import { checkedService, LlmDashboard, type LlmDashboardProps } from "./llm-dashboard";
import { cacheHitRate, cost, costPer, costPerRequest, costPerSuccess } from "./measures";

const HOUR = 3600;
const DAY = 24 * HOUR;
const DAYS_OF_MONTH = 30;

/** What does it cost, and what drives the cost? */
export class LlmCostDashboard extends LlmDashboard {
  constructor(scope: Construct, id: string, props: LlmDashboardProps) {
    const service = checkedService(props);
    super(scope, id, props, {
      title: "LLM cost",
      question: "What does the service cost, and what drives the cost?",
      rows: [spend(service, props.alerts ?? []), drivers(), tokens(), pricing()],
    });
  }
}

function third(definition: PlacedWidget["definition"]): PlacedWidget {
  return { definition, width: 4 };
}

function spend(service: LlmServiceDeclaration, alerts: readonly AlertPlan[]): Row {
  const yesterday = dayBefore(read("llm.estimated_cost_usd", DASHBOARD_SCOPE).asCount());
  return {
    title: "How much do we spend?",
    decision: "cap a loop, roll back a prompt, or raise the budget.",
    widgets: [
      third(queryValue("Estimated cost", { expression: cost(), unit: "dollar" })),
      third(
        timeseries("Cost per hour, and the same hour yesterday", [
          { expression: costPer(HOUR), alias: "cost" },
          { expression: totalsPer(HOUR, yesterday), alias: "yesterday" },
        ]),
      ),
      third(
        timeseries("Cost per day", [{ expression: costPer(DAY) }], {
          display: "bars",
          markers: budgetLines(alerts.filter(({ groupBy }) => groupBy.length === 0)),
        }),
      ),
      ...budgetsOfFeatures(alerts),
      ...alertGraphs(costSpike, service, alerts).map((graph) => ({ definition: graph, width: 12 })),
    ],
  };
}

/** Where each feature has a budget of its own: against the cost of all it would say nothing. */
function budgetsOfFeatures(alerts: readonly AlertPlan[]): PlacedWidget[] {
  const markers = budgetLines(alerts.filter(({ groupBy }) => groupBy.includes("feature")));
  if (markers.length === 0) return [];
  const series = [{ expression: costPer(DAY, "feature") }];
  return [third(timeseries("Cost per day by feature", series, { markers }))];
}

/** The budget of a day; of that of a month the part for a day, as its own total fits no day's graph. */
function budgetLines(alerts: readonly AlertPlan[]): Marker[] {
  return alerts
    .filter(({ signal }) => signal.id === costBudget.id)
    .flatMap((alert): Marker[] => {
      if (alert.window === "current_1d") return thresholdMarkers(alert);
      const value = Number(((alert.thresholds?.critical ?? 0) / DAYS_OF_MONTH).toFixed(2));
      return [{ value, severity: "error", label: "a day of the month's budget" }];
    });
}

function drivers(): Row {
  return {
    title: "What drives the cost?",
    decision: "which feature, prompt version or model to make cheaper first.",
    widgets: [
      third(toplist("Cost by feature", { expression: cost("feature"), unit: "dollar" })),
      third(
        toplist("Cost by prompt version", {
          expression: cost("prompt_name", "prompt_version"),
          unit: "dollar",
        }),
      ),
      third(treemap("Cost by feature and model", { expression: cost("feature", "model") })),
      third(
        timeseries("Average cost per request by prompt version", [
          { expression: costPerRequest("prompt_version"), unit: "dollar" },
        ]),
      ),
      third(
        timeseries("Average cost per successful request", [
          { expression: costPerSuccess("prompt_version"), unit: "dollar" },
        ]),
      ),
      third(
        queryValue("Average cost per successful request", {
          expression: costPerSuccess(),
          unit: "dollar",
        }),
      ),
    ],
  };
}

function tokens(): Row {
  const total = (metric: "llm.input_tokens" | "llm.output_tokens") =>
    read(metric, DASHBOARD_SCOPE).by("model").asCount();
  return {
    title: "Where do the tokens go?",
    decision: "shorten the context, cap the answer, or repair the prompt cache.",
    widgets: [
      third(
        timeseries("Input tokens by model", [{ expression: total("llm.input_tokens") }], {
          display: "bars",
        }),
      ),
      third(
        timeseries("Output tokens by model", [{ expression: total("llm.output_tokens") }], {
          display: "bars",
        }),
      ),
      third(timeseries("Cache hit rate by model", [{ expression: cacheHitRate("model") }])),
    ],
  };
}

function pricing(): Row {
  return {
    title: "Is every call priced?",
    decision: "add the missing model to the runtime's price table.",
    widgets: [
      third(
        toplist("Calls without a price", {
          expression: count("llm.cost_unknown", DASHBOARD_SCOPE).by("provider", "model"),
        }),
      ),
    ],
  };
}
