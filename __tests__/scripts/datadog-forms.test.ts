import fc from "../support/fast-check";
import { planServiceAlerts, type AlertPlan } from "../../constructs";
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
  it("stands in scripts/datadog-forms/sources/, with the source that proves it", () => {
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
    for (const { sources, inferred = "" } of all) {
      expect(sources.join() + inferred).not.toBe("");
      for (const source of sources)
        expect(source).toMatch(/^https:\/\/(docs\.datadoghq\.com|github\.com)\//);
    }
  });

  it("are missing for three forms at most, of which none decides an alert", () => {
    const inferred = all.filter((one) => one.inferred !== undefined);
    expect(inferred.length).toBeLessThanOrEqual(3);
    expect(inferred.map(({ kind }) => kind).sort()).toEqual(["link", "link", "resource"]);
  });

  it("are put together of several sources for few forms, and no signal rests on those alone", () => {
    const together = all.filter((one) => one.together !== undefined);
    for (const { sources } of together) expect(sources.length).toBeGreaterThan(1);
    // A difference of two means is arithmetic of counts like any other; a shift is another function.
    const shifted = together.filter(({ form }) => form.includes("timeshift"));
    expect(together.length - shifted.length).toBe(1);
    const rests = (plan: AlertPlan): boolean =>
      plan.parts.some(({ query }) => query.includes("timeshift("));
    const alerts = planServiceAlerts({ service: supportAgent, notify: { alert: ["@a"] } });
    const resting = alerts.filter(rests).map(({ id }) => id);
    expect(resting).toEqual([
      "cost_spike",
      "eval_regression/correctness",
      "eval_regression/safety",
      "rollback_prompt/correctness",
      "rollback_prompt/safety",
    ]);
    for (const signal of new Set(alerts.filter(rests).map((plan) => plan.signal.id))) {
      const others = alerts.filter((plan) => plan.signal.id === signal && !rests(plan));
      expect(others).not.toEqual([]);
    }
  });
});
