import type { MetricMonitor } from "../../../lab/monitors";
import { likelihoodOf, type Likelihood } from "../../../lab/run/sliding";
import { World, monitor } from "../monitors/world";

const DELAY = { evaluation_delay: 60 };
const world = new World({
  rate: monitor("sum(last_10m):100 * sum:f{*}.as_count() / sum:e{*}.as_count() > 3", DELAY),
  failures: monitor("sum(last_10m):sum:f{*}.as_count() - 0.01 * sum:e{*}.as_count() >= 7", DELAY),
  mean: monitor("avg(last_15m):avg:s{*} < 0.55", DELAY),
  volume: monitor("sum(last_15m):sum:e{*}.as_count() < 20", DELAY),
  cost: monitor("sum(last_1h):sum:c{*}.as_count() > 10", DELAY),
});
const of = (...ids: string[]): MetricMonitor[] => ids.map((id) => world.evaluator.measureOf(id)!);
const RATE = of("rate", "failures");

function steady(perMinute: number, pausesAfter = false) {
  const requests = {
    perMinute,
    before: (minutes: number) => perMinute * minutes,
    after: (minutes: number) => (pausesAfter ? 0 : perMinute * minutes),
    pausesAfter: () => pausesAfter,
  };
  return { requests, lasts: 30 };
}

function ofRate(perMinute: number, during: number, pausesAfter = false): Likelihood {
  const measured = [{ before: 0.2, during, share: 1 }];
  return likelihoodOf({ measured, ...steady(perMinute, pausesAfter) }, RATE)!;
}

describe("what chance leaves of an alert", () => {
  it("is narrow where there is much traffic", () => {
    const { verdict, fires, recovers } = ofRate(300, 40);
    expect(verdict).toBe("fires");
    expect(fires).toEqual([1, 5]);
    expect(recovers[0]).toBeGreaterThanOrEqual(8);
    expect(recovers[1]).toBeLessThanOrEqual(13);
  });

  it("is wide on a small service, of which all requests fail", () => {
    const { verdict, fires, recovers } = ofRate(1.5, 100);
    expect(verdict).toBe("fires");
    // The guard wants 8 failures, of which a window of ten minutes has 15 in the mean.
    expect(fires[1]).toBe(1 + 2 + 22);
    // One window in 55 has fewer: it may let go before the end.
    expect(recovers[0]).toBe(-Infinity);
  });

  it("does not demand what too little traffic leaves to chance, and says how probable it is", () => {
    expect(ofRate(1, 40)).toMatchObject({
      verdict: "chance",
      because:
        "By chance, p = 0.051 in a window of 10 minutes; 4 failures are expected in it, and 7 are wanted.",
    });
  });

  it("forbids what cannot be", () => {
    expect(ofRate(0.05, 40)).toMatchObject({ verdict: "silent" });
    expect(ofRate(0.05, 40).because).toMatch(/^Too little traffic to fire: p < 0.0001 /);
  });

  it("demands what a threshold beyond the incident will not let happen: that is no chance", () => {
    expect(ofRate(300, 2).verdict).toBe("fires");
  });

  it("takes sums that never reach the threshold for too little traffic", () => {
    const measured = { before: -0.6, during: 2, share: 1, deviation: 0.05, sums: true };
    const { verdict } = likelihoodOf({ measured: [measured], ...steady(1) }, of("cost"))!;
    expect(verdict).toBe("silent");
  });

  it("leaves a window time to run empty where traffic ends with the incident", () => {
    expect(ofRate(300, 40, true).recovers).toEqual([0, 1 + 2 + 10]);
  });

  it("asks for the events of a mean", () => {
    const measured = { before: 0.7, during: 0.4, share: 1, deviation: 0.1 };
    const likelihood = (perMinute: number) =>
      likelihoodOf({ measured: [measured], ...steady(perMinute) }, of("mean", "volume"))!.verdict;
    expect([likelihood(10), likelihood(1.2), likelihood(0.1)]).toEqual([
      "fires",
      "chance",
      "silent",
    ]);
  });

  it("is the weaker of two measures that have to hold together", () => {
    const measured = [
      { before: 0.2, during: 40, share: 1 },
      { before: 0.2, during: 40, share: 0.001 },
    ];
    const both = likelihoodOf({ measured, ...steady(300) }, [...RATE, ...RATE])!;
    expect(both.verdict).toBe("chance");
    expect(both.because).toContain("1.2 failures");
  });
});
