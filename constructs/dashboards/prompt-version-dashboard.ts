import type { Construct } from "constructs";
import { releasesOf, type LlmServiceDeclaration } from "../../telemetry";
import {
  DASHBOARD_SCOPE,
  releaseMarkSearch,
  spanScope,
  type PlacedWidget,
  type Row,
} from "../datadog/dashboard";
import { count } from "../datadog/query";
import {
  queryTable,
  spanList,
  timeseries,
  type Column,
  type ConditionalFormat,
  type Series,
} from "../datadog/widgets";
import type { AlertPlan } from "../signals";
import { CHAT, CHAT_SPANS } from "../signals/chat";
import { hasStructuredOutput, invalidJson } from "../signals/invalid-json";
import { latencyP95 } from "../signals/latency-p95";
import { providerErrorRate } from "../signals/provider-error-rate";
import { checkedService, LlmDashboard, type LlmDashboardProps } from "./llm-dashboard";
import { thresholdMarkers } from "./alert-graphs";
import * as measure from "./measures";

/** Is the new prompt version better than the old one, on every model? */
export class PromptVersionDashboard extends LlmDashboard {
  constructor(scope: Construct, id: string, props: LlmDashboardProps) {
    const service = checkedService(props);
    const alerts = props.alerts ?? [];
    const versions = releasesOf(service).flatMap(({ release }) => [
      release.baseline,
      release.candidate,
    ]);
    super(scope, id, props, {
      title: "Prompt versions",
      question: "Is the new prompt version better than the old one, on every model?",
      rows: [comparison(service, alerts), trends(service, alerts), traces(service)],
      ...(versions.length > 0 ? { selected: { prompt_version: [...new Set(versions)] } } : {}),
    });
  }
}

const BY = ["prompt_version", "model"] as const;

function comparison(service: LlmServiceDeclaration, alerts: readonly AlertPlan[]): Row {
  return {
    title: "Version against version",
    decision: "promote the candidate, hold it, or roll it back on the model where it fails.",
    widgets: [
      {
        definition: queryTable("By version and model", columns(service, alerts)),
        width: 12,
      },
    ],
  };
}

function columns(service: LlmServiceDeclaration, alerts: readonly AlertPlan[]): Column[] {
  const json: Column[] = hasStructuredOutput(service)
    ? [
        {
          expression: measure.invalidJsonRate(...BY),
          alias: "Invalid JSON %",
          formats: colours(alerts, invalidJson.id),
        },
      ]
    : [];
  return [
    { expression: measure.requests(...BY), alias: "Requests" },
    {
      expression: measure.providerErrorRate(...BY),
      alias: "Error %",
      formats: colours(alerts, providerErrorRate.id),
    },
    ...json,
    {
      expression: measure.latency("p95", ...BY),
      alias: "p95 latency",
      unit: "millisecond",
      formats: colours(alerts, latencyP95.id),
    },
    {
      expression: measure.timeouts(...BY),
      alias: "Timeouts",
    },
    { expression: measure.tokensPerRequest("llm.input_tokens", ...BY), alias: "Input tokens" },
    { expression: measure.tokensPerRequest("llm.output_tokens", ...BY), alias: "Output tokens" },
    { expression: measure.costPerRequest(...BY), alias: "Cost per request", unit: "dollar" },
    { expression: measure.costPerSuccess(...BY), alias: "Cost per success", unit: "dollar" },
    { expression: measure.correctness(...BY), alias: "Correctness" },
    { expression: measure.safety(...BY), alias: "Safety" },
    { expression: measure.negativeFeedbackRate(...BY), alias: "Negative feedback %" },
  ];
}

/** The alert's own thresholds colour the cell; of several alerts, the strictest does. */
function colours(alerts: readonly AlertPlan[], signal: string): ConditionalFormat[] {
  const thresholds = alerts
    .filter((alert) => alert.signal.id === signal)
    .flatMap((alert) => alert.thresholds ?? [])
    .sort((a, b) => a.critical - b.critical);
  const [strictest] = thresholds;
  if (!strictest) return [];
  const { critical, warning } = strictest;
  return [
    { comparator: ">", value: critical, palette: "white_on_red" },
    ...(warning === undefined
      ? []
      : [{ comparator: ">" as const, value: warning, palette: "white_on_yellow" as const }]),
  ];
}

function trends(service: LlmServiceDeclaration, alerts: readonly AlertPlan[]): Row {
  const overlay = candidateTraffic(service);
  const events = releaseMarkSearch();
  const graph = (title: string, series: Series, signal?: string): PlacedWidget => {
    const alert = alerts.find((candidate) => candidate.signal.id === signal);
    const markers = alert ? thresholdMarkers(alert) : [];
    return { definition: timeseries(title, [series], { overlay, events, markers }), width: 4 };
  };
  const json = hasStructuredOutput(service)
    ? [graph("Invalid JSON rate", { expression: measure.invalidJsonRate(...BY) }, invalidJson.id)]
    : [];
  return {
    title: "Since the release",
    decision: "whether a difference is the release's, or was there before.",
    widgets: [
      ...json,
      graph(
        "Provider error rate",
        { expression: measure.providerErrorRate(...BY) },
        providerErrorRate.id,
      ),
      graph("p95 latency", { expression: measure.latency("p95", ...BY) }, latencyP95.id),
      graph("Correctness", { expression: measure.correctness("prompt_version") }),
      graph("Safety", { expression: measure.safety("prompt_version") }),
      graph("Cost per request", { expression: measure.costPerRequest(...BY), unit: "dollar" }),
      graph("Requests", { expression: measure.requests("prompt_version") }),
    ],
  };
}

/** Traffic of the candidates, drawn behind the lines: the release began where it begins. */
function candidateTraffic(service: LlmServiceDeclaration): Series[] {
  return releasesOf(service).map(({ prompt, release: { candidate } }) => ({
    expression: count("llm.requests", DASHBOARD_SCOPE, {
      ...CHAT,
      prompt_name: prompt,
      prompt_version: candidate,
    }).by(),
    alias: `${prompt} ${candidate}`,
  }));
}

function traces(service: LlmServiceDeclaration): Row {
  const failed = hasStructuredOutput(service)
    ? {
        title: "Outputs that did not parse",
        search: "operation_name:output.validation @json_valid:false",
      }
    : { title: "Requests that failed", search: `${CHAT_SPANS} @llm.status:error` };
  return {
    title: "What do the failures look like?",
    decision: "what to change in the next version.",
    widgets: [
      {
        definition: spanList(failed.title, `${failed.search} ${spanScope()}`, [
          "timestamp",
          "resource_name",
          "@llm.prompt_version",
          "@llm.model",
          "@llm.finish_reason",
          "@duration",
        ]),
        width: 12,
      },
    ],
  };
}
