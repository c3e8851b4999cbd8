import { SeriesTags, type Series } from "./series";
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
  private readonly tags: SeriesTags;
  /** Of what nobody gets: see `Metrics`. */
  readonly isShadow: boolean = false;
  private twin: ShadowTagSet | undefined;
  private kept = 0;
  private latestExtra: Readonly<Record<string, string>> | undefined;
  private latestTags: SeriesTags;

  /**
   * @param values As Datadog stores them.
   * @param undeclared Tags whose value the service does not declare.
   * @param folded Tags that have too many values: metrics carry `metricValues` instead.
   */
  constructor(
    readonly values: TagValues,
    private readonly metricValues: TagValues,
    readonly undeclared: readonly ContextTag[],
    readonly folded: readonly ContextTag[],
  ) {
    this.isUsual = undeclared.length === 0 && folded.length === 0;
    this.tags = new SeriesTags(CONTEXT_TAGS.map((tag) => `${tag}:${metricValues[tag]}`));
    this.latestTags = this.tags;
    // A metric's group needs all of its tags to exist; a span says nothing by saying `none`.
    const said = CONTEXT_TAGS.filter((tag) => values[tag] !== NO_TAG_VALUE);
    this.spanTags = Object.fromEntries(said.map((tag) => [SPAN_FORM[tag], values[tag]]));
  }

  /** The same for a shadow. */
  get shadow(): ShadowTagSet {
    const { values, metricValues, undeclared, folded } = this;
    return (this.twin ??= new ShadowTagSet(values, metricValues, undeclared, folded));
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

  /** A metric with these tags; `extra` are those that it carries beyond the common ones. */
  series(metric: string, extra: Readonly<Record<string, string>> | undefined): Series {
    if (extra === undefined) return this.tags.of(metric);
    // The metrics of one call share the object.
    if (extra !== this.latestExtra) {
      let tags = this.tags;
      for (const tag in extra) tags = this.extend(tags, tag, extra[tag] ?? "");
      this.latestExtra = extra;
      this.latestTags = tags;
    }
    return this.latestTags.of(metric);
  }

  /** Nested by tag and value: to join them into a key would cost more than all look-ups. */
  private extend({ sorted, extended }: SeriesTags, tag: string, value: string): SeriesTags {
    let byValue = extended.get(tag);
    if (byValue === undefined) extended.set(tag, (byValue = new Map<string, SeriesTags>()));
    let tags = byValue.get(value);
    if (tags === undefined) {
      tags = new SeriesTags([...sorted, `${tag}:${value}`].sort());
      if (this.kept++ < MAX_KEPT) byValue.set(value, tags);
    }
    return tags;
  }
}

/** Tags of what nobody gets. */
export class ShadowTagSet extends TagSet {
  override readonly isShadow = true;
  /** For what it costs: that is real money, and none of what the feature's users cost. */
  readonly costs: TagSet;

  constructor(...given: ConstructorParameters<typeof TagSet>) {
    super(...given);
    const [values, metricValues, undeclared, folded] = given;
    const feature = `${metricValues.feature}_shadow`;
    this.costs = new TagSet(values, { ...metricValues, feature }, undeclared, folded);
  }
}
