/** Makes many calls for each line that it reads, and prints how many had to wait for something outside. */
import { createInterface } from "node:readline";
import { COMPLETION, MODEL, PROMPT } from "../support/fixtures";
import { print, startTelemetry } from "./telemetry";

const CALLS = 500;
const llm = startTelemetry();

async function callOften(): Promise<number> {
  let waiting = 0;
  for (let call = 0; call < CALLS; call++) {
    const answer = llm.withPrompt(PROMPT, () =>
      llm.request(MODEL, () => Promise.resolve(COMPLETION)),
    );
    // Promises alone, which this call waits for, are through before the event loop's next turn.
    const turn = new Promise<false>((next) => setImmediate(next, false));
    if (!(await Promise.race([answer.then(() => true), turn]))) waiting += 1;
    if ((await answer) !== COMPLETION) throw new Error("not the call's own result");
  }
  return waiting;
}

async function main(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "exit") process.exit();
    print(await callOften());
    void llm.flush(100);
  }
}

void main();
