import type { LlmServiceDeclaration, Problems } from "../../telemetry";
import { OBJECTIVES, type ObjectivePlan } from "./objective";
import {
  checkObjectivesSettings,
  type ObjectiveId,
  type ObjectivesSettings,
} from "./objectives-settings";

/**
 * The objectives that the settings ask for.
 *
 * @param problems receives what is wrong with the settings, and objectives that the service cannot have
 */
export function planObjectives(
  service: LlmServiceDeclaration,
  settings: ObjectivesSettings,
  problems: Problems,
): ObjectivePlan[] {
  const before = problems.count;
  checkObjectivesSettings(problems, settings);
  if (problems.count > before) return [];
  return (Object.keys(OBJECTIVES) as ObjectiveId[]).flatMap((id): ObjectivePlan[] => {
    const own = settings[id];
    if (own === undefined || own === false) return [];
    const { title, target, needs = "", applies, plan } = OBJECTIVES[id];
    if (!applies(service)) {
      problems.add(`objectives.${id}`, own, `false or nothing, without ${needs}`);
      return [];
    }
    const { runbook, notify = {} } = own;
    const decided = { id, title, target: own.target ?? target, runbook, notify };
    return [{ ...decided, ...plan(service, own) }];
  });
}
