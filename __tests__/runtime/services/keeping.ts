/**
 * Does well and badly, each in a trace of its own whose resource says which, under a sampling that drops
 * every trace. `late` in the arguments makes the decision known to another service first.
 */
import tracer from "dd-trace";
import { COMPLETION, MODEL, PROMPT, RateLimitError } from "../support/fixtures";
import { startTelemetry } from "./telemetry";

const llm = startTelemetry({ keep: { perSecond: 1000 } });
// All within one second, however long it takes.
const capped = startTelemetry({ keep: { perSecond: 2 }, clock: () => 0 });
const off = startTelemetry({ keep: false });
const isLate = process.argv.includes("late");
type Telemetry = typeof llm;

const fail = (telemetry: Telemetry) =>
  telemetry.request(MODEL, () => Promise.reject(new RateLimitError())).catch(() => undefined);
const refuse = () =>
  llm.request(MODEL, (request) => {
    request.set({ refusal: true });
    return Promise.resolve(COMPLETION);
  });

const WORK: Readonly<Record<string, () => unknown>> = {
  good: () => llm.request(MODEL, () => Promise.resolve(COMPLETION)),
  passed: () => llm.evaluation({ name: "tone", pass: true, score: 0.9 }),
  failed: () => fail(llm),
  refused: refuse,
  invalid: () => llm.validation({ schema: "reply", isValid: (valid) => valid }, () => false),
  tool: () => llm.tool({ name: "lookup_order" }, (tool) => tool.set({ failed: true })),
  judged: () => llm.evaluation({ name: "tone", pass: false }),
  low: () => llm.evaluation({ name: "tone", score: 0.2 }),
  rated: () => llm.feedback({ rating: "negative" }),
  off: () => fail(off),
  ...Object.fromEntries([1, 2, 3, 4].map((count) => [`capped ${count}`, () => fail(capped)])),
};

async function main(): Promise<void> {
  for (const [resource, work] of Object.entries(WORK)) {
    await tracer.trace("web.request", { resource }, async (span) => {
      if (isLate) tracer.inject(span!, "http_headers", {});
      await llm.withPrompt(PROMPT, work);
    });
  }
  await llm.flush(5000);
}

void main();
