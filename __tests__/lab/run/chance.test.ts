import { probabilityOf, scatterOf } from "../../../lab/run/chance";

const NO_GUARDS = { threshold: 3, side: "above", failures: [], volume: 0 } as const;
const SEVEN = { ...NO_GUARDS, failures: [{ atLeast: 7, usual: 0 }] };

/** Of so many independent attempts, by the terms of the series themselves. */
function atLeast(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let n = 0; n < count; n += 1) {
    below += term;
    term *= mean / (n + 1);
  }
  return 1 - below;
}

describe("the probability that a window pages", () => {
  it("is that of enough failures where all fail", () => {
    expect(probabilityOf({ events: 15, mean: 100 }, SEVEN)).toBeCloseTo(atLeast(7, 15), 10);
    expect(probabilityOf({ events: 15, mean: 100 }, SEVEN)).toBeCloseTo(0.99237, 4);
  });

  it("is that of a single failure where no guard asks for more", () => {
    expect(probabilityOf({ events: 10, mean: 1 }, NO_GUARDS)).toBeCloseTo(atLeast(1, 0.1), 2);
  });

  it("asks for the rate as well as for the failures", () => {
    const few = probabilityOf({ events: 1_000, mean: 1 }, SEVEN);
    expect(few).toBeLessThan(1e-6);
    expect(probabilityOf({ events: 1_000, mean: 10 }, SEVEN)).toBeGreaterThan(0.9999);
  });

  it("counts the failures beyond a usual part of the events", () => {
    const usual = { ...NO_GUARDS, failures: [{ atLeast: 7, usual: 0.5 }] };
    // Of n failures and no success half count: fourteen are wanted.
    expect(probabilityOf({ events: 15, mean: 100 }, usual)).toBeCloseTo(atLeast(14, 15), 10);
  });

  it("is that of the normal distribution for means, and of enough events", () => {
    const mean = { events: 100, mean: 4, deviation: 10 };
    expect(probabilityOf(mean, NO_GUARDS)).toBeCloseTo(0.8413, 3);
    expect(probabilityOf(mean, { ...NO_GUARDS, side: "below" })).toBeCloseTo(0.1587, 3);
    expect(probabilityOf(mean, { ...NO_GUARDS, volume: 100 })).toBeCloseTo(
      0.8413 * atLeast(100, 100),
      3,
    );
  });

  it("is none where there are no events", () => {
    expect(probabilityOf({ events: 0, mean: 100 }, NO_GUARDS)).toBe(0);
  });
});

describe("the scatter of what is measured", () => {
  it("falls with the root of the events, and grows with it where they are summed up", () => {
    expect(scatterOf({ events: 100, mean: 50 })).toBeCloseTo(5);
    expect(scatterOf({ events: 100, mean: 50, deviation: 2, sums: true })).toBeCloseTo(20);
  });
});
