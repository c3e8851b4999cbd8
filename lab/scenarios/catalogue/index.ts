import type { Scenario } from "../scenario";
import { budgetSpent, firstDayLoop, longerPrompt, modelSwitch, retryLoop } from "./cost";
import { healthyDay, healthyWeeks, newVersion, slowBurn } from "./healthy";
import { fewUsers, handfulOfFailures, quietNight, slowBurnOfFew } from "./few-calls";
import { freshStart, strayBaseline, strayYesterday } from "./few-scores";
import { smallOutages } from "./small-outages";
import { badRelease, unsafeRelease, wellFormed } from "./bad-release";
import { correctnessDrop, promptRegression, safetyDrop } from "./prompt";
import { firstTokenSlow, flapping, provider429Storm, providerSlow } from "./provider";
import {
  emptyIndex,
  failingTool,
  severalAtOnce,
  staleIndex,
  telemetryLost,
  trafficDrop,
  unpricedModel,
} from "./surroundings";

/** The scenarios that a run plays where none is named. */
export const SCENARIOS: readonly Scenario[] = [
  healthyDay,
  quietNight,
  fewUsers,
  freshStart,
  handfulOfFailures,
  ...smallOutages,
  strayBaseline,
  strayYesterday,
  newVersion,
  slowBurn,
  provider429Storm,
  flapping,
  providerSlow,
  firstTokenSlow,
  promptRegression,
  correctnessDrop,
  safetyDrop,
  badRelease,
  unsafeRelease,
  wellFormed,
  longerPrompt,
  modelSwitch,
  retryLoop,
  firstDayLoop,
  budgetSpent,
  failingTool,
  staleIndex,
  emptyIndex,
  trafficDrop,
  telemetryLost,
  unpricedModel,
  severalAtOnce,
];

/** Played only where they are named: they take minutes, or are about objectives, which few declare. */
export const LONG_SCENARIOS: readonly Scenario[] = [
  healthyWeeks(1),
  healthyWeeks(4),
  slowBurnOfFew,
];

/**
 * A scenario by its id.
 *
 * @throws RangeError where there is none, with the ids that there are.
 */
export function scenario(id: string): Scenario {
  const known = [...SCENARIOS, ...LONG_SCENARIOS];
  const found = known.find((one) => one.id === id);
  if (found) return found;
  throw new RangeError(
    `There is no scenario "${id}"; there are: ${known.map((one) => one.id).join(", ")}.`,
  );
}
