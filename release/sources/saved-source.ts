import { renderQuery, type MetricQuery } from "../../constructs/datadog/expression";
import { parseExpression, QueryError } from "../../lab/query";
import { groupOf } from "./answer";
import type { SavedAnswer } from "./saved-answers";
import type { ReleaseSource, SourceAnswer, SourcePoint, Span } from "./source";

interface SavedPoint {
  readonly group: ReturnType<typeof groupOf>;
  readonly time: number;
  readonly value: number;
}

const BY = ["prompt_version", "model", "feature"];

/** Saved answers of Datadog's query API: what nobody asked is not known. */
export class SavedSource implements ReleaseSource {
  readonly recorded: { readonly from: number; readonly to: number };
  /** By query, and there by series and time: answers to one query may overlap. */
  private readonly points = new Map<string, Map<string, SavedPoint>>();

  /** @throws RangeError where there is no number at all */
  constructor(
    readonly name: string,
    answers: readonly SavedAnswer[],
  ) {
    let [from, to] = [Infinity, 0];
    for (const { query, series } of answers) {
      const own = this.pointsFor(identityOf(query) ?? query);
      for (const { tags, points } of series) {
        const group = groupOf(tags);
        for (const [time, value] of points) {
          own.set(`${[...tags].sort().join()} ${time}`, { group, time, value });
          [from, to] = [Math.min(from, time), Math.max(to, time + 1)];
        }
      }
    }
    if (to === 0) throw new RangeError(`${name} holds no number.`);
    this.recorded = { from, to };
  }

  read(query: MetricQuery, span: Span): Promise<SourceAnswer> {
    const text = renderQuery(query);
    const own = this.points.get(identityOf(text) ?? text);
    if (own === undefined) {
      return Promise.resolve({ kind: "unavailable", why: `nobody asked for ${text}` });
    }
    const sums = new Map<string, SourcePoint>();
    for (const { group, time: at, value } of within(own, span)) {
      if (group === undefined) continue;
      const time = span.from + Math.floor((at - span.from) / span.bucket) * span.bucket;
      const key = JSON.stringify([group, time]);
      sums.set(key, { ...group, time, value: value + (sums.get(key)?.value ?? 0) });
    }
    return Promise.resolve({ kind: "points", points: [...sums.values()] });
  }

  /** Series that lack a tag stand among the groups, too. */
  total(query: MetricQuery, span: Span): Promise<number | undefined> {
    const text = renderQuery({ ...query, groupBy: BY });
    const own = this.points.get(identityOf(text) ?? text);
    const sum = own && within(own, span).reduce((total, { value }) => total + value, 0);
    return Promise.resolve(sum);
  }

  private pointsFor(identity: string): Map<string, SavedPoint> {
    const own = this.points.get(identity) ?? new Map<string, SavedPoint>();
    this.points.set(identity, own);
    return own;
  }
}

function within(points: ReadonlyMap<string, SavedPoint>, { from, to }: Span): SavedPoint[] {
  return [...points.values()].filter(({ time }) => time >= from && time < to);
}

/**
 * What all texts of one query have in common: filters and groups in any order, and whatever rollup.
 * Undefined for what is no sum of events: without `.as_count()` Datadog gives them per second.
 */
function identityOf(query: string): string | undefined {
  const parsed = tryParse(query);
  if (parsed?.kind !== "metric") return undefined;
  const { aggregator, metric, scope, by, modifiers } = parsed;
  const names = modifiers.map(({ name }) => name);
  const isSum = names.every((name) => name === "as_count" || name === "rollup");
  if (!isSum || !names.includes("as_count")) return undefined;
  const groups = by.map(({ name }) => name).sort();
  const filters = (scope.kind === "and" ? scope.of : [scope]).map(withoutPlaces).sort();
  return JSON.stringify([withoutPlaces(aggregator), metric, filters, groups]);
}

function withoutPlaces(node: unknown): string {
  return JSON.stringify(node, (key, value: unknown) => (key === "at" ? undefined : value));
}

function tryParse(query: string): ReturnType<typeof parseExpression> | undefined {
  try {
    return parseExpression(query);
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}
