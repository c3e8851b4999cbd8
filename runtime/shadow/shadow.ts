import type { Core } from "../core";
import { read } from "../errors/inspect";
import { isPlainPromise } from "../observe/result";
import { withinTime } from "../safety/within-time";
import { isStreamLike } from "./stream-like";
import { ShadowRun, type ShadowRunProps } from "./shadow-run";

/** Of the options, as they came: from JavaScript, anything may. */
interface GivenShadow {
  readonly rate?: unknown;
  readonly input?: unknown;
  readonly onResult?: unknown;
  readonly concurrency?: unknown;
}

const CONCURRENCY = 2;

/**
 * Runs candidates beside what answers: after it, apart from its trace, so many at once and no more. What
 * the application sees of it is the answer.
 */
export class Shadows {
  private readonly running = new Map<Promise<void>, AbortSignal>();

  constructor(private readonly core: Core) {}

  run<T>(options: unknown, primary: (input: never) => T, candidate: unknown): T {
    const { guard } = this.core.parts;
    const given: GivenShadow = Object(options) as GivenShadow;
    const prepared = guard.attempt("runtime", () => this.prepared(given, candidate));
    const result = primary(read(given, "input") as never);
    if (prepared !== undefined) {
      guard.attempt("runtime", () => this.follow(result, prepared));
    }
    return result;
  }

  /** Waits for the candidates under way, at most so long. */
  async settled(timeoutMs: number): Promise<boolean> {
    // One that has had its time may never settle.
    const awaited = [...this.running].filter(([, signal]) => !signal.aborted);
    if (awaited.length === 0) return true;
    return withinTime(
      Promise.all(awaited.map(([run]) => run)).then(() => true),
      timeoutMs,
    );
  }

  /** What the candidate needs, taken before the other changes anything; undefined where there is to be none. */
  private prepared(given: GivenShadow, candidate: unknown): ShadowRunProps | undefined {
    const { scopes } = this.core.parts;
    const scope = scopes.current();
    // A shadow has no shadow.
    if (scope.isShadow || typeof candidate !== "function") return undefined;
    // Nobody would see what it costs.
    if (this.core.isIdle() && given.onResult === undefined) return undefined;
    const rate: unknown =
      typeof given.rate === "function" ? (given.rate as () => unknown)() : given.rate;
    if (typeof rate !== "number" || !(Math.random() < rate)) return undefined;
    if (!this.hasRoom(given)) return undefined;
    const input: unknown = given.input === undefined ? undefined : structuredClone(given.input);
    const run = candidate as ShadowRunProps["candidate"];
    return { options: given, scope, input, candidate: run };
  }

  private hasRoom({ concurrency }: GivenShadow): boolean {
    const most = typeof concurrency === "number" ? concurrency : CONCURRENCY;
    if (this.running.size < most) return true;
    this.core.parts.notices.once(
      "shadows at once",
      "More requests are to be shadowed than candidates may run at once: those have none. One that never " +
        "settles keeps its place.",
      { concurrency: most },
    );
    return false;
  }

  /** The candidate begins when the answer is there: it competes for nothing with it. */
  private follow(result: unknown, props: ShadowRunProps): void {
    if (isPlainPromise(result)) {
      result.then(
        (answer: unknown) => this.start(props, answer),
        // What failed has no answer to compare with, and a provider in trouble needs no more requests.
        () => undefined,
      );
    } else this.start(props, result);
  }

  private start(props: ShadowRunProps, answer: unknown): void {
    const { guard } = this.core.parts;
    // A stream is read by the caller, and a lazy promise begins when it is asked.
    const baseline = isStreamLike(answer) ? undefined : { answer };
    // Later requests of the same prompt are others.
    const latest = props.scope.latestRequest;
    // In a later turn of the event loop: whoever waits for the answer comes first.
    setImmediate(() => {
      if (!this.hasRoom(props.options)) return;
      guard.attempt("runtime", () => {
        const shadow = new ShadowRun(this.core, props, baseline, latest);
        const run = shadow.finished();
        this.running.set(run, shadow.signal);
        void run.then(() => this.running.delete(run));
      });
    });
  }
}
