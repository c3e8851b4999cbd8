import { Construct } from "constructs";
import {
  check,
  checkObject,
  checkOneEnvironment,
  describeService,
  isList,
  isRecord,
  nameInEnv,
  Problems,
  validateLlmService,
  type Checks,
  type LlmServiceDeclaration,
  type LlmServiceInEnv,
} from "../../telemetry";
import { dashboardBody, type Row, type TemplateVariable } from "../datadog/dashboard";
import { DatadogResource } from "../datadog/resource";
import type { LlmServiceObjectives } from "../llm-service-objectives";
import { isMarked, MARKS } from "../marks";
import { checkObjectives } from "../objectives/given-objectives";
import { providerOf, SHARED_PROPS, type SharedProps } from "../shared-props";
import type { AlertPlan } from "../signals";
import { checkOwnRows } from "./own-rows";

/** The service that a dashboard shows. */
export interface LlmDashboardProps extends SharedProps {
  /** The declaration, in one environment: `serviceIn(service, "staging")` where it has several. */
  readonly service: LlmServiceInEnv;
  /**
   * Alerts whose thresholds the graphs draw: `monitors.alerts` of the service's monitors.
   * @default - graphs without thresholds
   */
  readonly alerts?: readonly AlertPlan[];
  /** What the service promises, for the health dashboard. @default - none */
  readonly objectives?: LlmServiceObjectives;
  /**
   * Rows of your own, below ours. Text in them is taken as text; tokens of CDKTF are references.
   * @default - none
   */
  readonly rows?: readonly Row[];
}

/** What distinguishes one dashboard from another. */
export interface DashboardContent {
  /** Follows the service and its environment in the title. */
  readonly title: string;
  /** The operating question that the dashboard answers. */
  readonly question: string;
  readonly rows: readonly Row[];
  readonly selected?: Readonly<Partial<Record<TemplateVariable, readonly string[]>>>;
}

/** A dashboard of one LLM service, as `datadog_dashboard_json`. */
export abstract class LlmDashboard extends Construct {
  readonly service: LlmServiceInEnv;
  readonly title: string;
  /** The Terraform resource; its `id` is known after `apply`. */
  readonly dashboard: DatadogResource;

  protected constructor(
    scope: Construct,
    id: string,
    props: LlmDashboardProps,
    content: DashboardContent,
  ) {
    super(scope, id);
    const { service, namePrefix = "", restrictedRoles, rows = [] } = props;
    Object.defineProperty(this, MARKS.dashboard, { value: true });
    this.service = service;
    this.title = `${namePrefix}${nameInEnv(service)}: ${content.title}`;
    const body = dashboardBody({
      title: this.title,
      description: [content.question, service.description ?? ""].join(" ").trim(),
      team: service.team,
      rows: [...content.rows.filter(({ widgets }) => widgets.length > 0), ...rows],
      selected: { env: [service.env], service: [service.service], ...content.selected },
      offered: offeredValues(service),
      restrictedRoles,
    });
    this.dashboard = new DatadogResource(
      this,
      "dashboard",
      "datadog_dashboard_json",
      // Not Terraform's jsonencode: that would break on quotes, and takes a hundred times as long.
      { dashboard: JSON.stringify(body) },
      providerOf(this, props),
    );
  }

  /** Recognises the construct across copies of the library, where `instanceof` fails. */
  static isLlmDashboard(construct: unknown): construct is LlmDashboard {
    return isMarked(construct, MARKS.dashboard);
  }
}

/** What each property takes. What has no line here is refused. */
const PROPS: Checks<LlmDashboardProps> = {
  // The declaration's errors name it.
  service: () => undefined,
  alerts: check.optional(
    check.listOf(
      check.value(isPlan, "an alert of the monitors"),
      "the alerts of the service's monitors: monitors.alerts",
    ),
  ),
  objectives: checkObjectives,
  rows: checkOwnRows,
  ...SHARED_PROPS,
};

/** Plans are no construct, and may come from another copy of the library. */
function isPlan(given: unknown): boolean {
  return isRecord(given) && isRecord(given["signal"]) && isList(given["parts"]);
}

/** @throws InvalidInputError where the props are invalid; checked before anything is built on them */
export function checkedService(props: LlmDashboardProps): LlmServiceInEnv {
  const problems = new Problems();
  if (!checkObject(problems, "", props, PROPS)) return problems.refuse("the dashboard");
  validateLlmService(props.service);
  checkOneEnvironment(problems, props.service);
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
