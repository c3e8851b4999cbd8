import { MetricStore } from "../../../lab/metrics";
import { MonitorEvaluator } from "../../../lab/monitors";
import { monitorsOfStack } from "../../../lab/inputs";
import { codeReview, invoiceExtraction, supportAgent } from "../../../examples/services";
import { synthService } from "../../support/synth";
import { MINUTE, START } from "./world";

const STACKS = [supportAgent, codeReview, invoiceExtraction].map((service) => {
  const { text } = synthService(service, { signals: { telemetry_silent: true } });
  return { service: service.service, stack: JSON.parse(text) as unknown };
});

describe("the synthesized monitors", () => {
  it.each(STACKS)(
    "of $service are all evaluated, because the lab speaks for each of them",
    ({ stack }) => {
      const monitors = monitorsOfStack(stack);
      const evaluator = new MonitorEvaluator({ store: new MetricStore(), monitors, start: START });
      expect(monitors.length).toBeGreaterThan(5);
      expect(evaluator.unsupported).toEqual([]);
      expect(evaluator.evaluated.sort()).toEqual(monitors.map(({ id }) => id).sort());
    },
  );

  it("page on a storm of provider errors, for its model only, and recover", () => {
    const { stack } = STACKS[0]!;
    const store = new MetricStore();
    const monitors = monitorsOfStack(stack);
    const evaluator = new MonitorEvaluator({ store, monitors, start: START });
    const common = ["env:production", "service:support-agent", "feature:support_agent"];
    for (let minute = 0; minute < 180; minute += 1) {
      for (const [provider, model] of [
        ["anthropic", "claude-sonnet-4"],
        ["openai", "gpt-4.1"],
      ]) {
        const tags = [...common, `provider:${provider}`, `model:${model}`];
        const time = START + minute * MINUTE + 30;
        store.add("count", "llm.requests", tags, 30, time);
        store.add("distribution", "llm.estimated_cost_usd", tags, 0.001, time, 30);
        const errors = minute >= 60 && minute < 90 && provider === "openai" ? 6 : 0;
        store.add("count", "llm.errors", [...tags, "error_type:rate_limit"], errors, time);
        store.add("count", "llm.errors", [...tags, "error_type:validation"], 10, time);
      }
    }
    evaluator.advance(START + 180 * MINUTE);

    const pages = evaluator.events.filter(({ notification }) => notification?.receivers.length);
    const alert = pages.find(({ to }) => to === "Alert");
    expect(alert).toMatchObject({
      group: { provider: "openai", model: "gpt-4.1" },
      notification: { unknownVariables: [] },
    });
    expect(alert?.monitor).toMatch(/provider_error_rate/);
    expect(alert!.minute).toBeGreaterThan(60);
    expect(alert!.minute).toBeLessThanOrEqual(66);
    expect(alert?.notification?.message).toMatch(/model gpt-4\.1.*Measured: \d/s);
    expect(pages.at(-1)).toMatchObject({ to: "OK", transition: "recovered" });
    expect(new Set(pages.map(({ monitor }) => monitor)).size).toBe(1);
    // At its end, a minute of Warn depends on how far apart a composite sees its members.
    const alerts = evaluator.verdicts().filter(({ status }) => status === "Alert");
    expect(alerts.flatMap(({ dependsOnUndocumented }) => dependsOnUndocumented)).toEqual([]);
  });
});
