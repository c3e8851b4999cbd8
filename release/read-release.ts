import { read } from "../constructs/datadog/query";
import { renderQuery, type MetricQuery } from "../constructs/datadog/expression";
import { closest, normalizeTagValue } from "../telemetry";
import type { Cell, Side } from "./cell";
import type { MeasuredCells } from "./compare";
import { overlapOf } from "./estimates/strata";
import type { Measure } from "./measures/measure";
import type { ReleaseSource, SourcePoint, Span } from "./sources/source";

/** Which release is read. */
export interface ReleaseQuestion {
  readonly service: string;
  readonly env: string;
  readonly prompt: string;
  /** As people write it; looked for as Datadog stores it. */
  readonly baseline: string;
  readonly candidate: string;
  readonly measures: readonly Measure[];
}

export interface ReleaseData {
  readonly requests: readonly Cell[];
  readonly measured: readonly MeasuredCells[];
  /** From the first time that both versions served to the last; all that was asked where they never did. */
  readonly span: Span;
  /** What a reader of the verdict has to know of the data. */
  readonly notes: readonly string[];
  /** Too much is missing for a promotion. */
  readonly isPartial: boolean;
}

/** The release cannot be decided as it was asked for; the message says what to do. */
class ReleaseQuestionError extends Error {
  override readonly name = "ReleaseQuestionError";
}

/** Share of the requests that may lack a model or a feature before the verdict says so. */
const LOST = 0.02;
/** Seconds that the newest point may be old. */
const STALE = 1_800;
const BY = ["prompt_version", "model", "feature"] as const;

/**
 * Reads both versions.
 *
 * @throws ReleaseQuestionError for equal, swapped, unknown or misspelt versions
 */
export async function readRelease(
  source: ReleaseSource,
  question: ReleaseQuestion,
  asked: Span,
): Promise<ReleaseData> {
  const versions = storedVersions(question);
  const { service, env, prompt } = question;
  const scope = [`env:${env}`, `service:${service}`, `prompt_name:${prompt}`];
  const query = read("llm.requests", scope)
    .by(...BY)
    .asCount();
  const probed = await pointsOf(source, query, asked);
  requireVersions(question, versions, probed);
  const span = sharedSpan(cellsOf(probed, undefined, versions), asked);
  const points = await pointsOf(source, query, span);
  const answers = new Answers(source, span);
  const measured: MeasuredCells[] = [];
  for (const measure of question.measures) {
    measured.push(await measuredCells(answers, measure, scope, versions));
  }
  const lost = lostShare(await source.total?.(query, span), points);
  const isPartial = lost > LOST;
  const partial = `Partial data: ${Math.round(100 * lost)} % of the requests came without version, model or feature.`;
  const notes = [
    ...spellingNotes(question, versions),
    ...(isPartial ? [partial] : []),
    ...ageNotes(probed, asked),
  ];
  const requests = cellsOf(points, undefined, versions);
  return { requests, measured, span, notes, isPartial };
}

async function pointsOf(
  source: ReleaseSource,
  query: MetricQuery,
  span: Span,
): Promise<readonly SourcePoint[]> {
  const answer = await source.read(query, span);
  if (answer.kind === "points") return answer.points;
  throw new ReleaseQuestionError(`The requests could not be read: ${answer.why}.`);
}

const HOUR = 3_600;

/** Where both served, in hours, or less where hours would be few: they are the sample of every mean. */
function sharedSpan(requests: readonly Cell[], asked: Span): Span {
  const shared = [...overlapOf(requests).phases.values()].flatMap((times) => [...times.keys()]);
  if (shared.length === 0) return asked;
  const first = shared.reduce((least, time) => Math.min(least, time), Infinity);
  const last = shared.reduce((most, time) => Math.max(most, time), 0) + asked.bucket;
  const bucket = last - first >= 23 * HOUR ? HOUR : last - first >= 6 * HOUR ? HOUR / 4 : HOUR / 12;
  const from = Math.floor(first / bucket) * bucket;
  return { from, to: Math.min(asked.to, Math.ceil(last / bucket) * bucket), bucket };
}

type Versions = Readonly<Record<Side, string>>;

function storedVersions({ baseline, candidate }: ReleaseQuestion): Versions {
  const versions = {
    baseline: normalizeTagValue("prompt_version", baseline),
    candidate: normalizeTagValue("prompt_version", candidate),
  };
  if (versions.baseline !== versions.candidate) return versions;
  throw new ReleaseQuestionError(
    baseline === candidate
      ? `Baseline and candidate are both ${baseline}: name two versions.`
      : `Datadog stores ${baseline} and ${candidate} as the same ${versions.baseline}: it cannot tell them apart.`,
  );
}

/** Both must have been seen, and the baseline first. */
function requireVersions(
  question: ReleaseQuestion,
  versions: Versions,
  points: readonly SourcePoint[],
): void {
  const first = new Map<string, number>();
  for (const { version, time, value } of points) {
    if (value > 0) first.set(version, Math.min(time, first.get(version) ?? Infinity));
  }
  const seen = [...first.keys()].sort();
  for (const side of ["baseline", "candidate"] as const) {
    if (!first.has(versions[side])) throw unknownVersion(question, versions[side], seen);
  }
  const [before, after] = [first.get(versions.baseline) ?? 0, first.get(versions.candidate) ?? 0];
  if (before > after) {
    const at = (time: number): string => new Date(time * 1_000).toISOString().slice(0, 16);
    throw new ReleaseQuestionError(
      `The versions look swapped: ${versions.candidate} was served from ${at(after)} on, ` +
        `${versions.baseline} only from ${at(before)} on (UTC). Swap --baseline and --candidate.`,
    );
  }
}

