import type { Tracer } from "dd-trace";
import type { DatadogTracer } from "../../runtime";
import { createTestTelemetry } from "../../runtime/testing";
import { MODEL, PROMPT, service } from "./support/fixtures";

// Compiled by `npm run check`: a line that does compile under @ts-expect-error is an error there.
const { llm } = createTestTelemetry(service);

it("takes the names of the declaration and no others, because a misspelt one alerts nobody", () => {
  // @ts-expect-error -- no such feature
  llm.withPrompt({ ...PROMPT, feature: "suport_agent" }, () => 1);
  // @ts-expect-error -- no such prompt
  llm.withPrompt({ ...PROMPT, name: "triage" }, () => 1);
  // @ts-expect-error -- no such arm
  llm.withPrompt({ ...PROMPT, variant: "treatment_c" }, () => 1);
  // @ts-expect-error -- no such model
  llm.request({ ...MODEL, model: "gpt-5" }, () => 1);
  // @ts-expect-error -- no such tool
  llm.tool({ name: "look_up_order" }, () => 1);
  // @ts-expect-error -- no such evaluation
  llm.evaluation({ name: "politeness" });
  // @ts-expect-error -- no such rating
  llm.feedback({ rating: "good" });
  expect(llm.withPrompt(PROMPT, () => 1)).toBe(1);
});

it("gives back the type of what the call returns", async () => {
  const size: number = await llm.retrieval(
    { index: "docs", measure: (found) => ({ hitCount: found }) },
    () => Promise.resolve(5),
  );
  expect(size).toBe(5);
});

it("takes dd-trace's own tracer", () => {
  const fits = (tracer: Tracer): DatadogTracer => tracer;
  expect(fits).toBeDefined();
});
