/** One `aggregator:metric{filters} by {groups}` of a query. */
export interface ReadQuery {
  readonly aggregator: string;
  readonly metric: string;
  readonly filters: readonly string[];
  readonly groupBy: readonly string[];
  readonly asCount: boolean;
}

const QUERY =
  /([a-z0-9]+)(?:\([^)]*\))?:([A-Za-z][\w.]*)\{([^}]*)\}(?: by \{([^}]*)\})?(\.as_count\(\))?/g;

/** The metric queries that a text holds. */
export function metricQueries(text: string): ReadQuery[] {
  return [...text.matchAll(QUERY)].map(([, aggregator, metric, filters, groups, asCount]) => ({
    aggregator: aggregator!,
    metric: metric!,
    filters: filters!.split(","),
    groupBy: groups?.split(",") ?? [],
    asCount: asCount !== undefined,
  }));
}

/** The tags that a query reads: those it groups by and those it filters by. */
export function tagsRead({ filters, groupBy }: ReadQuery): string[] {
  const filtered = filters
    .filter((filter) => filter !== "*")
    .map((filter) => filter.replace(/^[!$]/, "").split(":")[0]!);
  return [...new Set([...filtered, ...groupBy])];
}
