import assert from "node:assert/strict";
import fc from "../../../support/fast-check";
import { createTestTelemetry } from "../../../../runtime/testing";
import { MODEL, service } from "../../support/fixtures";

/** One way to use a result; what it returns or throws, and what its promise comes to, is noted. */
export type Use<W> = (world: W, note: (what: string) => void) => unknown;

/** What a call returned, together with all that its uses share. */
export interface World {
  readonly result: object;
}

/** A kind of result: how one is made, and every public way to use it. */
export interface Kind<P, W extends World> {
  readonly plans: fc.Arbitrary<P>;
  /** @param seen Takes what the result's source sees. */
  make(plan: P, seen: string[]): object;
  world(result: object, seen: string[]): W;
  readonly uses: Readonly<Record<string, Use<W>>>;
  /**
   * Differences that cannot be helped. `handled`: a rejection that nobody handles is observed, and so
   * handled, because nobody can tell an `await`. `tick`: what happens may happen a tick later.
   */
  allowed?(plan: P): "handled" | "tick" | undefined;
  /** State that can be read off the result at the end. */
  state(world: W): unknown;
}

/** Whether the next use waits until this one has settled. */
interface Step {
  readonly use: string;
  readonly waits: boolean;
}

const MAX_USES = 6;

/** Uses bare and wrapped results alike, and expects no difference that the application could see. */
export async function expectNoDifference<P, W extends World>(
  kind: Kind<P, W>,
  numRuns: number,
): Promise<void> {
  const telemetry = createTestTelemetry(service);
  const step = fc.record<Step>({
    use: fc.constantFrom(...Object.keys(kind.uses)),
    waits: fc.boolean(),
  });
  const steps = fc.array(step, { minLength: 1, maxLength: MAX_USES });
  const property = fc.asyncProperty(kind.plans, steps, async (plan, used) => {
    const bare = await play(kind, plan, used, (result) => result);
    const wrapped = await play(kind, plan, used, (result) =>
      telemetry.llm.request(MODEL, () => result),
    );
    const failures = telemetry.metrics.filter(({ tags }) => tags["reason"] === "internal");
    telemetry.clear();
    const allowed = kind.allowed?.(plan);
    if (allowed === "handled") bare.unhandled = wrapped.unhandled;
    if (allowed === "tick") for (const { notes } of [bare, wrapped]) notes.sort();
    assert.deepEqual(wrapped, bare);
    assert.deepEqual(failures, []);
  });
  await fc.assert(property, { numRuns, includeErrorInReport: true });
}

let unhandled = 0;
process.on("unhandledRejection", () => unhandled++);
// Node's own adapters throw some errors where nobody can catch them.
process.on("uncaughtException", () => unhandled++);

async function play<P, W extends World>(
  kind: Kind<P, W>,
  plan: P,
  steps: readonly Step[],
  wrap: (result: object) => object,
) {
  const seen: string[] = [];
  const notes: string[] = [];
  unhandled = 0;
  const world = kind.world(wrap(kind.make(plan, seen)), seen);
  for (const { use, waits } of steps) {
    useOnce(kind.uses[use], world, (what) => void notes.push(`${use}: ${what}`));
    if (waits) await settle();
  }
  await settle();
  const { result } = world;
  return {
    notes,
    seen,
    unhandled,
    keys: Object.keys(result),
    prototype: Object.getPrototypeOf(result) as unknown,
    type: Object.prototype.toString.call(result),
    state: kind.state(world),
  };
}

function useOnce<W>(use: Use<W> | undefined, world: W, note: (what: string) => void): void {
  try {
    const returned = use?.(world, note);
    if (typeof (returned as Promise<unknown> | undefined)?.then === "function") {
      (returned as Promise<unknown>).then(
        (value) => note(`resolves ${shown(value)}`),
        (error: unknown) => note(`rejects ${nameOf(error)}`),
      );
    } else note(`returns ${shown(returned)}`);
  } catch (error) {
    note(`throws ${nameOf(error)}`);
  }
}

const TURNS = 10;

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((done) => setImmediate(done));
}

function shown(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes ${value.join()}`;
  return typeof value === "function" ? "a function" : JSON.stringify(value);
}

/** Streams make errors of another realm than the test's. */
function nameOf(error: unknown): string {
  const { name, message } = Object(error) as Partial<Error>;
  return name === undefined ? String(error) : `${name} ${message}`;
}
