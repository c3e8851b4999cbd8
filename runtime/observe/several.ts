import type { CallObserver } from "./observer";

/** Whether what is heard on one way of reading counts no more, because another way tells it better. */
export interface Mute {
  isOn: boolean;
}

/** An observer that hears nothing while it is muted. */
export function mutedObserver(observer: CallObserver, mute: Mute): CallObserver {
  return {
    ...passedOn(observer),
    active: (waiting) => {
      if (!mute.isOn) observer.active(waiting);
    },
    event: (event) => {
      if (!mute.isOn) observer.event(event);
    },
    ended: (how) => {
      if (!mute.isOn) observer.ended(how);
    },
    failed: (error) => {
      if (!mute.isOn) observer.failed(error);
    },
  };
}

/**
 * Observers of branches that each carry the same events: an event counts once, for whichever branch
 * reads it first, and the stream was left when all of them were.
 */
export function branchObservers(observer: CallObserver, branches: number): CallObserver[] {
  let told = 0;
  let left = 0;
  return Array.from({ length: branches }, () => {
    let read = 0;
    return {
      ...passedOn(observer),
      event(event: unknown) {
        read++;
        if (read <= told) return;
        told = read;
        observer.event(event);
      },
      ended(how: "complete" | "left") {
        if (how === "complete" || ++left === branches) observer.ended(how);
      },
    };
  });
}

function passedOn(observer: CallObserver): CallObserver {
  return {
    run: (work) => observer.run(work),
    active: (waiting) => observer.active(waiting),
    attach: (result) => observer.attach(result),
    recognises: (value) => observer.recognises(value),
    streamIn: (result) => observer.streamIn(result),
    streamed: () => observer.streamed(),
    event: (event) => observer.event(event),
    resolved: (value) => observer.resolved(value),
    ended: (how) => observer.ended(how),
    failed: (error) => observer.failed(error),
    lost: (error) => observer.lost(error),
  };
}
