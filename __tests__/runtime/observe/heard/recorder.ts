import type { CallObserver } from "../../../../runtime/observe/observer";

/** What an observer hears of a result, in order; the application's side has tests of its own. */
export function recorder(recognised = false): {
  readonly heard: unknown[];
  readonly observer: CallObserver;
} {
  const heard: unknown[] = [];
  const note =
    (name: string) =>
    (...given: unknown[]) =>
      void heard.push([name, ...given]);
  const observer: CallObserver = {
    run: (work) => {
      heard.push(["run"]);
      return work();
    },
    active: note("active"),
    attach: (result) => (heard.push(["attach", result]), true),
    recognises: () => recognised,
    streamIn: (result) => (heard.push(["streamIn", result]), "stream"),
    streamed: note("streamed"),
    event: note("event"),
    resolved: note("resolved"),
    ended: note("ended"),
    failed: note("failed"),
    lost: note("lost"),
  };
  return { heard, observer };
}

export const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((done) => setImmediate(done));
};
export const ERROR = new RangeError("m");
export const RUN = ["run"];
export const ON = ["active", true];
export const OFF = ["active", false];
export const COMPLETE = ["ended", "complete"];
export const LEFT = ["ended", "left"];
export const FAILED = ["failed", ERROR];
