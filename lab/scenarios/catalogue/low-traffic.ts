import type { Behaviour } from "../behaviour";
import { affecting, combine, during, modelsOf, type Scenario } from "../scenario";

const NO_END = Infinity;

function toolsFail({ toolFailureRates }: Behaviour, rate: number): Partial<Behaviour> {
  const failing = Object.keys(toolFailureRates).map((tool) => [tool, rate] as const);
  return { toolFailureRates: Object.fromEntries(failing) };
}

/** Hardly anyone is there, and whatever can go wrong does: no reason to wake anybody. */
export const quietNight: Scenario = {
  id: "quiet-night",
  title:
    "One request in five minutes: every second one fails, the others are slow, wrong and costly",
  onsetHour: 1,
  hours: 5,
  incident: combine(
    { traffic: () => 0.2 },
    during(
      0,
      NO_END,
      affecting((behaviour) => ({
        ...toolsFail(behaviour, 0.5),
        errorRate: 0.5,
        invalidJsonRate: 0.5,
        firstTokenMs: behaviour.firstTokenMs * 8,
        generationMs: behaviour.generationMs * 20,
        pricePerThousand: undefined,
        correctness: behaviour.correctness - 0.3,
        safety: behaviour.safety - 0.3,
        topScore: behaviour.topScore * 0.5,
      })),
    ),
  ),
  expects: () => [],
};

/** Fewer events than `minRequests`, of which more than `minFailures` fail. */
export const fewUsers: Scenario = {
  id: "few-users",
  title: "One request a minute: first each fails, then no answer parses, then no tool works",
  hours: 3,
  incident: combine(
    {
      models: (models) => models.slice(0, 1),
      traffic: (_usual, { minute }) => (minute < 105 ? 1 : 2),
    },
    during(
      0,
      45,
      affecting(() => ({ errorRate: 1 })),
    ),
    during(
      45,
      90,
      affecting(() => ({ invalidJsonRate: 1 })),
    ),
    during(
      105,
      150,
      affecting((behaviour) => toolsFail(behaviour, 1)),
    ),
  ),
  expects: () => [],
};

/** More events than `minRequests`, and fewer failures than `minFailures`. */
export const handfulOfFailures: Scenario = {
  id: "handful-of-failures",
  title: "Few requests of each model, of which a handful fails in each window",
  hours: 3,
  incident: combine(
    { traffic: (_usual, { service }) => 3.5 * modelsOf(service).length },
    during(
      0,
      NO_END,
      affecting((behaviour) => ({
        ...toolsFail(behaviour, 0.06),
        errorRate: 0.04,
        invalidJsonRate: 0.04,
      })),
    ),
  ),
  expects: () => [],
};
