import { appendFileSync, closeSync, openSync } from "node:fs";
import type { LocalAgent, MetricPoint, Span } from "../agent";
import { FailedCalls } from "./failed-calls";
import { headerLine, TYPE_NAMES, type TypeCode } from "./format";
import { KeptPoints, type LeftOut } from "./kept-points";

/** What is recorded, and where. */
export interface RecorderProps {
  /** File to write; it must not exist. */
  readonly file: string;
  /** Keys of tags to record beside those of the contract. @default - none */
  readonly tags?: readonly string[];
  /**
   * When points arrive, which bear no time of their own: milliseconds since the epoch.
   * @default Date.now
   */
  readonly clock?: () => number;
}

export interface RecordedMetric {
  readonly name: string;
  readonly type: (typeof TYPE_NAMES)[TypeCode];
  readonly points: number;
  readonly lastValue: number;
}

/** What has been recorded so far. */
export interface RecordingSummary {
  readonly points: number;
  /** In the order in which they appeared; the first 500. */
  readonly metrics: readonly RecordedMetric[];
  /** Points that are not recorded, by reason. */
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  /** Keys of tags that are not recorded, the first of them. */
  readonly tagsLeftOut: readonly string[];
  /** Failed calls whose ids are recorded. */
  readonly failedCalls: number;
  readonly bytes: number;
}

const BUFFER_BYTES = 64 * 1024;
const FLUSH_MS = 1_000;
const MAX_METRICS = 500;

interface Counted {
  readonly type: RecordedMetric["type"];
  points: number;
  lastValue: number;
}

/**
 * Writes the metric points that an agent receives to a file, as they come: memory does not grow with
 * the recording.
 */
export class Recorder {
  /** Rejects where the file cannot be written any more; never resolves. */
  readonly failed: Promise<never>;
  private readonly clock: () => number;
  private readonly kept: KeptPoints;
  private readonly descriptor: number;
  private readonly metrics = new Map<string, Counted>();
  private readonly leftOut: Partial<Record<LeftOut, number>> = {};
  private readonly timer: NodeJS.Timeout;
  private readonly failedCalls = new FailedCalls();
  private readonly unsubscribe: () => void;
  private fail: (reason: unknown) => void = () => undefined;
  private buffer: string[] = [];
  private buffered = 0;
  private points = 0;
  private bytes = 0;

  /** @throws Error where the file exists or cannot be written. */
  constructor(
    private readonly agent: LocalAgent,
    { file, tags = [], clock = Date.now }: RecorderProps,
  ) {
    this.clock = clock;
    this.kept = new KeptPoints(tags);
    this.failed = new Promise<never>((_resolve, reject) => {
      this.fail = reject;
    });
    // Whoever does not look at it must not be ended by it.
    this.failed.catch(() => undefined);
    this.descriptor = openSync(file, "wx");
    this.push(headerLine(new Date(clock())));
    this.flush();
    const stops = [
      agent.onMetrics((points) => this.add(points)),
      agent.onSpans((spans) => this.addFailed(spans)),
    ];
    this.unsubscribe = () => stops.forEach((stop) => stop());
    // The agent's sockets keep the process alive; a recorder that nobody stops must not.
    this.timer = setInterval(() => this.tryTo(() => this.flush()), FLUSH_MS).unref();
  }

  summary(): RecordingSummary {
    return {
      points: this.points,
      metrics: Array.from(this.metrics, ([name, counted]) => ({ name, ...counted })),
      leftOut: this.leftOut,
      tagsLeftOut: [...this.kept.tagsLeftOut],
      failedCalls: this.failedCalls.count,
      bytes: this.bytes,
    };
  }

  /**
   * Takes what has arrived, closes the agent and the file.
   *
   * @param graceMs How long to wait for requests under way and for datagrams.
   * @throws Error where the last points cannot be written.
   */
  async stop(graceMs = 1_000): Promise<void> {
    await this.agent.close(graceMs);
    this.unsubscribe();
    clearInterval(this.timer);
    try {
      this.flush();
    } finally {
      closeSync(this.descriptor);
    }
  }

  private add(points: readonly MetricPoint[]): void {
    const arrival = this.clock() / 1_000;
    for (const point of points) {
      const reason = this.kept.reasonAgainst(point, arrival);
      if (reason !== undefined) {
        this.leftOut[reason] = (this.leftOut[reason] ?? 0) + 1;
        continue;
      }
      this.count(point);
      this.push(this.kept.line(point, arrival));
    }
    if (this.buffered >= BUFFER_BYTES) this.tryTo(() => this.flush());
  }

  private addFailed(spans: readonly Span[]): void {
    for (const line of this.failedCalls.lines(spans)) this.push(line);
    if (this.buffered >= BUFFER_BYTES) this.tryTo(() => this.flush());
  }

  private count({ name, type, values }: MetricPoint): void {
    this.points += values.length;
    let counted = this.metrics.get(name);
    if (!counted) {
      if (this.metrics.size >= MAX_METRICS) return;
      counted = { type: TYPE_NAMES[type as TypeCode], points: 0, lastValue: NaN };
      this.metrics.set(name, counted);
    }
    counted.points += values.length;
    counted.lastValue = values.at(-1) ?? NaN;
  }

  private push(line: string): void {
    this.buffer.push(line);
    this.buffered += line.length;
  }

  private flush(): void {
    if (this.buffer.length === 0) return;
    const text = Buffer.from(this.buffer.join(""));
    this.buffer = [];
    this.buffered = 0;
    appendFileSync(this.descriptor, text);
    this.bytes += text.length;
  }

  /** A full disk must end the recording with its reason, not the agent's request with another. */
  private tryTo(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.unsubscribe();
      this.fail(error);
    }
  }
}
