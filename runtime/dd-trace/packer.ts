import { read } from "../errors/inspect";
import { methodOf, patchMethod } from "../observe/patch";
import type { Series } from "../tags/series";
import type { DatadogTracer, DogStatsD } from "./tracer";

/** dd-trace itself sends every 10 s, and stamps nothing: this is as much later as a point may arrive. */
const HAND_OVER_MS = 1000;

/** With the name, the tags and those of the tracer it stays below the 1024 bytes of dd-trace's packets. */
const MAX_PACKED_LENGTH = 400;

/** Series that wait at most, so that tags of ever new values take no memory. */
const MAX_WAITING = 2000;

/**
 * dd-trace's client keeps every line as text until its next flush. Flushing after this many bounds that
 * memory to about 2 MB.
 */
const MAX_UNFLUSHED = 3000;

/**
 * Sums the counts and packs the values of a series before they go to dd-trace's client, which makes a
 * line of all tags for each value: most of what metrics cost.
 *
 * A packed line, `name:1:2:3|d|#tags`, is DogStatsD's protocol 1.1: Datadog's agent takes it since 7.25
 * and 6.25, and dd-trace's client writes the value as it is given.
 *
 * @see https://docs.datadoghq.com/developers/dogstatsd/datagram_shell/
 */
export class Packer {
  private readonly waiting = new Set<Series>();
  private timer: NodeJS.Timeout | undefined;
  private unflushed = 0;
  private readonly handOver = () => this.drain();
  private readonly flushAtExit = () => {
    this.drain();
    // dd-trace's own listener came first.
    this.client.flush();
  };

  constructor(private readonly client: DogStatsD) {
    // Whoever flushes dd-trace's client before the process ends means these values, too.
    const flush = methodOf(client, "flush");
    if (flush === undefined) return;
    const drainFirst = (...args: unknown[]) => {
      this.drain();
      return flush.apply(client, args);
    };
    // By its length is known whether it takes a callback.
    Object.defineProperty(drainFirst, "length", { value: flush.length });
    patchMethod(client, "flush", drainFirst);
  }

  count(series: Series, amount: number): void {
    series.sum += amount;
    this.wait(series);
  }

  distribution(series: Series, value: number): void {
    series.packed = series.packed === "" ? `${value}` : `${series.packed}:${value}`;
    if (series.packed.length > MAX_PACKED_LENGTH) this.send(series);
    else this.wait(series);
  }

  private wait(series: Series): void {
    this.waiting.add(series);
    if (this.waiting.size >= MAX_WAITING) this.drain();
    else if (this.timer === undefined) {
      this.timer = setTimeout(this.handOver, HAND_OVER_MS);
      this.timer.unref();
      process.once("beforeExit", this.flushAtExit);
    }
  }

  private drain(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    process.off("beforeExit", this.flushAtExit);
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const series of waiting) this.send(series);
  }

  private send(series: Series): void {
    const { metric, tags, sum, packed } = series;
    series.sum = 0;
    series.packed = "";
    if (sum !== 0) this.client.increment(metric, sum, tags);
    if (packed === "") return;
    this.client.distribution(metric, packed as unknown as number, tags);
    if (++this.unflushed < MAX_UNFLUSHED) return;
    this.unflushed = 0;
    this.client.flush();
  }
}

/** One per client: an application may have several telemetries. */
const PACKERS = new WeakMap<DogStatsD, Packer>();

/** The packer of dd-trace's client; none for one that only stands in for it, and takes numbers. */
export function packerOf(tracer: DatadogTracer): Packer | undefined {
  const client = tracer.dogstatsd;
  let packer = PACKERS.get(client);
  if (packer === undefined && isDdTrace(tracer)) {
    packer = new Packer(client);
    PACKERS.set(client, packer);
  }
  return packer;
}

function isDdTrace(tracer: DatadogTracer): boolean {
  return methodOf(read(read(tracer, "_tracer"), "_exporter"), "export") !== undefined;
}
