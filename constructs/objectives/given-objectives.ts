import { check, isRecord, type Check } from "../../telemetry";
import type { LlmServiceObjectives } from "../llm-service-objectives";

/** Nothing, or the construct of a service's objectives. */
export const checkObjectives: Check = check.optional(
  check.value(isObjectives, "the construct LlmServiceObjectives"),
);

/** True for the construct, also of another copy of the library. */
export function isObjectives(given: unknown): given is LlmServiceObjectives {
  return isRecord(given) && typeof given["objectiveOf"] === "function";
}
