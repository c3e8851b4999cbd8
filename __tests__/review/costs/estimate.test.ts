import type { LlmServiceInEnv } from "../../../telemetry";
import { serviceUses } from "../../../review/tags/service-uses";
import { codeReview, supportAgent } from "../../../examples/services";
import { budgetFindings, estimate } from "../../../review/costs";

const alone = (service: LlmServiceInEnv) => serviceUses(service, undefined);
const usual = { hosts: 1, settings: true };

function indexedOf(metric: string, options = usual, service = supportAgent): number | undefined {
  return estimate(service, options).metrics.find((one) => one.metric === metric)?.indexed;
}

describe("the estimate of a service", () => {
  test("multiplies what varies, and counts what another tag implies once", () => {
    // 2 models × 2 versions; the provider and the prompt's name are implied, the feature is one.
    expect(indexedOf("llm.requests")).toBe(4);
    expect(indexedOf("llm.latency_ms")).toBe(40);
    expect(indexedOf("llm.tool_calls")).toBe(8);
  });

  test("hosts multiply what is ingested, and what is indexed only without the settings", () => {
    const [one, ten] = [usual, { hosts: 10, settings: true }];
    expect(estimate(supportAgent, ten).indexed).toBe(estimate(supportAgent, one).indexed);
    expect(estimate(supportAgent, ten).ingested).toBe(10 * estimate(supportAgent, one).ingested);
    // Without the settings there are no percentiles either: 5 for each of 4 series and 10 hosts.
    expect(indexedOf("llm.latency_ms", { hosts: 10, settings: false })).toBe(200);
  });

  test("leaves out what such a service never sends", () => {
    const names = estimate(codeReview, usual).metrics.map(({ metric }) => metric);
    expect(names).not.toContain("llm.json_checks");
    expect(names).not.toContain("llm.retrievals");
    expect(names).not.toContain("llm.eval.safety");
    expect(names).toContain("llm.first_token_latency_ms");
  });

  test("says which tag drives it: without the second version, half is left", () => {
    const { drivers, indexed } = estimate(supportAgent, usual);
    expect(drivers[0]!.saves).toBe(indexed / 2);
    expect(drivers.map(({ tag }) => tag).sort()).toEqual([
      "error_type",
      "eval_name",
      "model",
      "prompt_version",
      "rating",
      "tool",
    ]);
  });

  test("expects fewer series than at most where events are rare, and none that nobody sends", () => {
    const expected = (requestsPerHour: number) =>
      Object.fromEntries(
        estimate(supportAgent, { ...usual, requestsPerHour }).metrics.map((one) => [
          one.metric,
          one.expected,
        ]),
      );
    expect(expected(10_000)["llm.requests"]).toBeCloseTo(4);
    // 4 combinations and 4 failures an hour: each is missed with the chance 1/e.
    expect(expected(2_000)["llm.errors"]).toBeCloseTo(4 * (1 - Math.exp(-1)));
    expect(expected(Infinity)["llm.eval.judge_checks"]).toBe(0);
  });

  test("a budget of the declaration is held to the estimate", () => {
    const within = { ...supportAgent, budget: { customMetrics: 472 } };
    expect(budgetFindings([supportAgent, within].map(alone), usual)).toEqual([]);
    const [finding] = budgetFindings([alone({ ...within, budget: { customMetrics: 471 } })], usual);
    expect(finding).toMatchObject({
      rule: "budget",
      subject: "support-agent · production",
      text: "up to 472 custom metrics, and its budget is 471; the tag model makes 236 of them",
    });
  });

  test("a tier or a variant multiplies every metric", () => {
    const tiers = { ...supportAgent, tenantTiers: ["free", "paid", "enterprise"] };
    expect(estimate(tiers, usual).indexed).toBe(3 * estimate(supportAgent, usual).indexed);
  });
});