const MOST_LISTED = 8;

function unknownVersion(
  { prompt, service, env }: ReleaseQuestion,
  version: string,
  seen: readonly string[],
): ReleaseQuestionError {
  if (seen.length === 0) {
    return new ReleaseQuestionError(
      `No request of ${prompt} by ${service} in ${env} in this time. ` +
        "Is it served there? --since <time> looks further back; datadog-llm doctor checks the telemetry.",
    );
  }
  const meant = closest(version, seen);
  const listed = `${seen.slice(0, MOST_LISTED).join(", ")}${seen.length > MOST_LISTED ? ", …" : ""}`;
  return new ReleaseQuestionError(
    `No telemetry of ${prompt} carries the version ${version}.` +
      `${meant === undefined ? "" : ` Did you mean ${meant}?`} Seen: ${listed}.`,
  );
}

/** One answer per query: measures share their denominators. */
class Answers {
  private readonly known = new Map<string, ReturnType<ReleaseSource["read"]>>();

  constructor(
    private readonly source: ReleaseSource,
    private readonly span: Span,
  ) {}

  of(query: MetricQuery): ReturnType<ReleaseSource["read"]> {
    const text = renderQuery(query);
    let answer = this.known.get(text);
    if (!answer) this.known.set(text, (answer = this.source.read(query, this.span)));
    return answer;
  }
}

async function measuredCells(
  answers: Answers,
  measure: Measure,
  scope: readonly string[],
  versions: Versions,
): Promise<MeasuredCells> {
  const events = await answers.of(measure.reads.events(scope));
  const total = await answers.of(measure.reads.total(scope));
  for (const answer of [events, total]) {
    if (answer.kind === "unavailable") return { measure, cells: [], unavailable: answer.why };
  }
  if (events.kind !== "points" || total.kind !== "points") return { measure, cells: [] };
  const cells = cellsOf(events.points, total.points, versions, measure.reads.complement);
  const isImpossible = measure.kind === "share" && countsMoreThanAll(cells);
  return isImpossible
    ? { measure, cells: [], unavailable: "it counts more failures than events; is one sampled?" }
    : { measure, cells };
}

/** Flushes may tear a failure from its event, but not often. */
const TORN = 0.01;

function countsMoreThanAll(cells: readonly Cell[]): boolean {
  return (["baseline", "candidate"] as const).some((side) => {
    const own = cells.filter((cell) => cell.side === side);
    const events = own.reduce((sum, cell) => sum + cell.events, 0);
    const total = own.reduce((sum, cell) => sum + cell.total, 0);
    return total > events * (1 + TORN) || total < -TORN * events;
  });
}

const keyOf = ({ version, model, feature, time }: SourcePoint): string =>
  `${version}\n${model}\n${feature}\n${time}`;

/**
 * A cell per group and bucket that has events or a total: money is spent in hours without a success, too.
 *
 * @param totals of the same groups; without them every event counts as itself
 */
function cellsOf(
  events: readonly SourcePoint[],
  totals: readonly SourcePoint[] | undefined,
  versions: Versions,
  complement = false,
): Cell[] {
  const counts = new Map(events.map((point) => [keyOf(point), point.value]));
  const sums = totals ? new Map(totals.map((point) => [keyOf(point), point.value])) : counts;
  const groups = new Map([...events, ...(totals ?? [])].map((point) => [keyOf(point), point]));
  return [...groups].flatMap(([key, { version, model, feature, time }]): Cell[] => {
    const side = sideOf(version, versions);
    const [count, sum] = [counts.get(key) ?? 0, sums.get(key) ?? 0];
    if (side === undefined || (count === 0 && sum === 0)) return [];
    return [{ side, model, feature, time, events: count, total: complement ? count - sum : sum }];
  });
}

function sideOf(version: string, { baseline, candidate }: Versions): Side | undefined {
  if (version === candidate) return "candidate";
  return version === baseline ? "baseline" : undefined;
}

function lostShare(total: number | undefined, points: readonly SourcePoint[]): number {
  if (total === undefined || total <= 0) return 0;
  return 1 - points.reduce((sum, { value }) => sum + value, 0) / total;
}

function spellingNotes({ baseline, candidate }: ReleaseQuestion, versions: Versions): string[] {
  return [
    [baseline, versions.baseline],
    [candidate, versions.candidate],
  ].flatMap(([given, stored]) =>
    given === stored ? [] : [`Datadog stores ${given} as ${stored}.`],
  );
}

function ageNotes(points: readonly SourcePoint[], span: Span): string[] {
  const newest = points.reduce(
    (latest, { time, value }) => (value > 0 ? Math.max(latest, time) : latest),
    0,
  );
  const age = span.to - newest - span.bucket;
  return age > STALE ? [`The newest request is ${Math.round(age / 60)} minutes old.`] : [];
}
