import { NOTIFICATION_RULES, type NotificationRules, type Receivers } from "../receivers";
import type { AlertPlan, SignalDescription } from "../signals";
import { BURN_RATES, OBJECTIVE_DAYS, type BurnRate } from "./burn-rates";
import type { ObjectivePlan } from "./objective";

/** Id of the signal that every burn-rate alert belongs to. */
export const SLO_BURN_RATE = "slo_burn_rate";

/** An alert on the burn rate of one objective. */
export interface BurnAlert {
  readonly plan: AlertPlan;
  readonly objective: ObjectivePlan;
  readonly burn: BurnRate;
}

/** The alerts of an objective, the fastest first. */
export function burnAlerts(
  objective: ObjectivePlan,
  notify: Receivers | NotificationRules,
): BurnAlert[] {
  return BURN_RATES.map((burn) => ({ objective, burn, plan: burnAlert(objective, burn, notify) }));
}

function burnAlert(
  objective: ObjectivePlan,
  burn: BurnRate,
  notify: Receivers | NotificationRules,
): AlertPlan {
  const { id, title, target } = objective;
  const { rate, longWindow, severity } = burn;
  const key = `${id}-${longWindow}`;
  const percent = Number(((100 - target) * rate).toPrecision(3));
  return {
    signal: describeSignal(objective, burn),
    id: `${SLO_BURN_RATE}/${key}`,
    key,
    subject: `${title} objective of ${target} %`,
    condition: `burns its budget more than ${rate} times too fast over ${longWindow}`,
    threshold: `> ${rate} × budget (${percent} % bad)`,
    // A bare number: how many times too fast the budget burns.
    unit: "score",
    window: longWindow,
    groupBy: [],
    priority: severity === "alert" ? 2 : 4,
    dashboard: "health",
    runbook: objective.runbook,
    notify: notify === NOTIFICATION_RULES ? {} : receiversOf(objective, burn, notify),
    renotify: undefined,
    draft: undefined,
    variables: {},
    suspicions: [],
    parts: [],
  };
}

/** A slow burn is no reason to wake anyone: it goes to those who hear of warnings, if there are any. */
function receiversOf(
  objective: ObjectivePlan,
  { severity }: BurnRate,
  notify: Receivers,
): Partial<Receivers> {
  const { warning = [], ...receivers } = { ...notify, ...objective.notify };
  if (severity === "alert" || warning.length === 0) return objective.notify;
  return { ...receivers, alert: warning, warning };
}

function describeSignal(
  { title, target, goodEvents, badSpans, signal }: ObjectivePlan,
  { rate, longWindow, shortWindow, spent }: BurnRate,
): SignalDescription {
  const days = Number((OBJECTIVE_DAYS / rate).toFixed(1));
  return {
    id: SLO_BURN_RATE,
    title: "SLO burn rate",
    meaning: `Of all events ${target} % are to be good over ${OBJECTIVE_DAYS} days (${goodEvents}). At this rate the budget for bad ones lasts ${days} days; ${spent} % of it went in ${longWindow}, and it still burns so over the last ${shortWindow}.`,
    dashboard: "health",
    priority: 2,
    nextSteps: [
      `Find what makes the events bad: the steps of the alert ${signal} hold here as well.`,
      `See on the health dashboard, row "Are the objectives met?", how much of the ${title.toLowerCase()} budget is left.`,
      "Stop what spends it: hold releases of prompts and code until the burn is over.",
    ],
    spans: badSpans,
  };
}
