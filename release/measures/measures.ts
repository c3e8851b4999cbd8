import { read, type QueryBuilder } from "../../constructs/datadog/query";
import { invalidJson } from "../../constructs/signals/invalid-json";
import { evalRegression, scoredDimensions } from "../../constructs/signals/eval-regression";
import { firstTokenP95 } from "../../constructs/signals/first-token-p95";
import { latencyP95 } from "../../constructs/signals/latency-p95";
import { OURS, providerErrorRate } from "../../constructs/signals/provider-error-rate";
import type { Signal } from "../../constructs/signals/signal";
import { toolFailureRate } from "../../constructs/signals/tool-failure-rate";
import { featuresWhere, type LlmServiceDeclaration, type PromptRelease } from "../../telemetry";
import type { MeasureReads, ReadMeasure } from "./measure";

/** Every cell is of one version, model and feature. */
const BY = ["prompt_version", "model", "feature"] as const;

/** The slowest twentieth of a p95 may be slower than its threshold. */
const BEYOND_P95 = 5;
/** Percent: twice the cost, at which the alert on spikes pages, would be no margin but a bill. */
const DEARER = 20;
/** Points, where no alert of ours names any. */
const MORE_FAILED_TASKS = 5;
const MORE_REFUSALS = 2;

/**
 * What is compared for a service's prompt. Margins are those of the release, or else the thresholds
 * that page: a version may not be worse by more than would wake somebody.
 */
export function measuresOf(
  service: LlmServiceDeclaration,
  prompt: string,
  margins: PromptRelease["margins"] = {},
): ReadMeasure[] {
  const all = [
    ...failures(service, prompt),
    ...delays(service),
    ...scores(service),
    ...ofUsers(service),
    ...costs(service),
  ];
  return all.map((measure) => {
    const margin = margins[measure.id];
    return margin === undefined ? measure : { ...measure, margin, isDeclared: true };
  });
}

type Counted =
  | "llm.feedback"
  | "llm.json_checks"
  | "llm.json_invalid"
  | "llm.refusals"
  | "llm.requests"
  | "llm.task_successes"
  | "llm.tasks"
  | "llm.tool_calls"
  | "llm.tool_failures";

/** The events of a count metric, by version, model and feature. */
function counted(metric: Counted): MeasureReads["events"] {
  return (scope) =>
    read(metric, scope)
      .by(...BY)
      .asCount();
}

/** The threshold that pages, of the object that makes the monitor. */
function critical(signal: Pick<Signal<never>, "alerts">, service: LlmServiceDeclaration): number {
  const [alert] = signal.alerts(service, {} as never);
  return alert?.thresholds.critical ?? 0;
}

function failures(service: LlmServiceDeclaration, prompt: string): ReadMeasure[] {
  const errors: ReadMeasure = {
    id: "errors",
    title: "Provider errors",
    kind: "share",
    worse: "higher",
    margin: critical(providerErrorRate, service),
    reads: {
      events: counted("llm.requests"),
      total: (scope) =>
        read("llm.errors", scope)
          .where({ error_type: OURS })
          .by(...BY)
          .asCount(),
    },
  };
  const json: ReadMeasure = {
    id: "invalid_json",
    title: "Invalid JSON",
    kind: "share",
    worse: "higher",
    margin: critical(invalidJson, service),
    reads: {
      events: counted("llm.json_checks"),
      total: counted("llm.json_invalid"),
    },
  };
  const tools: ReadMeasure = {
    id: "tool_failures",
    title: "Tool failures",
    kind: "share",
    worse: "higher",
    margin: critical(toolFailureRate, service),
    reads: {
      events: counted("llm.tool_calls"),
      total: counted("llm.tool_failures"),
    },
  };
  return [
    errors,
    ...(service.prompts[prompt]?.structuredOutput === true ? [json] : []),
    ...((service.tools ?? []).length > 0 ? [tools] : []),
  ];
}

