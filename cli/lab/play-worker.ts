/** A thread that plays one scenario after another, as it is told. */
import { parentPort, workerData } from "node:worker_threads";
import type { Watched } from "../../lab";
import { scenario } from "../../lab/scenarios";
import { playOne } from "./play-one";
import type { Played, PlayProps } from "./plays";

/** What a thread has from the beginning. */
export interface WorkerInput extends PlayProps {
  readonly watched: readonly Watched[];
}

/** One play: index of the service, and id of the scenario. */
export interface WorkerTask {
  readonly watched: number;
  readonly scenario: string;
}

/** How far the play is, from 0 to 1, or what came of it. */
export type WorkerAnswer = { readonly done: number } | { readonly played: Played };

const { watched, ...props } = workerData as WorkerInput;

function answer(message: WorkerAnswer): void {
  parentPort?.postMessage(message);
}

parentPort?.on("message", (task: WorkerTask) => {
  const own = watched[task.watched];
  if (!own) throw new RangeError(`There is no service ${task.watched}.`);
  const play = { watched: own, scenario: scenario(task.scenario) };
  answer({ played: playOne(play, props, (done) => answer({ done })) });
});
