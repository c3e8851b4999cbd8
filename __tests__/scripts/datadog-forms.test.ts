import fc from "fast-check";
import { planServiceAlerts } from "../../constructs";
import { FORM_KINDS, type FormKind } from "../../scripts/datadog-forms/find-forms";
import { FORMS } from "../../scripts/datadog-forms/sources";
import { synthesizedForms } from "../../scripts/datadog-forms/synthesize";
import { supportAgent } from "../../examples/services";
import { validService } from "../support/service-arbitrary";

const generated = fc.sample(validService, { numRuns: 40, seed: 1 });
const found = synthesizedForms(generated);
const all = FORM_KINDS.flatMap((kind) =>
  Object.entries(FORMS[kind]).map(([form, proof]) => ({ kind, form, ...proof })),
);

describe.each(FORM_KINDS)("each %s that we synthesize", (kind: FormKind) => {
  it("stands in scripts/datadog-forms/sources.ts, with the source that proves it", () => {
    const listed = Object.keys(FORMS[kind]);
    const unlisted = found.formsOf(kind).filter((form) => !listed.includes(form));
    expect(unlisted).toEqual([]);
  });

  it("is synthesized still, because a proof of nothing misleads", () => {
    const forms = found.formsOf(kind);
    const settled = all.filter((one) => one.kind === kind);
    expect(settled.map(({ form }) => form).filter((form) => !forms.includes(form))).toEqual([]);
  });
});

describe("the proofs", () => {
  it("are public pages, or the word inferred with a reason", () => {
    for (const { source = "", inferred = "" } of all) {
      expect(source + inferred).not.toBe("");
      if (source !== "") expect(source).toMatch(/^https:\/\/(docs\.datadoghq\.com|github\.com)\//);
    }
  });

  it("are missing for three forms at most, of which none decides an alert", () => {
    const inferred = all.filter((one) => one.inferred !== undefined);
    expect(inferred.length).toBeLessThanOrEqual(3);
    expect(inferred.map(({ kind }) => kind).sort()).toEqual(["link", "link", "resource"]);
    const alerts = planServiceAlerts({ service: supportAgent, notify: { alert: ["@a"] } });
    const queries = JSON.stringify(alerts.flatMap(({ parts }) => parts));
    for (const { form } of inferred) expect(queries).not.toContain(form);
  });
});
