import { LlmServiceStack } from "../../../constructs";
import { monitorsOfStack, play, scenario } from "../../../lab";
import { codeReview } from "../../../examples/services";
import { synthApp } from "../../support/synth";

const storm = scenario("provider-429-storm");

function problemsWith(critical: number, perMinute?: number): string[] {
  const stack = synthApp((app) => {
    new LlmServiceStack(app, "stack", {
      service: codeReview,
      notify: { alert: ["@a"] },
      signals: { provider_error_rate: { critical, warning: critical - 1 } },
    });
  }, "stack");
  const watched = { service: codeReview, monitors: monitorsOfStack(JSON.parse(stack.text)) };
  const played = perMinute === undefined ? storm : { ...storm, requestsPerMinute: perMinute };
  return play(watched, played).alerts.flatMap(({ problems }) => problems);
}

describe("an alert that should have fired", () => {
  it("says how far from its threshold it was", () => {
    const [problem] = problemsWith(60);
    expect(problem).toMatch(
      /^It stayed silent: “Provider error rate” highest 4\d\.?\d*, threshold > 60; “.*enough failures” highest \d+\.?\d*, threshold >= 7\.$/,
    );
  });

  it("says that its rate was that of too few requests", () => {
    const [problem] = problemsWith(3, 0.7);
    expect(problem).toMatch(/threshold >= 7\. The rate was reached by too few requests/);
  });
});
