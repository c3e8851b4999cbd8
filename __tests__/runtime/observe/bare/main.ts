/** Tries one kind of result as often as the arguments say; fails with the shortest sequence that differs. */
import { byteStreams } from "./byte-streams";
import { iterables } from "./iterables";
import { nodeStreams } from "./node-streams";
import { expectNoDifference } from "./play";
import { promises } from "./promises";

const TRIALS: Readonly<Record<string, (runs: number) => Promise<void>>> = {
  promises: (runs) => expectNoDifference(promises, runs),
  iterables: (runs) => expectNoDifference(iterables, runs),
  "node-streams": (runs) => expectNoDifference(nodeStreams, runs),
  "byte-streams": (runs) => expectNoDifference(byteStreams, runs),
};

const [kind = "", runs] = process.argv.slice(2);
TRIALS[kind]?.(Number(runs)).then(
  () => console.log("no difference"),
  (error: unknown) => {
    console.error(String(error));
    process.exitCode = 1;
  },
);
