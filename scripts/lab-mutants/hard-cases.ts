import {
  affecting,
  combine,
  scenario,
  type CallKind,
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

/** Cases that tell one broken alert from the right one, and that no user would look for. */
export const HARD_CASES: readonly Scenario[] = [
  withBadOutput(scenario("stray-baseline-scores")),
  withBadOutput(scenario("stray-scores-yesterday")),
  withBadOutput(strayCandidate),
  withBadOutput(sameAsYesterday),
  withBadOutput(shortDip),
  fewUnpriced,
];
