import type { Answer } from "../datadog/datadog-api";
import type { ReadOnlyDatadog } from "../datadog/read-only";
import { known, mapped, type Known } from "./known";
import type {
  DeployedMonitor,
  MetricTags,
  RetentionFilter,
  TagConfiguration,
  Tags,
  Total,
} from "./shapes";

const DAY = 86_400;
const MONITORS_PER_PAGE = 200;

/** What the checks ask Datadog, each question once. */
export class Facts {
  private readonly asked = new Map<string, Promise<Answer>>();

  /** @param now in seconds since 1970 */
  constructor(
    private readonly datadog: ReadOnlyDatadog,
    private readonly now: number,
  ) {}

  /** For questions of one check alone. */
  ask(path: string): Promise<Answer> {
    const before = this.asked.get(path);
    if (before) return before;
    const answer = this.datadog.get(path);
    this.asked.set(path, answer);
    return answer;
  }

  validate(monitor: object): Promise<Answer> {
    return this.datadog.validateMonitor(monitor);
  }

  /** The monitors with all of these tags. @see https://docs.datadoghq.com/api/latest/monitors/#get-all-monitors */
  async monitorsTagged(tags: string): Promise<Known<readonly DeployedMonitor[]>> {
    const found: DeployedMonitor[] = [];
    for (let page = 0; ; page += 1) {
      const query = `monitor_tags=${encodeURIComponent(tags)}&with_downtimes=true`;
      const path = `/api/v1/monitor?${query}&page=${page}&page_size=${MONITORS_PER_PAGE}`;
      const answer = known<readonly DeployedMonitor[]>(await this.ask(path), "monitors_read");
      if (!answer.known) return answer;
      found.push(...answer.value);
      if (answer.value.length < MONITORS_PER_PAGE) return { known: true, value: found };
    }
  }

  /** Type of a metric; nothing where Datadog has never seen it. */
  async typeOf(metric: string): Promise<Known<string | undefined>> {
    const answer = await this.ask(`/api/v1/metrics/${metric}`);
    if (answer.kind === "absent") return { known: true, value: undefined };
    return mapped(known<{ type?: string }>(answer, "metrics_read"), ({ type }) => type ?? "");
  }

  /** The metrics with a point of a service in its environment within the last seconds. */
  async activeMetrics(tags: Tags, seconds: number): Promise<Known<readonly string[]>> {
    const filter = encodeURIComponent(`service:${tags.service} AND env:${tags.env}`);
    const path = `/api/v1/metrics?from=${this.now - seconds}&tag_filter=${filter}`;
    const answer = known<{ metrics?: string[] }>(await this.ask(path), "metrics_read");
    return mapped(answer, ({ metrics }) => metrics ?? []);
  }

  /** A metric's tags of the last day, of the points with certain tags. */
  async tagsOf(metric: string, filter: Partial<Tags> = {}): Promise<Known<MetricTags>> {
    const tags = Object.entries(filter).map(([key, value]) => `${key}:${value}`);
    const filtered =
      tags.length === 0 ? "" : `&filter%5Btags%5D=${encodeURIComponent(tags.join(","))}`;
    const path = `/api/v2/metrics/${metric}/all-tags?window%5Bseconds%5D=${DAY}${filtered}`;
    type Body = Data<{ tags?: string[]; ingested_tags?: string[] }>;
    const answer = await this.ask(path);
    if (answer.kind === "absent") return { known: true, value: { queryable: [], ingested: [] } };
    return mapped(known<Body>(answer, "metrics_read"), ({ data: { attributes } }) => {
      const queryable = attributes.tags ?? [];
      return { queryable, ingested: attributes.ingested_tags ?? queryable };
    });
  }

  /** A metric's tag configuration; nothing where it has none. */
  async tagConfiguration(metric: string): Promise<Known<TagConfiguration | undefined>> {
    const answer = await this.ask(`/api/v2/metrics/${metric}/tags`);
    if (answer.kind === "absent") return { known: true, value: undefined };
    const body = known<Data<TagConfiguration>>(answer, "metrics_read");
    return mapped(body, ({ data }) => data.attributes);
  }

  /** What a query of counts adds up to over the last day. */
  async totals(query: string): Promise<Known<readonly Total[]>> {
    const path = `/api/v1/query?from=${this.now - DAY}&to=${this.now}&query=${encodeURIComponent(query)}`;
    interface Body {
      readonly series?: readonly { tag_set?: string[]; pointlist?: [number, number | null][] }[];
    }
    const answer = known<Body>(await this.ask(path), "timeseries_query");
    return mapped(answer, ({ series = [] }) =>
      series.map(({ tag_set = [], pointlist = [] }) => ({
        group: tag_set,
        sum: pointlist.reduce((sum, [, value]) => sum + (value ?? 0), 0),
      })),
    );
  }

  async retentionFilters(): Promise<Known<readonly RetentionFilter[]>> {
    const answer = await this.ask("/api/v2/apm/config/retention-filters");
    type Body = Readonly<{ data: readonly { attributes: RetentionFilter }[] }>;
    const body = known<Body>(answer, "apm_retention_filter_read");
    return mapped(body, ({ data }) => data.map(({ attributes }) => attributes));
  }
}

interface Data<T> {
  readonly data: { readonly attributes: T };
}
