import {
  COMMON_TAGS,
  TAGS,
  type MetricTag,
  type SpanTag,
  type TagDefinition,
} from "../../telemetry";

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

/** Value of a tag that is optional and absent. */
export const NO_TAG_VALUE = "none";

/** Arrays and objects kept per set; more tools, evals or indexes than this are joined anew each time. */
const MAX_KEPT = 500;

/**
 * One combination of context tags, with the arrays and objects that spans and metrics take. Made once
 * per combination, because making them costs more than everything else that a call records.
 */
export class TagSet {
  /** Every tag is declared and within its bound: nothing to report. */
  readonly isUsual: boolean;
  private readonly spanTags: Readonly<Record<string, string>>;
  private readonly spanTagsByResource = new Map<string, Record<string, string>>();
  private readonly tags: readonly string[];
  private readonly common: string[];
  private readonly extended = new Map<string, string[]>();

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
    this.isUsual = undeclared.length === 0 && folded.length === 0;
    this.tags = CONTEXT_TAGS.map((tag) => `${tag}:${metricValues[tag]}`);
    this.common = [this.tags.join()];
    // A metric's group needs all of its tags to exist; a span says nothing by saying `none`.
    const said = CONTEXT_TAGS.filter((tag) => values[tag] !== NO_TAG_VALUE);
    this.spanTags = Object.fromEntries(said.map((tag) => [SPAN_FORM[tag], values[tag]]));
  }

  /** Tags with which a span starts. Shared between spans: dd-trace copies them. */
  startTags(resource: string): Record<string, string> {
    let tags = this.spanTagsByResource.get(resource);
    if (tags === undefined) {
      tags = { ...this.spanTags, "resource.name": resource };
      if (this.spanTagsByResource.size < MAX_KEPT) this.spanTagsByResource.set(resource, tags);
    }
    return tags;
  }

  /**
   * The sorted tags of a metric; `extra` are those that it carries beyond the common ones. All in one
   * text, as they go over the wire: dd-trace's client would join them anew for every point. Shared
   * between calls, and mutable only because dd-trace's types want it so.
   */
  metricTags(extra?: Readonly<Record<string, string>>): string[] {
    if (extra === undefined) return this.common;
    const added = Object.entries(extra).map(([tag, value]) => `${tag}:${value}`);
    const key = added.join();
    let tags = this.extended.get(key);
    if (tags === undefined) {
      tags = [[...this.tags, ...added].sort().join()];
      if (this.extended.size < MAX_KEPT) this.extended.set(key, tags);
    }
    return tags;
  }
}
