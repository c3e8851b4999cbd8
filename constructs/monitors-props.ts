import {
  check,
  checkObject,
  checkOneEnvironment,
  checkSite,
  DATADOG_SITES,
  DEFAULT_SITE,
  describeService,
  isRecord,
  Problems,
  validateLlmService,
  type Check,
  type Checks,
  nameInEnv,
  type DatadogSite,
  type LlmServiceInEnv,
} from "../telemetry";
import type { Scope } from "./datadog/query";
import type { DatadogResource } from "./datadog/resource";
import type { LlmServiceObjectives } from "./llm-service-objectives";
import { checkNotify, checkRulesAlone } from "./notify-validation";
import { checkObjectives, isObjectives } from "./objectives/given-objectives";
import { flagCheck, messageLinesCheck, tagsCheck, urlCheck } from "./props-validation";
import type { NotificationRules, Receivers } from "./receivers";
import { checkRenotify, type Renotify } from "./renotify";
import { SHARED_PROPS, type SharedProps } from "./shared-props";
import { planAlerts, type AlertPlan, type SignalsSettings } from "./signals";
import type { DashboardKind } from "./signals/signal";

export { DEFAULT_RUNBOOKS, linksUrl } from "./addresses";

/** The service, who is paged, and what differs from the defaults. */
export interface LlmServiceMonitorsProps<
  S extends LlmServiceInEnv = LlmServiceInEnv,
> extends SharedProps {
  /** The declaration, in one environment: `serviceIn(service, "staging")` where it has several. */
  readonly service: S;
  /**
   * Who hears of alerts, warnings and recoveries. `"notification-rules"` names nobody in the messages:
   * Datadog's own rules then route by the monitors' tags.
   */
  readonly notify: Receivers | NotificationRules;
  /**
   * Reminders while nobody has resolved an alert: the same for all alerts, or by priority; `false` for
   * none. A signal's own `renotify` comes first.
   * @default { 1: { every: "30m" }, 2: { every: "2h" } }
   * @example { 1: { every: "10m" }, 2: { every: "1h", times: 3 } }
   */
  readonly renotify?: Renotify | false;
  /**
   * Create the monitors as drafts, which Datadog evaluates and which notify nobody: for the first week,
   * until the thresholds have proved themselves. A signal's own `draft` comes first.
   * @default false
   */
  readonly draft?: boolean;
  /**
   * Lines of your own in every message that pages, as plain text: nothing in them is a template or a
   * handle.
   * @default - none
   */
  readonly messageLines?: readonly string[];
  /** Overrides by signal. @default - every signal that the service can have, with its own thresholds */
  readonly signals?: SignalsSettings<S>;
  /**
   * Address of your runbooks; `{signal}` stands for the signal's id.
   * @default - this project's pages, one per signal
   */
  readonly runbooks?: string;
  /**
   * Your Datadog site, to which the links in messages lead.
   * @default "datadoghq.com"
   */
  readonly site?: DatadogSite;
  /**
   * Address of your organisation where it has a subdomain of its own, such as
   * `https://acme.datadoghq.eu`. For links only.
   * @default - the address of `site`
   */
  readonly datadogUrl?: string;
  /** The objectives whose burn rates are alerted on. @default - none */
  readonly objectives?: LlmServiceObjectives;
  /** Dashboards to link to, by kind. @default - messages hold no dashboard link */
  readonly dashboards?: Readonly<Partial<Record<DashboardKind, DatadogResource>>>;
  /** Tags that your organisation requires on monitors, such as `cost_center:42`. @default - none */
  readonly tags?: readonly string[];
}

/** Scope of every monitor of a service. */
function serviceScope({ env, service }: LlmServiceInEnv): Scope {
  return [`env:${env}`, `service:${service}`];
}

/** Checked apart, because the other checks rest on it, or because it rests on the service. */
const checkedApart: Check = () => undefined;

const DASHBOARD = check.optional(
  check.value(
    (given) => isRecord(given) && typeof given["attribute"] === "function",
    "a dashboard's resource, such as healthDashboard.dashboard",
  ),
);

/** What each property takes. What has no line here is refused. */
export const MONITORS_PROPS: Checks<LlmServiceMonitorsProps> = {
  service: checkedApart,
  notify: checkNotify,
  signals: checkedApart,
  runbooks: urlCheck("https://wiki.example.com/llm/{signal}"),
  site: checkSite,
  datadogUrl: urlCheck(DATADOG_SITES[DEFAULT_SITE].app),
  dashboards: check.optional(
    check.object<NonNullable<LlmServiceMonitorsProps["dashboards"]>>({
      health: DASHBOARD,
      cost: DASHBOARD,
      quality: DASHBOARD,
      promptVersions: DASHBOARD,
    }),
  ),
  objectives: checkObjectives,
  tags: tagsCheck,
  renotify: checkRenotify,
  draft: flagCheck,
  messageLines: messageLinesCheck,
  ...SHARED_PROPS,
};

/**
 * The alerts that the props ask for.
 *
 * @param path of the construct that they are for, for errors. @default - errors name the service alone
 * @throws InvalidInputError with every problem of the props at once
 */
export function planServiceAlerts(
  props: LlmServiceMonitorsProps,
  path?: string,
): readonly AlertPlan[] {
  return planCheckedAlerts(props, MONITORS_PROPS, path, (problems) => {
    const { service, objectives } = props;
    // Anything else is refused by its own check.
    if (!isObjectives(objectives)) return;
    const whose = nameInEnv(objectives.service);
    const allowed = `the objectives of ${nameInEnv(service)}`;
    problems.require(whose === nameInEnv(service), "objectives", whose, allowed);
  });
}

/** What the monitors of a whole service take; the rest comes from constructs beside them. */
type PagingProps = Omit<LlmServiceMonitorsProps, "dashboards" | "objectives">;

/**
 * The same for a construct whose properties are not all of those of the monitors.
 *
 * @param checkMore reports what else may be wrong, once the service is known to be right
 */
export function planCheckedAlerts(
  props: PagingProps,
  checks: Checks<PagingProps>,
  path: string | undefined,
  checkMore: (problems: Problems) => void,
): readonly AlertPlan[] {
  const at = path === undefined ? "" : `, construct ${JSON.stringify(path)}`;
  const problems = new Problems();
  const allowed = "an object with service and notify";
  if (!checkObject(problems, "", props, checks, allowed)) {
    return problems.refuse(`the monitors${at}`);
  }
  const { service, signals = {} } = props;
  validateLlmService(service);
  checkOneEnvironment(problems, service);
  checkRulesAlone(problems, props);
  const alerts = planAlerts(service, serviceScope(service), signals, problems);
  checkMore(problems);
  problems.throwIfAny(`the monitors of ${describeService(service.service)}${at}`);
  return alerts;
}
