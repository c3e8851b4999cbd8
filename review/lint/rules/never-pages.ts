import { OBJECTIVE_ALERT } from "../../../lab/monitors/definition";
import { withoutTraffic } from "../../../lab/inputs/inferred-service";
import { tag } from "../../identity";
import type { Rule } from "../rule";

export const neverPages: Rule = {
  id: "never-pages",
  what: "A threshold that no incident of the lab reaches. Looked for with --play.",
  why: "An alert that stays silent in every incident that it is there for gives a false feeling of safety.",
  cure: "Bring the threshold or the guard down to what an incident measures; docs/alerts.md shows the numbers.",
  needsPlay: true,
  check: ({ definition, resource, isPart }, { runs }) => {
    if (runs.length === 0) return [];
    // What no traffic of the lab reaches, or the lab does not evaluate, is silent for other reasons.
    const isOutOfReach =
      isPart || definition.type === OBJECTIVE_ALERT || withoutTraffic([definition]).length > 0;
    if (isOutOfReach) return [];
    const own = runs.filter(
      ({ run }) => !run.unsupported.some(({ monitor }) => monitor === definition.id),
    );
    const outcomes = own.flatMap(({ run }) =>
      run.alerts.filter(({ monitor }) => monitor === definition.id),
    );
    if (outcomes.some(({ firedAtMinute }) => firedAtMinute !== null)) return [];
    // The lab knows what an alert of the constructs is for; of others it only knows that they are alerts.
    const missed = outcomes.filter(
      ({ expected, because }) => expected === "fire" || because !== undefined,
    );
    const isOurs = tag(resource, "alert") !== undefined;
    if (outcomes.length === 0 || (isOurs && missed.length === 0)) return [];
    const [reason = ""] = missed.flatMap(({ problems, because }) => [...problems, because ?? ""]);
    return [
      `stays silent in all ${own.length} incidents of the lab that the service can have${reason === "" ? "" : `. ${reason}`}`,
    ];
  },
};
