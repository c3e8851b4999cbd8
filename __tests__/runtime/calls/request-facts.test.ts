import { inspect } from "node:util";
import { REQUEST_FACTS } from "../../../runtime/calls/request-facts";
import { createTestTelemetry } from "../../../runtime/testing";
import { MODEL, PROMPT, service } from "../support/fixtures";

const CANARY = "canary-5d41402a";
const TEXTS = Object.entries(REQUEST_FACTS).flatMap(([name, type]) =>
  type === "string" ? [name] : [],
);

it.each(TEXTS)(
  "the fact %s takes no sentence to Datadog: text of a tag goes through runtime/tags/text",
  (name) => {
    const telemetry = createTestTelemetry(service);
    const { llm, spans, metrics, logs } = telemetry;
    llm.withPrompt(PROMPT, () => {
      const request = llm.startRequest(MODEL);
      request.end({ inputTokens: 9, [name]: `What the user asked: ${CANARY}` });
    });
    expect(spans).toHaveLength(1);
    const sent = inspect([spans, metrics, logs], { depth: null, maxStringLength: null });
    expect(sent).toContain("llm.request");
    expect(sent).not.toContain(CANARY);
  },
);
