import { affecting, during, type Scenario } from "../scenario";

/** Weeks in which nothing happens but rhythm and noise. */
export function healthyWeeks(weeks: number): Scenario {
  return {
    id: weeks === 1 ? "healthy-week" : `healthy-${weeks}-weeks`,
    title: "Nothing happens but daily and weekly rhythm, and noise",
    requestsPerMinute: 100,
    hours: weeks * 7 * 24,
    incident: {},
    expects: () => [],
  };
}

/** The same in one day, for every run. */
export const healthyDay: Scenario = {
  ...healthyWeeks(1),
  id: "healthy-day",
  // As in most scenarios: they share its minutes.
  requestsPerMinute: 60,
  hours: 24,
};

/** A version and a model come that the alerts have never seen, and both are fine. */
export const newVersion: Scenario = {
  id: "new-version-and-model",
  title: "A new prompt version and a new model appear, and both are fine",
  hours: 2,
  incident: during(0, Infinity, {
    candidateShare: () => 0.5,
    models(models, { minute }) {
      const [first] = models;
      if (minute < 30 || !first) return models;
      return [...models, { ...first, model: `${first.model}-next` }];
    },
  }),
  expects: () => [],
};

/** Errors that users notice only in sum: an SLO's business, not a pager's. */
export const slowBurn: Scenario = {
  id: "slow-burn",
  title: "The error rate rises to 0.5 % and stays there, below every threshold",
  hours: 2,
  incident: during(
    0,
    Infinity,
    affecting(() => ({ errorRate: 0.005 })),
  ),
  expects: () => [],
};
