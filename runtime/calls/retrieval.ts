import type { CallKind, CallOptions } from "./call-kind";
import type { Core } from "../core";
import type { TagSet } from "../tags/tag-set";
import { spanText } from "../tags/text";

/** What a retrieval can be told. */
export interface RetrievalFacts {
  /** Chunks found. */
  readonly hitCount?: number | undefined;
  /**
   * Best similarity or reranker score, on the retriever's own scale.
   * @default - none; 0 where nothing was found and the feature declares a `topScoreFloor` above 0
   */
  readonly topScore?: number | undefined;
  /** Characters of the query; the query itself is never recorded. */
  readonly queryLength?: number | undefined;
}

/** A vector, keyword or hybrid search. */
export interface RetrievalOptions<R = unknown> extends CallOptions {
  /** Index or collection searched. */
  readonly index: string;
  /** Such as `vector`, `keyword`, `hybrid`. @default - none */
  readonly strategy?: string | undefined;
  /** Characters of the query; the query itself is never recorded. @default - none */
  readonly queryLength?: number | undefined;
  /**
   * Measures what was found.
   * @default - the numbers that the handle was given
   * @example (chunks) => ({ hitCount: chunks.length, topScore: chunks[0]?.score })
   */
  readonly measure?: (found: Awaited<R>) => RetrievalFacts;
}

export const retrievalKind: CallKind<"rag.retrieval", RetrievalOptions<never>, RetrievalFacts> = {
  span: "rag.retrieval",
  facts: { hitCount: "number", topScore: "number", queryLength: "number" },
  resource: (options) => spanText(options.index),
  known: ({ queryLength }) => (queryLength === undefined ? {} : { queryLength }),
  read: (found, options) => options.measure?.(found as never),

  end({ options, facts, set, latencyMs, errorType }, core) {
    const { metrics } = core.parts;
    metrics.count("llm.retrievals", set, 1);
    const topScore = facts.topScore ?? scoreOfNothing(facts, set, core);
    if (facts.hitCount === 0) metrics.count("llm.retrieval.misses", set, 1);
    metrics.distribution("llm.retrieval.hit_count", set, facts.hitCount);
    metrics.distribution("llm.retrieval.top_score", set, topScore);
    const isLow = topScore !== undefined && topScore < (floorOf(set, core) ?? -Infinity);
    return {
      tags: {
        "rag.index": spanText(options.index),
        "rag.strategy": spanText(options.strategy),
        "rag.query_length": facts.queryLength,
        "rag.hit_count": facts.hitCount,
        "rag.top_score": topScore,
        "rag.latency_ms": latencyMs,
        "llm.status": errorType === undefined ? "success" : "error",
        "llm.error_type": errorType,
      },
      verdict: errorType !== undefined ? "failed" : isLow ? "doubtful" : "good",
    };
  },
};

function floorOf({ values }: TagSet, { parts }: Core): number | undefined {
  return parts.declaration.topScoreFloorOf(values.feature);
}

/**
 * An empty index must not look healthy: finding nothing is below every floor above 0. On a scale where
 * 0 is no worst score, or of which no floor tells anything, there is no number for it.
 */
function scoreOfNothing({ hitCount }: RetrievalFacts, set: TagSet, core: Core) {
  if (hitCount !== 0) return undefined;
  return (floorOf(set, core) ?? 0) > 0 ? 0 : undefined;
}
