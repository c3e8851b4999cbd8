import { BoundedList } from "./bounded-list";
import type { DatagramItem } from "./datagram";
import { MalformedCounter, type MalformedReason } from "./malformed";
import type { MetricLine } from "./metric-line";
import { ROUTES, type Source } from "./routes";
import type { Span } from "./span";
import { Waiters } from "./waiters";

/** A metric as it arrived. One point may hold several values. */
export interface MetricPoint extends MetricLine {
  readonly transport: "http" | "udp";
}

/** A body or a datagram, as it arrived. */
export interface RawBody {
  readonly source: Source;
  /** Path of the request, without its query; empty for a datagram. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** How much is kept. Beyond it the oldest goes, and is counted in `LocalAgent.dropped`. */
export interface StoreLimits {
  readonly maxSpans: number;
  readonly maxMetrics: number;
  readonly maxRawBytes: number;
}

export type Listener<T> = (added: readonly T[]) => void;

/** Points are handed on in batches: all of a large body at once would be gigabytes. */
const BATCH_SIZE = 1_000;

/** What has arrived, and who wants to know. */
export class TelemetryStore {
  readonly spans: BoundedList<Span>;
  readonly metrics: BoundedList<MetricPoint>;
  readonly rawBodies: BoundedList<RawBody>;
  readonly malformed = new MalformedCounter();
  readonly requests = noRequests();
  readonly waiters = new Waiters(() => this.summary());
  readonly spanListeners = new Set<Listener<Span>>();
  readonly metricListeners = new Set<Listener<MetricPoint>>();
  events = 0;
  serviceChecks = 0;

  constructor(limits: StoreLimits) {
    this.spans = new BoundedList(limits.maxSpans);
    this.metrics = new BoundedList(limits.maxMetrics);
    this.rawBodies = new BoundedList(limits.maxRawBytes, ({ bytes }) => bytes.length);
  }

  addRequest(source: Source, path: string, bytes: Buffer): void {
    this.requests[source] += 1;
    if (bytes.length > 0) this.rawBodies.push([{ source, path, bytes }]);
  }

  addSpans(spans: readonly Span[]): void {
    if (spans.length === 0) return;
    this.spans.push(spans);
    for (const listener of this.spanListeners) listener(spans);
  }

  addDatagram(source: Source, items: Iterable<DatagramItem>): void {
    const transport = source === "udp" ? "udp" : "http";
    let batch: MetricPoint[] = [];
    for (const item of items) {
      if (item.kind === "metric") batch.push({ ...item.point, transport });
      else if (item.kind === "event") this.events += 1;
      else if (item.kind === "service_check") this.serviceChecks += 1;
      else this.addMalformed(source, item.reason, item.line);
      if (batch.length < BATCH_SIZE) continue;
      this.addMetrics(batch);
      batch = [];
    }
    this.addMetrics(batch);
  }

  addMalformed(source: Source, reason: MalformedReason, detail: string): void {
    this.malformed.add(source, reason, detail);
  }

  /** To be called once all of a request or a datagram is stored. */
  announce(): void {
    this.waiters.check();
  }

  clear(): void {
    for (const list of [this.spans, this.metrics, this.rawBodies]) list.clear();
    this.malformed.clear();
    Object.assign(this.requests, noRequests());
    this.events = 0;
    this.serviceChecks = 0;
  }

  dropped(): Record<"spans" | "metrics" | "rawBodies", number> {
    return {
      spans: this.spans.dropped,
      metrics: this.metrics.dropped,
      rawBodies: this.rawBodies.dropped,
    };
  }

  private addMetrics(points: readonly MetricPoint[]): void {
    if (points.length === 0) return;
    this.metrics.push(points);
    for (const listener of this.metricListeners) listener(points);
  }

  private summary(): string {
    const requests = Object.entries(this.requests).filter(([, count]) => count > 0);
    return JSON.stringify({
      spans: this.spans.items.map(({ name }) => name).slice(-10),
      metrics: this.metrics.items.map(({ name }) => name).slice(-10),
      requests: Object.fromEntries(requests),
      malformed: this.malformed.byReason,
    });
  }
}

function noRequests(): Record<Source, number> {
  const counts = [...ROUTES, "udp" as const].map((source) => [source, 0]);
  return Object.fromEntries(counts) as Record<Source, number>;
}
