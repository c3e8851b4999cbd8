import { monitorOfApi, monitorsOfStack } from "../../../lab/inputs";
import { MonitorEvaluator } from "../../../lab/monitors";
import { MetricStore } from "../../../lab/metrics";
import { START, World } from "./world";

const OBJECTIVE = {
  name: "availability",
  type: "metric",
  query: [
    {
      numerator: "sum:requests{*}.as_count() - sum:errors{*}.as_count()",
      denominator: "sum:requests{*}.as_count()",
    },
  ],
  thresholds: [{ timeframe: "30d", target: 99.5 }],
  timeframe: "30d",
  target_threshold: 99.5,
};

function alert(more: object = {}): object {
  return {
    name: "Availability burns",
    type: "slo alert",
    query:
      'burn_rate("${datadog_service_level_objective.o.id}").over("30d").long_window("1h").short_window("5m") > 14.4',
    message: "{{#is_alert}}{{value}} > {{threshold}} @pagerduty-x{{/is_alert}}",
    tags: ["signal:slo_burn_rate"],
    monitor_thresholds: { critical: "14.4" },
    ...more,
  };
}

function worldOf(objective: object = OBJECTIVE, more: object = {}): World {
  return new World(
    monitorsOfStack({
      resource: {
        datadog_service_level_objective: { o: objective },
        datadog_monitor: { m: alert(more) },
      },
    }),
  );
}

/** Sixty requests a minute, of which a share fails. */
function play(world: World, from: number, to: number, failing: number): void {
  for (let minute = from; minute < to; minute += 1) {
    world.count("requests", minute, 60);
    if (failing > 0) world.count("errors", minute, failing);
  }
}

describe("an alert on an objective's burn rate", () => {
  // 6 of 60 are 10 %: 20 times the 0.5 % that the target allows.
  it("fires when the long window passes the threshold, and the short one does", () => {
    const world = worldOf();
    play(world, 0, 120, 0);
    play(world, 120, 240, 6);
    world.advance(240);
    const [fired] = world.evaluator.events;
    // The burn rate reaches 14.4 when 14.4 / 20 of the hour lie in the trouble: 43.2 minutes.
    expect(fired).toMatchObject({ minute: 164, to: "Alert" });
    expect(fired!.value).toBeGreaterThan(14.4);
    expect(fired!.value).toBeLessThan(15);
    expect(fired!.notification).toMatchObject({
      receivers: ["pagerduty-x"],
      unknownVariables: [],
      message: expect.stringMatching(/^14\.\d+ > 14\.4/),
    });
  });

  it("recovers with the short window, minutes after the trouble is over", () => {
    const world = worldOf();
    play(world, 0, 60, 0);
    play(world, 60, 240, 6);
    play(world, 240, 300, 0);
    world.advance(300);
    // 3.6 of the last five minutes have to be bad.
    expect(world.story()).toEqual(["104: OK>Alert", "242: Alert>OK"]);
  });

  it("stays silent where a short outage is not worth the long window's share", () => {
    const world = worldOf();
    play(world, 0, 120, 0);
    play(world, 120, 160, 6);
    play(world, 160, 300, 0);
    world.advance(300);
    expect(world.story()).toEqual([]);
  });

  it("burns nothing without events", () => {
    const world = worldOf();
    play(world, 0, 60, 6);
    world.advance(60 + 3 * 60);
    expect(world.status(200)).toBe("OK");
  });

  it("counts the answers that came in time, by the values of a distribution", () => {
    const latency = {
      ...OBJECTIVE,
      query: [
        {
          numerator: "count(v: v<=8000):latency{*}.as_count()",
          denominator: "count:latency{*}.as_count()",
        },
      ],
      target_threshold: 95,
    };
    const world = worldOf(latency);
    for (let minute = 0; minute < 180; minute += 1) {
      const slow = minute >= 60 ? 9 : 0;
      for (let call = 0; call < 10; call += 1) {
        world.distribution("latency", minute, call < slow ? 9_000 : 5_000);
      }
    }
    world.advance(180);
    // 90 % are slow, 18 times what 95 % allows: more than 48 minutes of the hour.
    expect(world.story()).toEqual(["109: OK>Alert"]);
  });

  it("is refused by name where its objective is not known, or is no count", () => {
    const refused = [
      ...monitorsOfStack({ resource: { datadog_monitor: { m: alert() } } }),
      monitorOfApi({ id: 1, ...alert({ query: 'error_budget("abc").over("7d") > 10' }) }),
    ];
    const evaluator = new MonitorEvaluator({
      store: new MetricStore(),
      monitors: refused,
      start: START,
    });
    expect(evaluator.evaluated).toEqual([]);
    expect(evaluator.unsupported.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("Its objective is not among"),
      expect.stringContaining("evaluates burn_rate() in its documented form only"),
    ]);
  });
});
