/** Makes many calls for each line that it reads, and prints how many milliseconds the slowest took. */
import { createInterface } from "node:readline";
import { COMPLETION, MODEL, PROMPT } from "../support/fixtures";
import { print, startTelemetry } from "./telemetry";

const CALLS = 500;
const llm = startTelemetry();

async function callOften(): Promise<number> {
  let slowest = 0;
  for (let call = 0; call < CALLS; call++) {
    const started = performance.now();
    const answer = llm.withPrompt(PROMPT, () =>
      llm.request(MODEL, () => Promise.resolve(COMPLETION)),
    );
    if ((await answer) !== COMPLETION) throw new Error("not the call's own result");
    slowest = Math.max(slowest, performance.now() - started);
  }
  return slowest;
}

async function main(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "exit") process.exit();
    print(await callOften());
    void llm.flush(100);
  }
}

void main();