/** A p95 has no interval that Datadog could tell; the share beyond its threshold has. */
function delays(service: LlmServiceDeclaration): ReadMeasure[] {
  const slow = (
    id: "slow" | "slow_first_token",
    metric: "llm.latency_ms" | "llm.first_token_latency_ms",
    signal: Pick<Signal<never>, "alerts">,
  ): ReadMeasure => {
    const limit = critical(signal, service);
    return {
      id,
      title:
        id === "slow" ? `Slower than ${limit / 1_000} s` : `First token after ${limit / 1_000} s`,
      kind: "share",
      worse: "higher",
      margin: BEYOND_P95,
      reads: {
        events: (scope) =>
          read(metric, scope)
            .by(...BY)
            .samples(),
        total: (scope) =>
          read(metric, scope)
            .by(...BY)
            .atMost(limit),
        complement: true,
      },
    };
  };
  const has = (test: Parameters<typeof featuresWhere>[1]): boolean =>
    featuresWhere(service, test).length > 0;
  return [
    ...(has(({ userFacing }) => userFacing === true)
      ? [slow("slow", "llm.latency_ms", latencyP95)]
      : []),
    ...(has(({ streaming }) => streaming === true)
      ? [slow("slow_first_token", "llm.first_token_latency_ms", firstTokenP95)]
      : []),
  ];
}

/** Scores of test data sets and of shadows are of answers that nobody got. */
const PRODUCTION = { not: ["pre_release", "shadow", "post_incident"] } as const;

function scores(service: LlmServiceDeclaration): ReadMeasure[] {
  return scoredDimensions(service).map((dimension) => {
    const metric = `llm.eval.${dimension}` as const;
    const scored = (scope: readonly string[]): QueryBuilder<typeof metric> =>
      read(metric, scope)
        .where({ eval_stage: PRODUCTION })
        .by(...BY);
    return {
      id: dimension,
      title: dimension === "correctness" ? "Correctness" : "Safety",
      kind: "mean",
      worse: "lower",
      margin: critical(evalRegression, service),
      reads: {
        events: (scope) => scored(scope).samples(),
        total: (scope) => scored(scope).asCount(),
      },
    };
  });
}

function ofUsers(service: LlmServiceDeclaration): ReadMeasure[] {
  const tasks: ReadMeasure = {
    id: "task_failures",
    title: "Tasks without success",
    kind: "share",
    worse: "higher",
    margin: MORE_FAILED_TASKS,
    reads: {
      events: counted("llm.tasks"),
      total: counted("llm.task_successes"),
      complement: true,
    },
  };
  return [
    ...((service.tools ?? []).length > 0 ? [tasks] : []),
    {
      id: "negative_feedback",
      title: "Negative feedback",
      kind: "share",
      worse: "higher",
      margin: false,
      reads: {
        events: counted("llm.feedback"),
        total: (scope) =>
          read("llm.feedback", scope)
            .where({ rating: "negative" })
            .by(...BY)
            .asCount(),
      },
    },
    {
      id: "refusals",
      title: "Refusals",
      kind: "share",
      worse: "higher",
      margin: MORE_REFUSALS,
      reads: {
        events: counted("llm.requests"),
        total: counted("llm.refusals"),
      },
    },
  ];
}

function costs(service: LlmServiceDeclaration): ReadMeasure[] {
  const total: MeasureReads["total"] = (scope) =>
    read("llm.estimated_cost_usd", scope)
      .by(...BY)
      .asCount();
  const ratio = { kind: "ratio", worse: "higher", margin: DEARER } as const;
  const perRequest: ReadMeasure = {
    ...ratio,
    id: "cost_per_request",
    title: "Cost per request",
    reads: {
      events: (scope) =>
        read("llm.estimated_cost_usd", scope)
          .by(...BY)
          .samples(),
      total,
    },
  };
  const perSuccess: ReadMeasure = {
    ...ratio,
    id: "cost_per_success",
    title: "Cost per success",
    reads: {
      events: counted("llm.task_successes"),
      total,
    },
  };
  return (service.tools ?? []).length > 0 ? [perRequest, perSuccess] : [perRequest];
}
