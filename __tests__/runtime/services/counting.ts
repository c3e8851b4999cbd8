/** Makes calls and ends at once, as the arguments say: by itself, by a flush of ours or of dd-trace's. */
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
  }
  if (end === "flush") {
    await llm.flush(5000);
    process.exit();
  }
  if (end === "client") tracer.dogstatsd.flush();
}

void main();
