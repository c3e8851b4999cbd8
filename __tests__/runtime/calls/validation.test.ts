import { createTestTelemetry, llmMatchers } from "../../../runtime/testing";
import { PROMPT, service } from "../support/fixtures";

expect.extend(llmMatchers);

type Telemetry = ReturnType<typeof createTestTelemetry<typeof service>>;

/** The telemetry of one validation, and what its caller got. */
function validated(validate: (telemetry: Telemetry["llm"]) => unknown) {
  const telemetry = createTestTelemetry(service);
  let got: unknown;
  telemetry.llm.withPrompt(PROMPT, () => {
    try {
      got = validate(telemetry.llm);
    } catch (error) {
      got = error;
    }
  });
  return { telemetry, got };
}

const schema = "triage";
const broken = new SyntaxError("Unexpected token");
const parse = (): never => {
  throw broken;
};

it.each<[string, (llm: Telemetry["llm"]) => unknown, unknown]>([
  ["whose validator threw", (llm) => llm.validation({ schema }, parse), broken],
  [
    "whose result says so",
    (llm) => llm.validation({ schema, isValid: (result) => result }, () => false),
    false,
  ],
  [
    "of which the handle was told",
    (llm) => llm.validation({ schema }, (handle) => handle.set({ valid: false })),
    undefined,
  ],
])("counts an output %s as invalid, and changes nothing for its caller", (_how, validate, is) => {
  const { telemetry, got } = validated(validate);
  expect(got).toBe(is);
  expect(telemetry).toHaveMetric("llm.json_checks", { prompt_version: PROMPT.version }, 1);
  expect(telemetry).toHaveMetric("llm.json_invalid", { prompt_version: PROMPT.version }, 1);
  expect(telemetry).toHaveMetric("llm.errors", { operation: "chat", error_type: "validation" }, 1);
  const tags = { json_valid: "false", schema_name: schema, "llm.status": "error" };
  expect(telemetry).toHaveSpan("output.validation", { ...tags, "llm.error_type": "validation" });
});

it.each<[string, (llm: Telemetry["llm"]) => unknown]>([
  ["whose validator returned", (llm) => llm.validation({ schema }, () => false)],
  [
    "whose result says so",
    (llm) => llm.validation({ schema, isValid: (result) => result }, () => true),
  ],
])("counts an output %s as valid", (_how, validate) => {
  const { telemetry } = validated(validate);
  expect(telemetry).toHaveMetric("llm.json_checks", { prompt_version: PROMPT.version }, 1);
  expect(telemetry).not.toHaveMetric("llm.json_invalid");
  expect(telemetry).not.toHaveMetric("llm.errors");
  const [span] = telemetry.spans;
  expect(span?.tags).toMatchObject({ json_valid: "true", "llm.status": "success" });
  expect(span?.tags).not.toHaveProperty("llm.error_type");
});
