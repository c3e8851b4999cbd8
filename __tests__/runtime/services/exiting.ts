/** Does one piece of work, flushes and exits at once; prints whether the flush was through. */
import { COMPLETION, MODEL, PROMPT } from "../support/fixtures";
import { print, startTelemetry } from "./telemetry";

const [timeoutMs = "5000"] = process.argv.slice(2);
const llm = startTelemetry();

async function main(): Promise<void> {
  await llm.withPrompt(PROMPT, () => llm.request(MODEL, () => Promise.resolve(COMPLETION)));
  print(await llm.flush(Number(timeoutMs)));
  process.exit();
}

void main();
