import { check, checkObject, isPlainNumber, type Checks, type Problems } from "../../telemetry";
import { checkReceivers, urlCheck } from "../props-validation";
import type { Receivers } from "../receivers";

/** What a team may set for every objective. */
export interface ObjectiveSettings {
  /**
   * Percent of all events that have to be good, over 30 days: 95 to 99.99.
   * @default - the objective's own
   */
  readonly target?: number;
  /** Your own runbook page. @default - the page `slo_burn_rate` at the service's `runbooks` address */
  readonly runbook?: string;
  /** Receivers, where they differ from the service's. @default - the service's */
  readonly notify?: Partial<Receivers>;
}

/** What a team may set for the objective of latency. */
export interface LatencyObjectiveSettings extends ObjectiveSettings {
  /** Milliseconds within which an answer is good. @default 8000 */
  readonly within?: number;
}

/**
 * The objectives of a service, over 30 days each: those that are named, and no others. `{}` takes the
 * defaults.
 *
 * @example { availability: { target: 99.9 }, latency: { within: 5000 }, valid_json: {} }
 */
export interface ObjectivesSettings {
  /** Chats that the provider answered. @default `target` 99.5 */
  readonly availability?: ObjectiveSettings | false;
  /** Answers of user-facing features that came in time. @default `target` 95, `within` 8000 */
  readonly latency?: LatencyObjectiveSettings | false;
  /** Structured outputs that parsed and met their schema. @default `target` 99 */
  readonly valid_json?: ObjectiveSettings | false;
}

export type ObjectiveId = keyof ObjectivesSettings;

/** At 95 % the fastest burn is one of 20; below 93 % none of 14.4 exists, and Datadog refuses the alert. */
const TARGETS = { min: 95, max: 99.99 } as const;

const isTarget = (given: unknown): boolean =>
  typeof given === "number" &&
  given >= TARGETS.min &&
  given <= TARGETS.max &&
  Number(given.toFixed(3)) === given;

const SETTINGS: Checks<ObjectiveSettings> = {
  target: check.optional(
    check.value(isTarget, `percent from ${TARGETS.min} to ${TARGETS.max}, with at most 3 decimals`),
  ),
  runbook: urlCheck("https://wiki.example.com/llm/slo_burn_rate"),
  notify: (problems, path, given) =>
    checkReceivers(problems, path, given, { alertRequired: false }),
};

const LATENCY_SETTINGS: Checks<LatencyObjectiveSettings> = {
  ...SETTINGS,
  within: check.optional(
    check.value((given) => isPlainNumber(given) && given > 0, "milliseconds above 0"),
  ),
};

const objective = (checks: Checks<ObjectiveSettings>) =>
  check.optional((problems, path, given) => {
    if (given !== false)
      checkObject(problems, path, given, checks, "an object, {} for the defaults, or false");
  });

const OF_SERVICE: Checks<ObjectivesSettings> = {
  availability: objective(SETTINGS),
  latency: objective(LATENCY_SETTINGS),
  valid_json: objective(SETTINGS),
};

/** Reports objectives of a wrong shape or range. */
export function checkObjectivesSettings(problems: Problems, given: unknown): void {
  checkObject(problems, "objectives", given, OF_SERVICE, "such as { availability: {} }");
}
