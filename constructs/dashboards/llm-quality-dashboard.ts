import type { Construct } from "constructs";
import type { LlmServiceDeclaration } from "../../telemetry";
import { DASHBOARD_SCOPE, type PlacedWidget, type Row } from "../datadog/dashboard";
import { percent } from "../datadog/expression";
import { count, read } from "../datadog/query";
import { timeseries } from "../datadog/widgets";
import type { AlertPlan } from "../signals";
import { evalRegression } from "../signals/eval-regression";
import { retrievalDegradation } from "../signals/retrieval-degradation";
import { alertGraphs } from "./alert-graphs";
import { checkedService, LlmDashboard, type LlmDashboardProps } from "./llm-dashboard";
import {
  correctness,
  feedbackRate,
  negativeFeedbackRate,
  refusalRate,
  safety,
  taskCompletionRate,
} from "./measures";

/** Are the answers right, and do users agree? */
export class LlmQualityDashboard extends LlmDashboard {
  constructor(scope: Construct, id: string, props: LlmDashboardProps) {
    const service = checkedService(props);
    const alerts = props.alerts ?? [];
    super(scope, id, props, {
      title: "LLM quality",
      question: "Are the answers right, and do users agree?",
      rows: [
        scores(service, alerts),
        judges(service),
        users(),
        retrieval(service, alerts),
        tasks(),
      ],
    });
  }
}

function third(definition: PlacedWidget["definition"]): PlacedWidget {
  return { definition, width: 4 };
}

function scores(service: LlmServiceDeclaration, alerts: readonly AlertPlan[]): Row {
  const row = {
    title: "Do the evaluations hold?",
    decision: "roll the prompt version back, or hold the rollout where it is.",
  };
  if (!service.evals) return { ...row, widgets: [] };
  return {
    ...row,
    widgets: [
      third(
        timeseries("Correctness by prompt version", [
          { expression: correctness("prompt_version") },
        ]),
      ),
      third(timeseries("Safety by prompt version", [{ expression: safety("prompt_version") }])),
      third(
        timeseries("Other scores", [
          {
            expression: read("llm.eval.score", DASHBOARD_SCOPE)
              .by("eval_name", "prompt_version")
              .avg(),
          },
        ]),
      ),
      ...alertGraphs(evalRegression, service, alerts).map(third),
    ],
  };
}

function judges(service: LlmServiceDeclaration): Row {
  const row = {
    title: "Can the judges be trusted?",
    decision: "recalibrate a judge before its scores decide a release.",
  };
  if (!service.evals) return { ...row, widgets: [] };
  const by = ["eval_name"] as const;
  return {
    ...row,
    widgets: [
      third(
        timeseries("Evaluations that pass", [
          {
            expression: percent(
              count("llm.eval.passes", DASHBOARD_SCOPE).by(...by),
              count("llm.eval.runs", DASHBOARD_SCOPE).by(...by),
            ),
          },
        ]),
      ),
      third(
        timeseries("Judges that disagree with people", [
          {
            expression: percent(
              count("llm.eval.judge_disagreements", DASHBOARD_SCOPE).by(...by),
              count("llm.eval.judge_checks", DASHBOARD_SCOPE).by(...by),
            ),
          },
        ]),
      ),
      third(
        timeseries(
          "Evaluations",
          [{ expression: count("llm.eval.runs", DASHBOARD_SCOPE).by(...by) }],
          { display: "bars" },
        ),
      ),
    ],
  };
}

function users(): Row {
  return {
    title: "Do users agree?",
    decision: "read the traces behind negative feedback, and turn them into test cases.",
    widgets: [
      third(
        timeseries("Feedback rate by prompt version", [
          { expression: feedbackRate("prompt_version") },
        ]),
      ),
      third(
        timeseries("Negative feedback rate by prompt version", [
          { expression: negativeFeedbackRate("prompt_version") },
        ]),
      ),
      third(
        timeseries("Average user rating by prompt version", [
          { expression: read("llm.user_rating", DASHBOARD_SCOPE).by("prompt_version").avg() },
        ]),
      ),
      third(
        timeseries("Refusal rate by prompt version", [
          { expression: refusalRate("prompt_version") },
        ]),
      ),
    ],
  };
}

function retrieval(service: LlmServiceDeclaration, alerts: readonly AlertPlan[]): Row {
  const row = {
    title: "Does retrieval find the right context?",
    decision: "rebuild the index, or roll the retriever back.",
  };
  const retrieves = Object.values(service.features).some((feature) => feature.retrieval);
  if (!retrieves) return { ...row, widgets: [] };
  return {
    ...row,
    widgets: [
      third(
        timeseries("Average hit count by feature", [
          { expression: read("llm.retrieval.hit_count", DASHBOARD_SCOPE).by("feature").avg() },
        ]),
      ),
      third(
        timeseries("Average top score by prompt version", [
          {
            expression: read("llm.retrieval.top_score", DASHBOARD_SCOPE).by("prompt_version").avg(),
          },
        ]),
      ),
      third(
        timeseries("Retrievals that found nothing", [
          {
            expression: percent(
              count("llm.retrieval.misses", DASHBOARD_SCOPE).by("feature"),
              count("llm.retrievals", DASHBOARD_SCOPE).by("feature"),
            ),
          },
        ]),
      ),
      ...alertGraphs(retrievalDegradation, service, alerts).map(third),
    ],
  };
}

function tasks(): Row {
  return {
    title: "Do agents finish their tasks?",
    decision: "which step of the agent to repair: read the traces of tasks that failed.",
    widgets: [
      third(
        timeseries("Task completion rate by prompt version", [
          { expression: taskCompletionRate("prompt_version") },
        ]),
      ),
      third(
        timeseries(
          "Tasks by feature",
          [{ expression: count("llm.tasks", DASHBOARD_SCOPE).by("feature") }],
          { display: "bars" },
        ),
      ),
    ],
  };
}
