/** One span of Datadog's own LLM product in each of three scopes. */
import tracer from "dd-trace";
import { CANARY } from "../support/canaries";
import { COMPLETION, MODEL, PROMPT } from "../support/fixtures";
import { startTelemetry } from "./telemetry";

const llm = startTelemetry({ llmObservability: process.argv[2] === "on" });

/** A span as dd-trace's plugins make it; the answer's text stays away from it. */
function span(name: string): unknown {
  const kind = { kind: "llm", name, modelName: "gpt-4.1", modelProvider: "openai" } as const;
  return tracer.llmobs.trace(kind, () => COMPLETION);
}

const variant = { ...PROMPT, variant: "treatment_b" } as const;
const own = { ...PROMPT, name: "summary", version: "9" } as const;

llm.withPrompt(variant, () => llm.request(MODEL, () => span("enclosing")));
llm.request({ ...MODEL, prompt: own }, () => span("own"));
span("outside");
try {
  llm.withPrompt(PROMPT, () => {
    throw new Error(CANARY);
  });
} catch {
  // The application's own.
}
tracer.llmobs.flush();
void llm.flush(5000);
