import { LlmServiceStack } from "../../../constructs";
import { monitorsOfStack, play, scenario, type AlertOutcome } from "../../../lab";
import { codeReview } from "../../../examples/services";
import { synthApp } from "../../support/synth";

const storm = scenario("provider-429-storm");

function alertsWith(critical: number, played = storm): readonly AlertOutcome[] {
  const stack = synthApp((app) => {
    new LlmServiceStack(app, "stack", {
      service: codeReview,
      notify: { alert: ["@a"] },
      signals: { provider_error_rate: { critical, warning: critical - 1 } },
    });
  }, "stack");
  const watched = { service: codeReview, monitors: monitorsOfStack(JSON.parse(stack.text)) };
  return play(watched, played).alerts;
}

describe("an alert that should have fired", () => {
  it("says how far from its threshold it was", () => {
    const [problem] = alertsWith(60).flatMap(({ problems }) => problems);
    expect(problem).toMatch(
      /^It stayed silent: “Provider error rate” highest 4\d\.?\d*, threshold > 60; “.*enough failures” highest \d+\.?\d*, threshold >= 7\.$/,
    );
  });

  it("says that its rate was that of too few requests", () => {
    const [problem] = alertsWith(3, {
      ...storm,
      requestsPerMinute: 0.7,
      expects: () => [{ signal: "provider_error_rate" }],
    }).flatMap(({ problems }) => problems);
    expect(problem).toMatch(/threshold >= 7\. The rate was reached by too few requests/);
  });

  it("is explained where the scenario says of what part of the traffic it speaks", () => {
    const alerts = alertsWith(3, { ...storm, requestsPerMinute: 0.7 });
    expect(alerts.flatMap(({ problems }) => problems)).toEqual([]);
    expect(alerts.flatMap(({ because = [] }) => because)).toEqual([
      "By chance, p = 0.0054 in a window of 10 minutes; 2.6 failures are expected in it, and 7 are wanted.",
    ]);
  });
});
