import { createTestTelemetry } from "../../../runtime/testing";
import { PROMPT, service } from "../support/fixtures";

it("is named after its prompt, and says how long the prompt became", () => {
  const { llm, spans } = createTestTelemetry(service);
  const measure = (text: string) => ({ inputTokensEstimate: text.length / 4 });
  const rendered = llm.withPrompt(PROMPT, () => llm.render({ measure }, () => "a prompt"));
  expect(rendered).toBe("a prompt");
  expect(spans).toHaveLength(1);
  expect(spans[0]).toMatchObject({ name: "prompt.render", resource: PROMPT.name, error: false });
  expect(spans[0]?.tags).toMatchObject({
    "prompt.input_tokens_estimate": 2,
    "llm.status": "success",
  });
  expect(spans[0]?.tags).not.toHaveProperty("llm.error_type");
});

it("is a failure where the template throws, which stays the application's", () => {
  const { llm, spans } = createTestTelemetry(service);
  const error = new Error("no value");
  const broken = (): never => {
    throw error;
  };
  expect(() => llm.render(broken)).toThrow(error);
  expect(spans[0]).toMatchObject({ error: true, kept: true });
  expect(spans[0]?.tags).toMatchObject({ "llm.status": "error", "llm.error_type": "other" });
});
