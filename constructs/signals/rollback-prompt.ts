import type { Scope } from "../datadog/query";
import { renderMonitorQuery } from "../datadog/monitor-query";
import type { AlertPlan } from "./alert-plan";
import { evalRegression } from "./eval-regression";
import { invalidJson, jsonChecks } from "./invalid-json";
import { resourceId, type MonitorPart } from "./monitor-part";
import { rateOf, unusualFailures } from "./rate";
import type { AlertSettings, SignalDescription } from "./signal";
import type { Thresholds } from "./thresholds";

/**
 * Members are grouped by the same tag: a composite is evaluated only for groups that every member has,
 * so the invalid-JSON rate is measured once more, per prompt.
 *
 * @see https://docs.datadoghq.com/monitors/types/composite/
 */
const GROUPS = ["prompt_name"] as const;

export const rollbackPrompt = {
  id: "rollback_prompt",
  title: "Roll back the prompt",
  meaning: "Scores and structure of a prompt's answers regressed together: the release is bad.",
  dashboard: "promptVersions",
  priority: 1,
  nextSteps: [
    "Roll back the prompt version now; that needs no code deploy.",
    "Confirm on the prompt version dashboard that the rates fall back.",
    "Build a dataset from the failed traces, and hold the next version to it before its release.",
  ],
  spans: "operation_name:output.validation @json_valid:false",
} as const satisfies SignalDescription;

/** What a team may set; the thresholds are those of the two signals that it combines. */
export type RollbackSettings = AlertSettings;

/**
 * One alert per eval regression of the service, and none where either signal is missing.
 *
 * @param plans the service's other alerts, whose thresholds and monitors it combines
 */
export function planRollbacks(
  scope: Scope,
  plans: readonly AlertPlan[],
  settings: RollbackSettings,
): AlertPlan[] {
  const json = plans.find(({ signal }) => signal.id === invalidJson.id);
  if (!json?.thresholds) return [];
  const jsonParts = invalidJsonPerPrompt(scope, json, json.thresholds);
  return plans
    .filter(({ signal }) => signal.id === evalRegression.id)
    .map((regression) => ({
      signal: rollbackPrompt,
      id: `${rollbackPrompt.id}/${regression.key}`,
      key: regression.key,
      subject: `Roll back the prompt: ${lowerFirst(regression.subject)}`,
      condition: `${regression.condition}, and invalid JSON ${json.condition}`,
      threshold: `${evalRegression.id} and ${invalidJson.id}`,
      unit: regression.unit,
      window: regression.window,
      groupBy: GROUPS,
      priority: settings.priority ?? rollbackPrompt.priority,
      dashboard: rollbackPrompt.dashboard,
      runbook: settings.runbook,
      notify: settings.notify ?? {},
      renotify: settings.renotify,
      draft: settings.draft,
      variables: regression.variables,
      suspicions: [],
      parts: [...regression.parts, ...jsonParts],
    }));
}

/** The invalid-JSON alert's own monitors, grouped by prompt; shared by all rollback alerts. */
function invalidJsonPerPrompt(
  scope: Scope,
  json: AlertPlan,
  thresholds: Thresholds,
): MonitorPart[] {
  const counts = jsonChecks(scope, GROUPS);
  const isMeasure = ({ role }: MonitorPart): boolean => role === "measure";
  return json.parts.map((part) => ({
    ...part,
    id: resourceId(rollbackPrompt.id, `json_${part.role}`, ""),
    name: `${part.name}, per prompt`,
    query: renderMonitorQuery(
      {
        aggregator: "sum",
        expression: isMeasure(part) ? rateOf(counts) : unusualFailures(counts, thresholds),
      },
      json.window,
      isMeasure(part) ? ">" : ">=",
      part.thresholds.critical,
    ),
    groupBy: GROUPS,
  }));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
