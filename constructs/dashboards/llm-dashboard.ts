import { Construct } from "constructs";
import {
  check,
  checkObject,
  describeService,
  isRecord,
  Problems,
  validateLlmService,
  type Checks,
  type LlmServiceDeclaration,
} from "../../telemetry";
import { dashboardBody, type Row, type TemplateVariable } from "../datadog/dashboard";
import { DatadogResource } from "../datadog/resource";
import type { AlertPlan } from "../signals";

export interface LlmDashboardProps {
  readonly service: LlmServiceDeclaration;
  /**
   * Alerts whose thresholds the graphs draw: `monitors.alerts` of the service's monitors.
   * @default - graphs without thresholds
   */
  readonly alerts?: readonly AlertPlan[];
}

/** What distinguishes one dashboard from another. */
export interface DashboardContent {
  /** Follows the service's name in the title. */
  readonly title: string;
  /** The operating question that the dashboard answers. */
  readonly question: string;
  readonly rows: readonly Row[];
  readonly selected?: Readonly<Partial<Record<TemplateVariable, readonly string[]>>>;
}

const MARK = Symbol.for("datadog-llm.LlmDashboard");

/** A dashboard of one LLM service, as `datadog_dashboard_json`. */
export abstract class LlmDashboard extends Construct {
  readonly service: LlmServiceDeclaration;
  readonly title: string;
  /** The Terraform resource; its `id` is known after `apply`. */
  readonly dashboard: DatadogResource;

  protected constructor(
    scope: Construct,
    id: string,
    service: LlmServiceDeclaration,
    content: DashboardContent,
  ) {
    super(scope, id);
    Object.defineProperty(this, MARK, { value: true });
    this.service = service;
    this.title = `${service.service}: ${content.title}`;
    this.dashboard = new DatadogResource(this, "dashboard", "datadog_dashboard_json", {
      // Not Terraform's jsonencode: that would break on quotes, and takes a hundred times as long.
      dashboard: JSON.stringify(
        dashboardBody({
          title: this.title,
          description: [content.question, service.description ?? ""].join(" ").trim(),
          team: service.team,
          rows: content.rows.filter(({ widgets }) => widgets.length > 0),
          selected: { env: [service.env], service: [service.service], ...content.selected },
          offered: offeredValues(service),
        }),
      ),
    });
  }

  /** Recognises the construct across copies of the library, where `instanceof` fails. */
  static isLlmDashboard(construct: unknown): construct is LlmDashboard {
    return typeof construct === "object" && construct !== null && MARK in construct;
  }
}

/** What each property takes. What has no line here is refused. */
const PROPS: Checks<LlmDashboardProps> = {
  // The declaration's errors name it.
  service: () => undefined,
  alerts: check.optional(
    check.listOf(
      check.value((given) => isRecord(given) && "signal" in given, "an alert of the monitors"),
      "the alerts of the service's monitors: monitors.alerts",
    ),
  ),
};

/** @throws InvalidInputError where the props are invalid; checked before anything is built on them */
export function checkedService(props: LlmDashboardProps): LlmServiceDeclaration {
  const problems = new Problems();
  if (!checkObject(problems, "", props, PROPS)) return problems.refuse("the dashboard");
  validateLlmService(props.service);
  problems.throwIfAny(`the dashboard of ${describeService(props.service.service)}`);
  return props.service;
}

function offeredValues(
  service: LlmServiceDeclaration,
): Partial<Record<TemplateVariable, readonly string[]>> {
  return {
    feature: Object.keys(service.features),
    provider: Object.keys(service.models),
    model: [...new Set(Object.values(service.models).flat())],
    prompt_name: Object.keys(service.prompts),
  };
}
