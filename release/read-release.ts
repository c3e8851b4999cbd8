import { read } from "../constructs/datadog/query";
import { renderQuery, type MetricQuery } from "../constructs/datadog/expression";
import type { Cell } from "./cell";
import { cellsOf, countsMoreThanAll } from "./cells-of";
import type { MeasuredCells } from "./compared";
import { overlapOf } from "./estimates/strata";
import type { ReadMeasure } from "./measures/measure";
import {
  ReleaseQuestionError,
  requireVersions,
  spellingNotes,
  storedVersions,
  type ReleaseQuestion,
  type Versions,
} from "./question";
import type { ReleaseSource, SourcePoint, Span } from "./sources/source";

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
  const total = await source.total(query, span);
  const lost = lostShare(total, points);
  const isPartial = lost > LOST;
  const partial = `Partial data: ${Math.round(100 * lost)} % of the requests came without version, model or feature.`;
  const unchecked = `Whether data is partial could not be checked: ${source.name} gave no sum of all requests.`;
  const notes = [
    ...spellingNotes(question, versions),
    ...(isPartial ? [partial] : []),
    ...(total === undefined ? [unchecked] : []),
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
  measure: ReadMeasure,
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
    ? {
        measure,
        cells: [],
        unavailable: "it counts more failures than events, as if some were sampled",
      }
    : { measure, cells };
}

function lostShare(total: number | undefined, points: readonly SourcePoint[]): number {
  if (total === undefined || total <= 0) return 0;
  return 1 - points.reduce((sum, { value }) => sum + value, 0) / total;
}

function ageNotes(points: readonly SourcePoint[], span: Span): string[] {
  const newest = points.reduce(
    (latest, { time, value }) => (value > 0 ? Math.max(latest, time) : latest),
    0,
  );
  const age = span.to - newest - span.bucket;
  return age > STALE ? [`The newest request is ${Math.round(age / 60)} minutes old.`] : [];
}
