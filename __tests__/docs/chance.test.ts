import { falsePages } from "../../scripts/chance";

const RATE = { signal: "x", critical: 0.03, usual: 0.01, minFailures: 7 };

/** Counts crossings in simulated minutes, as a monitor sees them. */
function simulated(healthy: number, volume: number, minutes: number): number {
  let state = 1;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const poisson = (mean: number): number => {
    let count = 0;
    for (let product = next(); product > Math.exp(-mean); product *= next()) count += 1;
    return count;
  };
  const window: [number, number][] = [];
  let [crossings, before] = [0, false];
  for (let minute = 0; minute < minutes; minute += 1) {
    window.push([poisson((volume * healthy) / 10), poisson((volume * (1 - healthy)) / 10)]);
    if (window.length > 10) window.shift();
    const bad = window.reduce((sum, [failures]) => sum + failures, 0);
    const all = window.reduce((sum, [failures, successes]) => sum + failures + successes, 0);
    const pages = bad - 0.01 * all >= 7 && bad > 0.03 * all;
    if (pages && !before) crossings += 1;
    before = pages;
  }
  return crossings;
}

it("counts the pages that a simulation of the same windows gives", () => {
  const weeks = 40_320;
  const expected = falsePages(RATE, 0.0165, 200);
  const found = simulated(0.0165, 200, 4 * weeks) / 4;
  expect(Math.abs(found - expected)).toBeLessThan(0.15 * expected);
});

it("does not lose large volumes to underflow", () => {
  expect(falsePages({ ...RATE, critical: 0.02, usual: 0.005 }, 0.011, 1_000)).toBeGreaterThan(1);
});
