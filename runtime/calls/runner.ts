import type { CallObserver } from "../observe/observer";
import { observeResult } from "../observe/result";

/** What every wrapped call gives its function: a place for what only the application knows. */
export interface CallHandle<F extends object> {
  /** Adds facts; a fact given twice takes its latest value. */
  set(facts: Partial<F>): void;
}

/** A call without a function around it: somebody has to end it. */
export interface OpenCall<F extends object> extends CallHandle<F> {
  /** Runs work with the call's span active, so that spans begun inside become its children. */
  run<T>(work: () => T): T;
  /** Ends the call well. */
  end(facts?: Partial<F>): void;
  /** Ends the call as failed, by this error. */
  fail(error: unknown, facts?: Partial<F>): void;
}

interface ControlledCall extends CallObserver {
  setFacts(given: unknown): void;
}

/** Runs `work` as the call and returns exactly what it returns. */
export function runCall<H, T>(
  call: CallObserver | undefined,
  handle: H,
  work: (handle: H) => T,
): T {
  if (call === undefined) return work(handle);
  let result: T;
  try {
    result = call.run(() => work(handle));
  } catch (error) {
    call.failed(error);
    throw error;
  }
  observeResult(result, call);
  return result;
}

/** The handle of a call; where the call could not be opened, one that does nothing. */
export function handleOf<F extends object>(call: ControlledCall | undefined): CallHandle<F> {
  return {
    set(facts) {
      call?.setFacts(facts);
    },
  };
}

/**
 * The handle of a call that somebody else ends. Written out as one literal: in V8, a method that follows a
 * spread costs more than all the others together.
 */
export function openHandleOf<F extends object>(call: ControlledCall | undefined): OpenCall<F> {
  return {
    set(facts) {
      call?.setFacts(facts);
    },
    run(work) {
      return call === undefined ? work() : call.run(work);
    },
    end(facts) {
      if (facts !== undefined) call?.setFacts(facts);
      call?.ended("complete");
    },
    fail(error, facts) {
      if (facts !== undefined) call?.setFacts(facts);
      call?.failed(error);
    },
  };
}
