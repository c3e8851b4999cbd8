import { supportAgent } from "../../examples/services";
import { synthService, unescapeTerraform } from "../support/synth";

const HOSTILE =
  'costs ${secret} %{if true} $${x} "quoted" \\ back\nnext line 🎉 {{value}} ${datadog_api_key}';

describe("user text", () => {
  const stack = synthService({ ...supportAgent, description: HOSTILE });
  const messages = Object.values(stack.monitors)
    .filter(({ tags }) => tags.includes("alert_role:page"))
    .map(({ message }) => message);

  it("arrives in every message, past Terraform, and as no template of Datadog's", () => {
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) {
      expect(unescapeTerraform(message)).toContain(HOSTILE.replace("{{", "{ {"));
    }
  });

  it("arrives in every dashboard as typed", () => {
    for (const { description } of Object.values(stack.dashboards)) {
      expect(description.endsWith(HOSTILE)).toBe(true);
    }
  });

  it("cannot interpolate: the only references are to our own resources", () => {
    const references = [...stack.text.matchAll(/(?<!\$)\$\{([^}]*)\}/g)].map(([, inner]) => inner!);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      expect(reference).toMatch(/^datadog_(monitor|dashboard_json)\.llm_[\w-]+\.id$/);
    }
    expect(stack.text).not.toMatch(/(?<!%)%\{/);
  });
});
