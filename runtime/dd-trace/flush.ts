import { methodOf } from "../observe/patch";
import { read } from "../errors/inspect";
import { withinTime } from "../safety/within-time";
import { isOffOnPurpose, isStarted } from "./started";
import type { DatadogTracer } from "./tracer";

type Flusher = (done: () => void) => void;

/**
 * Sends what dd-trace still holds, and waits until it is sent or the time is up.
 *
 * dd-trace has no public flush. Its trace exporter and its metrics client both take a callback in
 * versions 5 and 6; where they do not, the answer is `false`.
 *
 * @returns Whether both finished in time. An agent that refuses counts as finished: dd-trace drops
 *   what it cannot send.
 */
export async function flushTracer(tracer: DatadogTracer, timeoutMs: number): Promise<boolean> {
  // A tracer that nobody started has nothing to send, and will have lost everything.
  if (!isStarted(tracer) && !isOffOnPurpose()) return false;
  // Traces first: the client's requests go over one connection, so that the metrics' answer also says
  // that an earlier batch of traces is through.
  const flushers = [traceFlusher(tracer), metricsFlusher(tracer)];
  const flushed = Promise.all(flushers.map((flusher) => run(flusher))).then((done) =>
    done.every(Boolean),
  );
  return withinTime(flushed, timeoutMs);
}

function run(flusher: Flusher | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    if (flusher === undefined) {
      resolve(false);
      return;
    }
    try {
      flusher(() => resolve(true));
    } catch {
      resolve(false);
    }
  });
}

function traceFlusher(tracer: DatadogTracer): Flusher | undefined {
  const inner = read(tracer, "_tracer");
  const exporter = read(inner, "_exporter");
  const flush = methodOf(exporter, "flush");
  // A tracer that is off exports nothing.
  if (exporter === undefined && inner !== undefined) return (done) => done();
  return flush && ((done) => void flush.call(exporter, done));
}

function metricsFlusher(tracer: DatadogTracer): Flusher | undefined {
  const client = read(tracer, "dogstatsd");
  const flush = methodOf(client, "flush");
  if (flush === undefined) return undefined;
  // The client of a tracer that is off has an empty `flush`, without a callback.
  if (flush.length === 0) {
    return (done) => {
      flush.call(client);
      done();
    };
  }
  return (done) => void flush.call(client, done);
}
