import {
  affecting,
  combine,
  during,
  scenario,
  type CallKind,
  type Expectation,
  type Incident,
  type Moment,
  type Scenario,
} from "../../lab";

const MINUTES_PER_DAY = 24 * 60;

const BAD_OUTPUT: Incident = affecting((_behaviour, _kind, { minute }) =>
  minute >= 0 ? { invalidJsonRate: 0.1 } : {},
);

/** One half of a roll-back holds, so that the guards of the other half decide alone. */
function withBadOutput({ id, title, incident, expects, ...rest }: Scenario): Scenario {
  return {
    ...rest,
    id: `${id}-bad-output`,
    title: `${title}; and output does not parse`,
    incident: combine(incident, BAD_OUTPUT),
    expects: (service) => [...expects(service), { signal: "invalid_json" }],
  };
}

/** Scores are far lower where and while it holds. */
const lower = (holds: (kind: CallKind, moment: Moment) => boolean): Incident =>
  affecting(({ correctness, safety }, kind, moment) =>
    holds(kind, moment) ? { correctness: correctness - 0.3, safety: safety - 0.3 } : {},
  );

const isCandidate = ({ prompt, version }: CallKind, { service }: Moment): boolean =>
  version === service.prompts[prompt]?.release?.candidate;

/** The hour before was better, and the same hour yesterday was not. */
const sameAsYesterday: Scenario = {
  id: "same-as-yesterday",
  title: "Scores fall for three hours, as they do every day at this hour",
  hoursBefore: 4.5,
  hours: 3,
  incident: lower((_kind, { minute }) => (minute + MINUTES_PER_DAY) % MINUTES_PER_DAY < 180),
  expects: () => [],
};

/** Too short to count over four hours. */
const shortDip: Scenario = {
  id: "short-dip",
  title: "A candidate's scores fall for 20 minutes",
  hoursBefore: 4.5,
  hours: 2,
  incident: combine(
    { candidateShare: () => 0.5 },
    lower((kind, moment) => moment.minute >= 0 && moment.minute < 20 && isCandidate(kind, moment)),
  ),
  expects: () => [],
};

const fewUnpriced: Scenario = {
  id: "few-unpriced",
  title: "A handful of calls in an hour, none of which has a price",
  requestsPerMinute: 0.25,
  hours: 3,
  incident: affecting(() => ({ pricePerThousand: undefined })),
  expects: () => [],
};

/** The new version has just begun, and its first two or three scores are low. */
const strayCandidate: Scenario = {
  ...scenario("stray-baseline-scores"),
  id: "stray-candidate-scores",
  title: "Two or three scores of the new version are far below the many of the old one",
  incident: combine({ candidateShare: () => 0.004 }, lower(isCandidate)),
};

const optional = (...signals: readonly string[]): Expectation[] =>
  signals.map((signal) => ({ signal, optional: "the scenario is about the roll-back" }));

const wellFormed = scenario("wrong-but-well-formed");

/** So many answers that even a rate far below the threshold is more failures than chance makes. */
const busyAndWellFormed: Scenario = {
  ...wellFormed,
  id: "wrong-but-well-formed-busy",
  title: `${wellFormed.title}; for half an hour in 0.9 % of very many`,
  incident: combine(
    wellFormed.incident,
    during(
      100,
      130,
      combine(
        { traffic: () => 400 },
        affecting(() => ({ invalidJsonRate: 0.009 })),
      ),
    ),
  ),
  expects: () => optional("eval_regression", "invalid_json", "cost_spike", "cost_budget"),
};

const badRelease = scenario("bad-release");

/** Far above the threshold for malformed output, and far below ten times of it. */
const mildlyBadRelease: Scenario = {
  ...badRelease,
  id: "bad-release-mild",
  title: `${badRelease.title}; from the first minute on in 8 % instead`,
  incident: combine(
    badRelease.incident,
    affecting(({ invalidJsonRate }, kind, moment) => ({
      invalidJsonRate: isCandidate(kind, moment) && moment.minute >= 0 ? 0.08 : invalidJsonRate,
    })),
  ),
  expects: () => [{ signal: "rollback_prompt" }, ...optional("eval_regression", "invalid_json")],
};

/** Cases that tell one broken alert from the right one, and that no user would look for. */
export const HARD_CASES: readonly Scenario[] = [
  withBadOutput(scenario("stray-baseline-scores")),
  withBadOutput(scenario("stray-scores-yesterday")),
  withBadOutput(strayCandidate),
  withBadOutput(sameAsYesterday),
  withBadOutput(shortDip),
  busyAndWellFormed,
  mildlyBadRelease,
  fewUnpriced,
];
