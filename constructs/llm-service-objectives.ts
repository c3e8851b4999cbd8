import { Construct } from "constructs";
import {
  checkObject,
  checkOneEnvironment,
  describeService,
  nameInEnv,
  Problems,
  validateLlmService,
  type Checks,
  type LlmServiceInEnv,
} from "../telemetry";
import { renderExpression } from "./datadog/expression";
import type { Scope } from "./datadog/query";
import { DatadogResource } from "./datadog/resource";
import type { ObjectivePlan } from "./objectives/objective";
import type { ObjectiveId, ObjectivesSettings } from "./objectives/objectives-settings";
import { planObjectives } from "./objectives/plan-objectives";
import { OBJECTIVE_DAYS } from "./objectives/burn-rates";
import { pathOf } from "./path-of";
import { tagsCheck } from "./props-validation";
import { providerOf, SHARED_PROPS, type ProviderProps } from "./shared-props";

/** The service, and what it promises. */
export interface LlmServiceObjectivesProps extends ProviderProps {
  /** The declaration, in one environment: `serviceIn(service, "staging")` where it has several. */
  readonly service: LlmServiceInEnv;
  /** The objectives, each named; no others are created. */
  readonly objectives: ObjectivesSettings;
  /** Begins the name of every objective, such as `"ACME "`. @default - names begin with the service's */
  readonly namePrefix?: string;
  /** Tags that your organisation requires, such as `cost_center:42`. @default - none */
  readonly tags?: readonly string[];
}

/** What each property takes. What has no line here is refused. */
const PROPS: Checks<LlmServiceObjectivesProps> = {
  // The declaration's errors name it.
  service: () => undefined,
  // Checked where the service is known.
  objectives: () => undefined,
  namePrefix: SHARED_PROPS.namePrefix,
  provider: SHARED_PROPS.provider,
  tags: tagsCheck,
};

/**
 * What a service promises over 30 days: so many calls answered, answers in time, outputs that parse.
 * Each is a `datadog_service_level_objective` of counted events, not of minutes: minutes of a small
 * service hold a handful of events, so that one failure makes a bad minute.
 *
 * The alerts on how fast the budgets burn belong to `LlmServiceMonitors`, which takes this construct as
 * `objectives`; `LlmService` does both.
 *
 * @example
 * const objectives = new LlmServiceObjectives(this, "objectives", {
 *   service: supportAgent,
 *   objectives: { availability: { target: 99.5 }, latency: { within: 5000 }, valid_json: {} },
 * });
 * new LlmServiceMonitors(this, "monitors", { service: supportAgent, notify, objectives });
 *
 * @see https://docs.datadoghq.com/service_level_objectives/metric/
 */
export class LlmServiceObjectives extends Construct {
  readonly service: LlmServiceInEnv;
  /** The objectives, as decided. */
  readonly objectives: readonly ObjectivePlan[];
  private readonly resources = new Map<ObjectiveId, DatadogResource>();

  /** @throws InvalidInputError with every problem of the props at once */
  constructor(scope: Construct, id: string, props: LlmServiceObjectivesProps) {
    const plans = plansOf(props, pathOf(scope, id));
    super(scope, id);
    this.service = props.service;
    this.objectives = plans;
    for (const plan of plans) this.addObjective(plan, props);
  }

  /**
   * The resource of an objective.
   *
   * @throws InvalidInputError where the service has no such objective
   */
  objectiveOf(id: ObjectiveId): DatadogResource {
    const resource = this.resources.get(id);
    if (resource) return resource;
    const problems = new Problems();
    problems.requireOneOf("id", id, [...this.resources.keys()]);
    return problems.refuse(`the objectives of ${describeService(this.service.service)}`);
  }

  private addObjective(plan: ObjectivePlan, props: LlmServiceObjectivesProps): void {
    const { service, env, team } = this.service;
    const scope: Scope = [`env:${env}`, `service:${service}`];
    const prefix = props.namePrefix ?? "";
    const timeframe = `${OBJECTIVE_DAYS}d`;
    const attributes = {
      name: `${prefix}[${nameInEnv(this.service)}] ${plan.title}: ${plan.target} % ${plan.goodEvents}`,
      type: "metric",
      description: `Good are ${plan.goodEvents}.`,
      query: [
        {
          numerator: renderExpression(plan.good(scope)),
          denominator: renderExpression(plan.total(scope)),
        },
      ],
      thresholds: [{ timeframe, target: plan.target }],
      timeframe,
      target_threshold: plan.target,
      tags: [`team:${team}`, `service:${service}`, `env:${env}`, ...(props.tags ?? [])],
    };
    const resource = new DatadogResource(
      this,
      plan.id,
      "datadog_service_level_objective",
      attributes,
      // Datadog refuses to delete one that a dashboard shows: it goes after the dashboard's update.
      { ...providerOf(this, props), lifecycle: { createBeforeDestroy: true } },
    );
    this.resources.set(plan.id, resource);
  }
}

function plansOf(props: LlmServiceObjectivesProps, path: string): ObjectivePlan[] {
  const problems = new Problems();
  if (!checkObject(problems, "", props, PROPS, "an object with service and objectives")) {
    return problems.refuse(`the objectives, construct ${JSON.stringify(path)}`);
  }
  validateLlmService(props.service);
  checkOneEnvironment(problems, props.service);
  const plans = planObjectives(props.service, props.objectives, problems);
  const subject = `the objectives of ${describeService(props.service.service)}`;
  problems.throwIfAny(`${subject}, construct ${JSON.stringify(path)}`);
  return plans;
}
