import { Construct } from "constructs";
import { Problems, type LlmServiceInEnv } from "../telemetry";
import { LlmCostDashboard } from "./dashboards/llm-cost-dashboard";
import type { LlmDashboardProps } from "./dashboards/llm-dashboard";
import { LlmHealthDashboard } from "./dashboards/llm-health-dashboard";
import { LlmQualityDashboard } from "./dashboards/llm-quality-dashboard";
import { checkRowsByDashboard } from "./dashboards/own-rows";
import { PromptVersionDashboard } from "./dashboards/prompt-version-dashboard";
import type { Row } from "./datadog/dashboard";
import {
  checkedAlerts,
  LlmServiceMonitors,
  subjectOf,
  type LlmServiceMonitorsProps,
} from "./llm-service-monitors";
import { sharedProps } from "./shared-props";
import type { AlertPlan } from "./signals";
import type { DashboardKind } from "./signals/signal";

/** The service, who is paged, and what differs from the defaults. */
export interface LlmServiceProps<S extends LlmServiceInEnv = LlmServiceInEnv> extends Omit<
  LlmServiceMonitorsProps<S>,
  "dashboards"
> {
  /** Rows of your own on our dashboards, below ours. @default - none */
  readonly rows?: Readonly<Partial<Record<DashboardKind, readonly Row[]>>>;
}

/**
 * Everything of one LLM service: its monitors and its four dashboards, linked to each other, with the
 * thresholds that page drawn on the graphs.
 *
 * @example
 * new LlmService(stack, "support-agent", {
 *   service: supportAgent,
 *   notify: { alert: ["@pagerduty-support"], warning: ["@slack-support"] },
 * });
 */
export class LlmService<S extends LlmServiceInEnv = LlmServiceInEnv> extends Construct {
  readonly monitors: LlmServiceMonitors<S>;
  readonly healthDashboard: LlmHealthDashboard;
  readonly costDashboard: LlmCostDashboard;
  readonly qualityDashboard: LlmQualityDashboard;
  readonly promptVersionDashboard: PromptVersionDashboard;

  /** @throws InvalidInputError with every problem of the props at once */
  constructor(scope: Construct, id: string, props: LlmServiceProps<S>) {
    const { rows, ...paging } = props;
    const alerts = alertsOf(paging, rows);
    super(scope, id);
    const dashboard = (kind: DashboardKind): LlmDashboardProps => ({
      ...sharedProps(props),
      service: props.service,
      alerts,
      rows: rows?.[kind] ?? [],
    });
    this.healthDashboard = new LlmHealthDashboard(this, "health", dashboard("health"));
    this.costDashboard = new LlmCostDashboard(this, "cost", dashboard("cost"));
    this.qualityDashboard = new LlmQualityDashboard(this, "quality", dashboard("quality"));
    this.promptVersionDashboard = new PromptVersionDashboard(
      this,
      "prompt-versions",
      dashboard("promptVersions"),
    );
    this.monitors = new LlmServiceMonitors(this, "monitors", {
      ...paging,
      dashboards: {
        health: this.healthDashboard.dashboard,
        cost: this.costDashboard.dashboard,
        quality: this.qualityDashboard.dashboard,
        promptVersions: this.promptVersionDashboard.dashboard,
      },
    });
  }
}

/** The alerts that the dashboards draw, after everything of the props is checked. */
function alertsOf(
  paging: LlmServiceMonitorsProps,
  rows: LlmServiceProps["rows"],
): readonly AlertPlan[] {
  const problems = new Problems();
  const alerts = checkedAlerts(paging, problems);
  checkRowsByDashboard(problems, "rows", rows);
  problems.throwIfAny(subjectOf(paging.service));
  return alerts;
}
