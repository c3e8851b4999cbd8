import type { Behaviour } from "../behaviour";
import { affecting, combine, versionsOf, type Incident } from "../scenario";

/** Changes the calls that the candidate version serves. */
export function ofCandidate(change: (behaviour: Behaviour) => Partial<Behaviour>): Incident {
  return affecting((behaviour, kind, { service }) =>
    kind.version === versionsOf(service, kind.prompt).candidate ? change(behaviour) : {},
  );
}

/** Half of the calls go to a version whose scores are 30 points lower. */
export const worseVersion = combine(
  { candidateShare: () => 0.5 },
  ofCandidate(({ correctness, safety }) => ({
    correctness: correctness - 0.3,
    safety: safety - 0.3,
  })),
);

/** All tools fail at one rate. */
export function toolsFail({ toolFailureRates }: Behaviour, rate: number): Partial<Behaviour> {
  const failing = Object.keys(toolFailureRates).map((tool) => [tool, rate] as const);
  return { toolFailureRates: Object.fromEntries(failing) };
}
