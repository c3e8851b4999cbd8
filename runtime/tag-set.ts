import { COMMON_TAGS, TAGS, type MetricTag, type SpanTag, type TagDefinition } from "../telemetry";

type TracerTag = "env" | "service" | "version";

/** Tags of every metric, less those that dd-trace's client adds by itself. */
export type ContextTag = Exclude<(typeof COMMON_TAGS)[number], TracerTag>;

const ROWS = Object.values(TAGS) as readonly TagDefinition[];
const rowOf = (tag: MetricTag) => ROWS.find((row) => row.metric === tag);

/** Sorted: the client's aggregation treats another order as another series. */
export const CONTEXT_TAGS = COMMON_TAGS.filter(
  (tag): tag is ContextTag => rowOf(tag)?.setByTracer !== true,
).sort();

const SPAN_FORM = Object.fromEntries(
  CONTEXT_TAGS.map((tag) => [tag, rowOf(tag)?.span]),
) as Readonly<Record<ContextTag, SpanTag>>;

export type TagValues = Readonly<Record<ContextTag, string>>;

/** Extended arrays kept per set; more tools or evals than this are joined anew each time. */
const MAX_EXTENDED = 500;

/**
 * One combination of context tags, with the arrays and objects that spans and metrics take. Made once
 * per combination, because making them costs more than everything else that a call records.
 */
export class TagSet {
  /** Context tags as spans carry them. */
  readonly spanTags: Readonly<Record<string, string>>;
  private readonly common: readonly string[];
  private readonly extended = new Map<string, readonly string[]>();

  /**
   * @param values As Datadog stores them.
   * @param undeclared Tags whose value the service does not declare.
   * @param folded Tags that have too many values: metrics carry `metricValues` instead.
   */
  constructor(
    readonly values: TagValues,
    metricValues: TagValues,
    readonly undeclared: readonly ContextTag[],
    readonly folded: readonly ContextTag[],
  ) {
    this.common = CONTEXT_TAGS.map((tag) => `${tag}:${metricValues[tag]}`);
    this.spanTags = Object.fromEntries(CONTEXT_TAGS.map((tag) => [SPAN_FORM[tag], values[tag]]));
  }

  /** The sorted tags of a metric; `extra` are those that it carries beyond the common ones. */
  metricTags(extra?: Readonly<Record<string, string>>): readonly string[] {
    if (extra === undefined) return this.common;
    const added = Object.entries(extra).map(([tag, value]) => `${tag}:${value}`);
    const key = added.join();
    let tags = this.extended.get(key);
    if (tags === undefined) {
      tags = [...this.common, ...added].sort();
      if (this.extended.size < MAX_EXTENDED) this.extended.set(key, tags);
    }
    return tags;
  }
}
