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
import { LlmServiceObjectives } from "./llm-service-objectives";
import { MONITORS_PROPS, planCheckedAlerts, type LlmServiceMonitorsProps } from "./monitors-props";
import type { ObjectivesSettings } from "./objectives/objectives-settings";
import { planObjectives } from "./objectives/plan-objectives";
import { pathOf } from "./path-of";
import { sharedProps } from "./shared-props";
import type { AlertPlan } from "./signals";
import type { DashboardKind } from "./signals/signal";

/** The service, who is paged, and what differs from the defaults. */
export interface LlmServiceProps<S extends LlmServiceInEnv = LlmServiceInEnv> extends Omit<
  LlmServiceMonitorsProps<S>,
  "dashboards" | "objectives"
> {
  /**
   * What the service promises over 30 days, each named; with alerts on how fast its budget burns, and
   * drawn on the health dashboard.
   * @default - no objectives
   * @example { availability: { target: 99.9 }, latency: { within: 5000 }, valid_json: {} }
   */
  readonly objectives?: ObjectivesSettings;
  /** Rows of your own on our dashboards, below ours. @default - none */
  readonly rows?: Readonly<Partial<Record<DashboardKind, readonly Row[]>>>;
}

const { dashboards: _ownDashboards, objectives: _ownObjectives, ...PAGING } = MONITORS_PROPS;

/** What each property takes. What has no line here is refused. */
const PROPS: Checks<LlmServiceProps> = {
  ...PAGING,
  rows: checkRowsByDashboard,
  // Checked where the service is known.
  objectives: () => undefined,
};

/**
 * The alerts on signals that the props ask for.
 *
 * @param path of the construct that they are for, for errors. @default - errors name the service alone
 * @throws InvalidInputError with every problem of the props at once
 */
export function planLlmService(props: LlmServiceProps, path?: string): readonly AlertPlan[] {
  return planCheckedAlerts(props, PROPS, path, (problems) => {
    const { service, objectives = {} } = props;
    planObjectives(service, objectives, problems);
  });
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
  /** Absent where the service promises nothing. */
  readonly objectives?: LlmServiceObjectives;
  readonly healthDashboard: LlmHealthDashboard;
  readonly costDashboard: LlmCostDashboard;
  readonly qualityDashboard: LlmQualityDashboard;
  readonly promptVersionDashboard: PromptVersionDashboard;

  /** @throws InvalidInputError with every problem of the props at once */
  constructor(scope: Construct, id: string, props: LlmServiceProps<S>) {
    const alerts = planLlmService(props, pathOf(scope, id));
    const { rows, objectives: settings, ...paging } = props;
    super(scope, id);
    const objectives = settings && this.addObjectives(props, settings);
    if (objectives) this.objectives = objectives;
    const dashboard = (kind: DashboardKind): LlmDashboardProps => ({
      ...sharedProps(props),
      service: props.service,
      alerts,
      rows: rows?.[kind] ?? [],
    });
    this.healthDashboard = new LlmHealthDashboard(this, "health", {
      ...dashboard("health"),
      ...(objectives && { objectives }),
    });
    this.costDashboard = new LlmCostDashboard(this, "cost", dashboard("cost"));
    this.qualityDashboard = new LlmQualityDashboard(this, "quality", dashboard("quality"));
    this.promptVersionDashboard = new PromptVersionDashboard(
      this,
      "prompt-versions",
      dashboard("promptVersions"),
    );
    this.monitors = new LlmServiceMonitors(this, "monitors", {
      ...paging,
      ...(objectives && { objectives }),
      dashboards: {
        health: this.healthDashboard.dashboard,
        cost: this.costDashboard.dashboard,
        quality: this.qualityDashboard.dashboard,
        promptVersions: this.promptVersionDashboard.dashboard,
      },
    });
  }

  private addObjectives(
    { service, tags, ...shared }: LlmServiceProps<S>,
    objectives: ObjectivesSettings,
  ): LlmServiceObjectives {
    const { provider, namePrefix } = sharedProps(shared);
    return new LlmServiceObjectives(this, "objectives", {
      service,
      objectives,
      ...(tags && { tags }),
      ...(provider && { provider }),
      ...(namePrefix === undefined ? {} : { namePrefix }),
    });
  }
}
