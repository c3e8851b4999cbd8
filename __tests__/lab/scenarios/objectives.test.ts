import { LlmServiceStack } from "../../../constructs";
import { healthyWeeks, monitorsOfStack, play, scenario, SCENARIOS, type Run } from "../../../lab";
import { supportAgent } from "../../../examples/services";
import { synthApp } from "../../support/synth";

jest.setTimeout(240_000);

const stack = synthApp((app) => {
  new LlmServiceStack(app, "stack", {
    service: supportAgent,
    notify: { alert: ["@pagerduty-support"], warning: ["@slack-support"] },
    objectives: { availability: {}, latency: {}, valid_json: {} },
  });
}, "stack");
const watched = { service: supportAgent, monitors: monitorsOfStack(JSON.parse(stack.text)) };

function fired({ alerts }: Run): string[] {
  return alerts
    .filter(({ firedAtMinute }) => firedAtMinute !== null)
    .map(({ signal, key }) => `${signal}/${key}`)
    .sort();
}

describe("objectives", () => {
  it("page for failures too few for the rate of ten minutes", () => {
    for (const seed of [1, 2, 3]) {
      const run = play(watched, scenario("slow-burn-of-few"), { seed });
      expect(run.alerts.flatMap(({ problems }) => problems)).toEqual([]);
      expect(run.unsupported).toEqual([]);
      expect(fired(run)).toContain("slo_burn_rate/availability-1h");
      expect(fired(run).filter((alert) => !alert.startsWith("slo_burn_rate/"))).toEqual([]);
      const [page] = run.notifications.filter(({ status }) => status === "Alert");
      expect(page).toMatchObject({
        receivers: ["pagerduty-support", "slack-support"],
        unknownVariables: [],
      });
    }
  });

  it("stay silent in a healthy week", () => {
    const week = { ...healthyWeeks(1), requestsPerMinute: 5 };
    const run = play(watched, week);
    expect(run.requests).toBeGreaterThan(15_000);
    expect(run.notifications.filter(({ signal }) => signal === "slo_burn_rate")).toEqual([]);
    expect(run.ok).toBe(true);
  });

  it("may fire in an incident of another signal, which is no mistake of theirs", () => {
    const storm = SCENARIOS.find(({ id }) => id === "provider-429-storm")!;
    const run = play(watched, storm);
    expect(fired(run)).toEqual(
      expect.arrayContaining(["provider_error_rate/", "slo_burn_rate/availability-1h"]),
    );
    expect(run.ok).toBe(true);
  });
});
