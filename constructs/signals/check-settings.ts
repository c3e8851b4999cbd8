import { checkObject, type Check, type Checks, type Problems } from "../../telemetry";
import { MEASURED, type MeasuredId } from "./registry";
import { alertChecks } from "./settings-checks";
import type { SignalId } from "./signals-settings";

const MEASURED_IDS = Object.keys(MEASURED) as MeasuredId[];
const IDS: readonly SignalId[] = [...MEASURED_IDS, "rollback_prompt"];

/**
 * Reports settings of a wrong shape or range.
 *
 * @returns the signals whose settings are right
 */
export function checkSignalsSettings(problems: Problems, given: unknown): ReadonlySet<SignalId> {
  const right = new Set<SignalId>();
  const checks = IDS.map((id): [string, Check] => [
    id,
    (_, path, settings) => {
      const before = problems.count;
      checkSettings(problems, path, settings, id);
      if (problems.count === before) right.add(id);
    },
  ]);
  const allowed = "an object with a signal's name for each key";
  checkObject(problems, "signals", given, Object.fromEntries(checks), allowed);
  return right;
}

function checkSettings(problems: Problems, path: string, given: unknown, id: SignalId): void {
  const canBeAskedFor = id === "telemetry_silent";
  if (given === undefined || given === false || (given === true && canBeAskedFor)) return;
  const allowed = `an object of settings, ${canBeAskedFor ? "true or false" : "or false"}`;
  checkObject<object>(problems, path, given, checksOf(id), allowed);
}

function checksOf(id: SignalId): Checks<object> {
  return id === "rollback_prompt" ? alertChecks : MEASURED[id].checks;
}
