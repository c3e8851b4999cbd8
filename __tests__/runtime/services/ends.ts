/** Makes a call that ends in each of the ways, each in a trace of its own. */
import { ENDS } from "../support/ends";
import { PROMPT } from "../support/fixtures";
import { startTelemetry } from "./telemetry";

const llm = startTelemetry();

async function main(): Promise<void> {
  for (const [, act] of ENDS) {
    const ended = llm.withPrompt(PROMPT, () => Promise.resolve().then(() => act(llm)));
    await ended.catch(() => undefined);
  }
  await llm.flush(5000);
}

void main();
