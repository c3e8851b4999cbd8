import type { Faults } from "./faults";
import type { MalformedSummary } from "./malformed";
import type { Source } from "./routes";
import type { Span } from "./span";
import type { Listener, MetricPoint, RawBody } from "./store";

/** Ports, faults and bounds of a local agent. */
export interface LocalAgentOptions {
  /**
   * TCP port for traces, the DogStatsD proxy and the rest.
   * @default 0 - any free port
   */
  readonly port?: number;
  /**
   * UDP port for DogStatsD.
   * @default 0 - any free port
   */
  readonly udpPort?: number;
  /**
   * Routes that misbehave from the start; `LocalAgent.faults` changes them later.
   * @default - none
   */
  readonly faults?: Faults;
  /**
   * Size of a request's body in bytes; a larger one is answered with 413.
   * @default 32 MiB, four times what dd-trace collects before it sends
   */
  readonly maxBodyBytes?: number;
  /**
   * Number of spans kept.
   * @default 50,000
   */
  readonly maxSpans?: number;
  /**
   * Number of metric points kept.
   * @default 200,000
   */
  readonly maxMetrics?: number;
  /**
   * Bytes of bodies and datagrams kept.
   * @default 64 MiB
   */
  readonly maxRawBytes?: number;
}

/** A running agent. `spans`, `metrics`, `rawBodies` and the counters are live: they change under you. */
export interface LocalAgent {
  /** Such as `http://127.0.0.1:49152`, for `DD_TRACE_AGENT_URL`. */
  readonly url: string;
  readonly port: number;
  /** For `DD_DOGSTATSD_PORT`. */
  readonly udpPort: number;
  readonly spans: readonly Span[];
  readonly metrics: readonly MetricPoint[];
  /** All bytes that arrived in bodies and datagrams, to search for what must not be there. */
  readonly rawBodies: readonly RawBody[];
  /** DogStatsD events that arrived. */
  readonly events: number;
  /** DogStatsD service checks that arrived. */
  readonly serviceChecks: number;
  /** Requests with a whole body per route, and datagrams as `udp`. */
  readonly requests: Readonly<Record<Source, number>>;
  readonly malformed: MalformedSummary;
  /** What the limits pushed out. A search through `rawBodies` proves nothing where this is not 0. */
  readonly dropped: Readonly<Record<"spans" | "metrics" | "rawBodies", number>>;
  /** Routes that misbehave; set and delete entries at any time. */
  readonly faults: Faults;

  /** Calls `listener` with the spans of each payload; returns the function that stops it. */
  onSpans(listener: Listener<Span>): () => void;
  /** Calls `listener` with metric points as they arrive; returns the function that stops it. */
  onMetrics(listener: Listener<MetricPoint>): () => void;
  /**
   * Resolves as soon as `predicate` holds; it is asked now and after each arrival.
   *
   * @throws Error after `timeoutMs` (with what arrived instead), when the agent is closed, or what
   *   `predicate` throws.
   */
  waitFor(predicate: () => boolean, timeoutMs?: number): Promise<void>;
  /** Forgets all that arrived; faults and listeners stay. */
  clear(): void;
  /**
   * Takes no more connections, and frees both ports.
   *
   * @param graceMs How long requests under way may take to end, and datagrams that have arrived are
   *   read. @default 0 - connections are broken at once
   */
  close(graceMs?: number): Promise<void>;
}
