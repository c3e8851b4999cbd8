/**
 * Makes calls, each with a metric of the application's own beside it, and ends as the arguments say: by
 * itself, by a flush of ours or of dd-trace's, or by `process.exit` with or without a flush of dd-trace's
 * own timer before.
 */
import { setTimeout } from "node:timers/promises";
import tracer from "dd-trace";
import { COMPLETION, MODEL, PROMPT } from "../support/fixtures";
import { startTelemetry } from "./telemetry";

const [calls = "0", end] = process.argv.slice(2);
const llm = startTelemetry();
const second = startTelemetry();

async function main(): Promise<void> {
  for (let call = 0; call < Number(calls); call++) {
    await (call % 2 === 0 ? llm : second).withPrompt(PROMPT, () =>
      llm.request(MODEL, () => Promise.resolve(COMPLETION)),
    );
    tracer.dogstatsd.increment("app.calls");
  }
  if (end === "flush") {
    await llm.flush(5000);
    process.exit();
  }
  if (end === "client") tracer.dogstatsd.flush();
  if (end === "exit") process.exit();
  if (end === "timer") {
    await setTimeout(HANDED_OVER_MS);
    flushByTimer(() => process.exit());
  }
}

/** The runtime hands its metrics over within a second. */
const HANDED_OVER_MS = 1100;

/** What dd-trace calls every ten seconds: its client's own method, bound before anyone could wrap it. */
function flushByTimer(done: () => void): void {
  const client = Object.getPrototypeOf(tracer.dogstatsd) as { flush(done: () => void): void };
  client.flush.call(tracer.dogstatsd, done);
}

void main();
