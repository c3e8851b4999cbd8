import { expectedWork } from "../../lab/run/expected-work";
import { peakPerMinute } from "../../lab/scenarios/usual-traffic";
import type { Play } from "./plays";

/** Microseconds of a processor, as measured on the examples and on services unlike them. */
const REQUEST = 60;
/** A request that another scenario has played. */
const REQUEST_AGAIN = 15;
/** One monitor in one minute, and each prompt of each model, by which it may be grouped. */
const EVALUATION = 10;
const EVALUATION_OF_GROUP = 4;

/**
 * What each play takes, in microseconds of some processor: only their ratios are true everywhere. Minutes
 * in which nothing happens are the same for scenarios with the same traffic, and cost the longest of them
 * most: it is the first to be played.
 */
export function costsOf(plays: readonly Play[]): Map<Play, number> {
  const costs = new Map<Play, number>();
  const longest = new Map<string, { readonly play: Play; readonly usual: number }>();
  const services = [...new Set(plays.map(({ watched }) => watched))];
  for (const play of plays) {
    const { watched, scenario } = play;
    const { minutes, changed, usual } = expectedWork(watched.service, scenario);
    const evaluations = minutes * watched.monitors.length;
    const each = EVALUATION + EVALUATION_OF_GROUP * groupsOf(play);
    costs.set(play, evaluations * each + changed * REQUEST + usual * REQUEST_AGAIN);
    const shared = `${services.indexOf(watched)} ${peakPerMinute(watched.service, scenario)}`;
    if (usual > (longest.get(shared)?.usual ?? 0)) longest.set(shared, { play, usual });
  }
  for (const { play, usual } of longest.values()) {
    costs.set(play, (costs.get(play) ?? 0) + usual * (REQUEST - REQUEST_AGAIN));
  }
  return costs;
}

function groupsOf({ watched: { service } }: Play): number {
  return Object.keys(service.prompts).length * Object.values(service.models).flat().length;
}
