import type { Span } from "../agent";
import type { KeptSpan } from "../simulation";
import type { WatchTrace } from "./model";

const MAX_TRACES = 100;
const MAX_SPANS_PER_TRACE = 500;
/** Longer texts, such as a stack, are cut. */
const MAX_TEXT = 1_000;
const NANOSECONDS = 1_000_000;

interface Arrived {
  readonly spans: Map<bigint, Span>;
  spansLeftOut: number;
}

/** The last traces that arrived, each put together of the payloads in which it came. */
export class Traces {
  private readonly byId = new Map<bigint, Arrived>();
  private changed = new Set<bigint>();

  add(spans: readonly Span[]): void {
    for (const span of spans) {
      const { traceId } = span;
      let trace = this.byId.get(traceId);
      if (!trace) this.byId.set(traceId, (trace = { spans: new Map(), spansLeftOut: 0 }));
      if (trace.spans.size < MAX_SPANS_PER_TRACE) trace.spans.set(span.spanId, span);
      else trace.spansLeftOut += 1;
      this.changed.add(traceId);
    }
    for (const id of this.byId.keys()) {
      if (this.byId.size <= MAX_TRACES) break;
      this.byId.delete(id);
      this.changed.delete(id);
    }
  }

  /** Oldest first. */
  all(): WatchTrace[] {
    return Array.from(this.byId, ([id, arrived]) => traceOf(id, arrived));
  }

  /** Those with spans that came since the last call. */
  takeChanged(): WatchTrace[] {
    const { changed } = this;
    this.changed = new Set();
    return [...changed].flatMap((id) => {
      const arrived = this.byId.get(id);
      return arrived ? [traceOf(id, arrived)] : [];
    });
  }
}

function traceOf(id: bigint, { spans, spansLeftOut }: Arrived): WatchTrace {
  const kept = inOrder(spans);
  const failure = kept.findLast(({ failed }) => failed)?.name;
  const failed = failure === undefined ? {} : { failure };
  return { id: id.toString(16), spans: kept, spansLeftOut, ...failed };
}

/** Parents before their children, and siblings by time, as a tree is read. */
function inOrder(spans: ReadonlyMap<bigint, Span>): KeptSpan[] {
  const children = new Map<bigint | undefined, Span[]>();
  for (const span of spans.values()) {
    // The parent of a root is in the caller's service, or has not ended yet.
    const parent = spans.has(span.parentId) ? span.parentId : undefined;
    children.set(parent, [...(children.get(parent) ?? []), span]);
  }
  const ordered: KeptSpan[] = [];
  const place = (parent: bigint | undefined, at: number | undefined): void => {
    const siblings = (children.get(parent) ?? []).sort((a, b) => Number(a.start - b.start));
    for (const span of siblings) {
      ordered.push(keptSpan(span, at));
      place(span.spanId, ordered.length - 1);
    }
  };
  place(undefined, undefined);
  return ordered;
}

function keptSpan(span: Span, parent: number | undefined): KeptSpan {
  const { name, resource, start, duration, meta, metrics, error } = span;
  const shown = (text: string): string => (text.length > MAX_TEXT ? cut(text) : text);
  const texts = Object.entries(meta).map(([tag, text]): [string, string] => [tag, shown(text)]);
  return {
    ...{ name, resource },
    ...(parent === undefined ? {} : { parent }),
    // By way of microseconds: a number has no room for nanoseconds since the epoch.
    start: Number(start / 1_000n) / 1_000,
    duration: Number(duration) / NANOSECONDS,
    tags: { ...Object.fromEntries(texts), ...metrics },
    failed: error !== 0 || meta["llm.status"] === "error" || meta["tool.status"] === "error",
  };
}

function cut(text: string): string {
  return `${text.slice(0, MAX_TEXT)}… (${text.length} characters)`;
}
