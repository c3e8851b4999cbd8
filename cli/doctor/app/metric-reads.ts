import { METRICS, type MetricName } from "../../../telemetry";
import { unique } from "../words";

/** What one query reads of a metric. */
export interface MetricRead {
  readonly metric: MetricName;
  /** Only a metric with percentiles answers it. */
  readonly percentiles: boolean;
  /** Tags without which the query sees nothing. */
  readonly tags: readonly string[];
}

/** `p95:llm.latency_ms{a:b,!c:d} by {e}`, `count(v: v<=1):llm.eval.safety{…}` */
const READ =
  /([a-z]\w*)(\([^()]*\))?:([A-Za-z][\w.]*)\{([^}]*)\}(?:\.\w+\([^)]*\))*(?:\s*by\s*\{([^}]*)\})?/g;

/**
 * The metrics of the contract that a text reads: a monitor's query, an objective, a dashboard's JSON.
 * Whatever else the text holds is passed over, so a form of query that is new is no obstacle.
 */
export function metricReads(text: string): MetricRead[] {
  return [...text.matchAll(READ)].flatMap(([, aggregator = "", condition, metric, scope, by]) =>
    isMetric(metric)
      ? [
          {
            metric,
            percentiles: /^p\d+$/.test(aggregator) || condition !== undefined,
            tags: unique([...filteredTags(scope ?? ""), ...keys(by ?? "")]),
          },
        ]
      : [],
  );
}

function isMetric(name: string | undefined): name is MetricName {
  return name !== undefined && Object.hasOwn(METRICS, name);
}

/** A negated filter lets pass what lacks the tag, and a template variable may be everything. */
function filteredTags(scope: string): string[] {
  const filters = scope.split(/,|\bAND\b/).map((filter) => filter.trim());
  return filters.flatMap((filter) => {
    const key = /^([a-z][\w.-]*):/.exec(filter)?.[1];
    return key === undefined ? [] : [key];
  });
}

function keys(by: string): string[] {
  const names = by.split(",").map((key) => key.trim());
  return names.filter((key) => key !== "" && !key.startsWith("$"));
}
