import type { Construct } from "constructs";
import type { LlmServiceDeclaration, LlmServiceInEnv } from "../../telemetry";
import { DASHBOARD_SCOPE, type PlacedWidget, type Row } from "../datadog/dashboard";
import { count, read } from "../datadog/query";
import { monitorStatus, queryValue, sloSummary, timeseries, toplist } from "../datadog/widgets";
import type { LlmServiceObjectives } from "../llm-service-objectives";
import type { AlertPlan } from "../signals";
import { CHAT } from "../signals/chat";
import { firstTokenP95 } from "../signals/first-token-p95";
import { hasStructuredOutput, invalidJson } from "../signals/invalid-json";
import { latencyP95 } from "../signals/latency-p95";
import { providerErrorRate } from "../signals/provider-error-rate";
import { toolFailureRate } from "../signals/tool-failure-rate";
import { alertGraphs } from "./alert-graphs";
import { checkedService, LlmDashboard, type LlmDashboardProps } from "./llm-dashboard";
import { latency, providerErrorRate as errorRate, requests, timeoutRate } from "./measures";

/** Is the service up, fast, and well-formed right now? */
export class LlmHealthDashboard extends LlmDashboard {
  constructor(scope: Construct, id: string, props: LlmDashboardProps) {
    const service = checkedService(props);
    const alerts = props.alerts ?? [];
    super(scope, id, props, {
      title: "LLM health",
      question: "Is the service up, fast and well-formed right now?",
      rows: [
        promises(props.objectives),
        availability(service, alerts),
        speed(service, alerts),
        structuredOutput(service, alerts),
        tools(service, alerts),
        telemetry(),
      ],
    });
  }
}

function third(definition: PlacedWidget["definition"]): PlacedWidget {
  return { definition, width: 4 };
}

/** The objectives, with what is left of their budgets. */
function promises(objectives: LlmServiceObjectives | undefined): Row {
  const row = {
    title: "Are the objectives met?",
    decision: "hold releases while a budget is spent, or spend what is left of it.",
  };
  if (!objectives) return { ...row, widgets: [] };
  return {
    ...row,
    widgets: objectives.objectives.map(({ id, title, target }) =>
      third(sloSummary(`${title}: ${target} %`, objectives.objectiveOf(id).id)),
    ),
  };
}

function availability(service: LlmServiceInEnv, alerts: readonly AlertPlan[]): Row {
  return {
    title: "Is it answering?",
    decision:
      "route a failing model to the fallback provider, or wait the provider's incident out.",
    widgets: [
      third(
        monitorStatus(
          "Alerts",
          `tag:(service:${service.service}) tag:(env:${service.env}) tag:(alert_role:page)`,
        ),
      ),
      third(
        timeseries("Requests by feature", [{ expression: requests("feature") }], {
          display: "bars",
        }),
      ),
      third(
        timeseries(
          "Calls by operation",
          [{ expression: count("llm.requests", DASHBOARD_SCOPE).by("operation") }],
          { display: "bars" },
        ),
      ),
      third(queryValue("Provider error rate", { expression: errorRate(), unit: "percent" })),
      ...alertGraphs(providerErrorRate, service, alerts).map(third),
      third(timeseries("Provider error rate by model", [{ expression: errorRate("model") }])),
      third(
        timeseries(
          "Errors by type",
          [{ expression: count("llm.errors", DASHBOARD_SCOPE).by("operation", "error_type") }],
          { display: "bars" },
        ),
      ),
    ],
  };
}

function speed(service: LlmServiceDeclaration, alerts: readonly AlertPlan[]): Row {
  return {
    title: "Is it fast enough?",
    decision: "shorten the context, change the model, or raise the timeout.",
    widgets: [
      third(
        timeseries("Latency", [
          { expression: latency("p50"), alias: "p50" },
          { expression: latency("p95"), alias: "p95" },
          { expression: latency("p99"), alias: "p99" },
        ]),
      ),
      ...alertGraphs(latencyP95, service, alerts).map(third),
      ...alertGraphs(firstTokenP95, service, alerts).map(third),
      third(timeseries("Timeout rate by model", [{ expression: timeoutRate("model") }])),
      third(
        timeseries(
          "Retries by model",
          [{ expression: count("llm.retries", DASHBOARD_SCOPE, CHAT).by("model") }],
          { display: "bars" },
        ),
      ),
    ],
  };
}

function structuredOutput(service: LlmServiceDeclaration, alerts: readonly AlertPlan[]): Row {
  const row = {
    title: "Does the output parse?",
    decision: "roll the prompt version back, or pin the model.",
  };
  if (!hasStructuredOutput(service)) return { ...row, widgets: [] };
  return {
    ...row,
    widgets: [
      ...alertGraphs(invalidJson, service, alerts).map((graph) => ({
        definition: graph,
        width: 8,
      })),
      third(
        toplist("Invalid output by prompt version", {
          expression: count("llm.json_invalid", DASHBOARD_SCOPE).by(
            "prompt_name",
            "prompt_version",
          ),
        }),
      ),
    ],
  };
}

function tools(service: LlmServiceDeclaration, alerts: readonly AlertPlan[]): Row {
  const row = {
    title: "Do the tools work?",
    decision: "disable a failing tool, or route to a workflow without it.",
  };
  if ((service.tools ?? []).length === 0) return { ...row, widgets: [] };
  return {
    ...row,
    widgets: [
      ...alertGraphs(toolFailureRate, service, alerts).map(third),
      third(
        timeseries("p95 tool latency", [
          { expression: read("llm.tool_latency_ms", DASHBOARD_SCOPE).by("tool").percentile("p95") },
        ]),
      ),
      third(
        toplist("Tool calls", {
          expression: count("llm.tool_calls", DASHBOARD_SCOPE).by("tool"),
        }),
      ),
    ],
  };
}

function telemetry(): Row {
  return {
    title: "Can these numbers be trusted?",
    decision: "declare what is missing in the service's declaration, or fix the call site.",
    widgets: [
      third(
        timeseries("Values dropped", [
          { expression: count("llm.telemetry_dropped", DASHBOARD_SCOPE).by("reason") },
        ]),
      ),
      third(
        timeseries("Undeclared values", [
          { expression: count("llm.telemetry_undeclared", DASHBOARD_SCOPE).by("field") },
        ]),
      ),
      third(
        timeseries("Values folded into other", [
          { expression: count("llm.telemetry_folded", DASHBOARD_SCOPE).by("field") },
        ]),
      ),
    ],
  };
}
