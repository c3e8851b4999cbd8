import { affecting, combine, scenario, type Scenario } from "../../lab";

/** A scenario with traffic beside that of the service, which only a filter keeps away from its alerts. */
export interface CrowdedScenario extends Scenario {
  /** Whether the service itself has features, prompts, operations and test datasets beside those watched. */
  readonly crowd: "inside" | "outside";
  /** The output of a prompt that is not watched does not parse either. */
  readonly badOutput?: true;
}

/** Nothing that is watched goes wrong; everything beside it does. */
const crowded: CrowdedScenario = {
  id: "crowded",
  title: "Nothing happens, and whatever is not watched is in trouble",
  hours: 3,
  incident: combine(
    // Scores that leave room for better ones beside them.
    affecting(() => ({ correctness: 0.8, safety: 0.8 })),
    { candidateShare: () => 0.5 },
  ),
  expects: () => [],
  crowd: "inside",
};

/** A roll-back must not come of bad output and of scores that are not its own. */
const crowdedOutput: CrowdedScenario = {
  ...crowded,
  id: "crowded-output",
  title: "A tenth of the output does not parse, and whatever is not watched is in trouble",
  incident: combine(
    crowded.incident,
    affecting((_behaviour, _kind, { minute }) => (minute >= 0 ? { invalidJsonRate: 0.1 } : {})),
  ),
  expects: () => [{ signal: "invalid_json" }],
  badOutput: true,
};

export const CROWDED: readonly CrowdedScenario[] = [
  crowded,
  crowdedOutput,
  ...["unpriced-model", "traffic-drop"].map((id): CrowdedScenario => {
    const alone = scenario(id);
    return {
      ...alone,
      id: `crowded-${id}`,
      title: `${alone.title}, and others carry on`,
      crowd: "outside",
    };
  }),
];

export function isCrowded(given: Scenario): given is CrowdedScenario {
  return "crowd" in given;
}
