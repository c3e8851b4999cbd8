import { observeIterator } from "./iterator";
import type { CallObserver } from "./observer";
import { methodOf, wrapMethod, type Method } from "./patch";

type OnValue = (value: unknown, observer: CallObserver) => void;

/**
 * Observes a result that does its work only when someone asks: the clients' promises with a raw
 * response, Anthropic's tool runner, query builders. To subscribe would be to ask, so each way in is
 * watched instead: `then`, iteration, and the result's own methods.
 *
 * @returns `false` where it cannot be observed.
 */
export function observeLazily(thenable: object, observer: CallObserver, onValue: OnValue): boolean {
  const lazy = new LazyResult(thenable, observer, onValue);
  const asResponse = methodOf(thenable, "asResponse");
  return asResponse === undefined || methodOf(thenable, "parse") === undefined
    ? lazy.watchEverything()
    : lazy.watchApiPromise(asResponse);
}

/** Methods whose outcome is that of the call. What others give counts where a reader knows it. */
const OUTCOMES = new Set([
  "catch",
  "done",
  "finally",
  "runUntilDone",
  "withRawResponse",
  "withResponse",
]);

class LazyResult {
  private asked = false;
  private isIterated = false;

  constructor(
    private readonly result: object,
    private readonly observer: CallObserver,
    private readonly onValue: OnValue,
  ) {}

  watchEverything(): boolean {
    for (const name of methodNames(this.result)) this.watchMethod(name);
    this.watchIteration();
    return this.watchThen();
  }

  /**
   * OpenAI's and Anthropic's `APIPromise` parses the body in `parse()`, which all of its other methods
   * call; a body can be read once only.
   */
  watchApiPromise(asResponse: Method): boolean {
    let parsed = false;
    this.watchForgotten(asResponse);
    const isWatched = wrapMethod(this.result, "parse", (call, args) => {
      const promise = call(args);
      if (!parsed && promise instanceof Promise) {
        parsed = true;
        this.ask();
        this.follow(promise);
      }
      return promise;
    });
    // Whoever takes the raw response reads its body alone; the call is over with the headers.
    return (
      isWatched &&
      wrapMethod(this.result, "asResponse", (call, args) => {
        const promise = call(args);
        if (promise instanceof Promise) {
          this.ask();
          promise.then(
            () => {
              if (!parsed) this.observer.ended("left");
            },
            (error: unknown) => {
              if (!parsed) this.observer.failed(error);
            },
          );
        }
        return promise;
      })
    );
  }

  /**
   * The request of an `APIPromise` is under way whether anyone asks or not, and may fail unheard. To
   * ask for the response reads nothing of it, but it makes the failure count as handled; where nobody
   * has asked by then, it is raised again.
   */
  private watchForgotten(asResponse: Method): void {
    const response = asResponse.call(this.result);
    if (!(response instanceof Promise)) return;
    response.then(undefined, (error: unknown) => {
      process.nextTick(() => {
        if (this.asked) return;
        this.observer.failed(error);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the very reason
        void Promise.reject(error);
      });
    });
  }

  private watchThen(): boolean {
    let seen = false;
    return wrapMethod(this.result, "then", (call, args) => {
      if (seen) return call(args);
      seen = true;
      this.ask();
      const [onFulfilled, onRejected] = args;
      const fulfilled = (value: unknown) => {
        this.settled(value);
        return typeof onFulfilled === "function" ? (onFulfilled as Method)(value) : value;
      };
      const rejected = (error: unknown) => {
        this.failed(error);
        if (typeof onRejected === "function") return (onRejected as Method)(error);
        throw error;
      };
      return call([fulfilled, rejected]);
    });
  }

  private watchIteration(): void {
    wrapMethod(this.result, Symbol.asyncIterator, (call, args) => {
      const iterator = call(args);
      if (typeof iterator === "object" && iterator !== null) {
        observeIterator(iterator, this.observer, () => (this.isIterated = true));
      }
      return iterator;
    });
  }

  private watchMethod(name: string): void {
    wrapMethod(this.result, name, (call, args) => {
      const returned = call(args);
      if (!(returned instanceof Promise)) return returned;
      if (OUTCOMES.has(name)) {
        this.ask();
        this.follow(returned);
      } else this.followIfAnswer(returned);
      return returned;
    });
  }

  private ask(): void {
    this.asked = true;
    this.observer.active(true);
  }

  private follow(promise: Promise<unknown>): void {
    promise.then(
      (value) => this.settled(value),
      (error: unknown) => this.failed(error),
    );
  }

  private followIfAnswer(promise: Promise<unknown>): void {
    promise.then(
      (value) => {
        if (this.observer.recognises(value)) this.settled(value);
      },
      // Perhaps that of a tool; what is the call's own fails elsewhere, too.
      () => undefined,
    );
  }

  /** An iteration tells more: each turn of a runner, of which the outcome is the last. */
  private settled(value: unknown): void {
    if (!this.isIterated) this.onValue(value, this.observer);
  }

  private failed(error: unknown): void {
    if (!this.isIterated) this.observer.failed(error);
  }
}

const NAMES = new WeakMap<object, readonly string[]>();

/** Methods of an object's own classes, without those of the language, and `then`. */
function methodNames(object: object): readonly string[] {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (typeof prototype !== "object" || prototype === null) return [];
  const known = NAMES.get(prototype);
  if (known !== undefined) return known;
  const names = new Set<string>();
  let level: object | null = prototype;
  while (level !== null && level !== Object.prototype && level !== Promise.prototype) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (typeof value === "function") names.add(name);
    }
    level = Object.getPrototypeOf(level) as object | null;
  }
  names.delete("constructor");
  names.delete("then");
  NAMES.set(prototype, [...names]);
  return [...names];
}
