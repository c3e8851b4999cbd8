import { Construct } from "constructs";
import type { LlmServiceDeclaration } from "../telemetry";
import { LlmCostDashboard } from "./dashboards/llm-cost-dashboard";
import { LlmHealthDashboard } from "./dashboards/llm-health-dashboard";
import { LlmQualityDashboard } from "./dashboards/llm-quality-dashboard";
import { PromptVersionDashboard } from "./dashboards/prompt-version-dashboard";
import {
  LlmServiceMonitors,
  MONITORS_PROPS,
  planCheckedAlerts,
  type LlmServiceMonitorsProps,
} from "./llm-service-monitors";
import { pathOf } from "./path-of";

/** The service, who is paged, and what differs from the defaults. */
export type LlmServiceProps<S extends LlmServiceDeclaration = LlmServiceDeclaration> = Omit<
  LlmServiceMonitorsProps<S>,
  "dashboards"
>;

const { dashboards: _ownDashboards, ...PROPS } = MONITORS_PROPS;

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
export class LlmService<S extends LlmServiceDeclaration = LlmServiceDeclaration> extends Construct {
  readonly monitors: LlmServiceMonitors<S>;
  readonly healthDashboard: LlmHealthDashboard;
  readonly costDashboard: LlmCostDashboard;
  readonly qualityDashboard: LlmQualityDashboard;
  readonly promptVersionDashboard: PromptVersionDashboard;

  /** @throws InvalidInputError with every problem of the props at once */
  constructor(scope: Construct, id: string, props: LlmServiceProps<S>) {
    const alerts = planCheckedAlerts(props, PROPS, pathOf(scope, id));
    const drawn = { service: props.service, alerts };
    super(scope, id);
    this.healthDashboard = new LlmHealthDashboard(this, "health", drawn);
    this.costDashboard = new LlmCostDashboard(this, "cost", drawn);
    this.qualityDashboard = new LlmQualityDashboard(this, "quality", drawn);
    this.promptVersionDashboard = new PromptVersionDashboard(this, "prompt-versions", drawn);
    this.monitors = new LlmServiceMonitors(this, "monitors", {
      ...props,
      dashboards: {
        health: this.healthDashboard.dashboard,
        cost: this.costDashboard.dashboard,
        quality: this.qualityDashboard.dashboard,
        promptVersions: this.promptVersionDashboard.dashboard,
      },
    });
  }
}
