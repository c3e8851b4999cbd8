import { Construct } from "constructs";
import type { Checks, LlmServiceInEnv } from "../telemetry";
import { LlmCostDashboard } from "./dashboards/llm-cost-dashboard";
import type { LlmDashboardProps } from "./dashboards/llm-dashboard";
import { LlmHealthDashboard } from "./dashboards/llm-health-dashboard";
import { LlmQualityDashboard } from "./dashboards/llm-quality-dashboard";
import { checkRowsByDashboard } from "./dashboards/own-rows";
import { PromptVersionDashboard } from "./dashboards/prompt-version-dashboard";
import type { Row } from "./datadog/dashboard";
import { LlmServiceMonitors } from "./llm-service-monitors";
import { MONITORS_PROPS, planCheckedAlerts, type LlmServiceMonitorsProps } from "./monitors-props";
import { pathOf } from "./path-of";
import { sharedProps } from "./shared-props";
import type { DashboardKind } from "./signals/signal";

/** The service, who is paged, and what differs from the defaults. */
export interface LlmServiceProps<S extends LlmServiceInEnv = LlmServiceInEnv> extends Omit<
  LlmServiceMonitorsProps<S>,
  "dashboards"
> {
  /** Rows of your own on our dashboards, below ours. @default - none */
  readonly rows?: Readonly<Partial<Record<DashboardKind, readonly Row[]>>>;
}

const { dashboards: _ownDashboards, ...PAGING } = MONITORS_PROPS;

/** What each property takes. What has no line here is refused. */
const PROPS: Checks<LlmServiceProps> = { ...PAGING, rows: checkRowsByDashboard };

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
    const alerts = planCheckedAlerts(props, PROPS, pathOf(scope, id));
    const { rows, ...paging } = props;
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
