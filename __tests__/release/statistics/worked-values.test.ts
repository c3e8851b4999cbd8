import { batchMeans } from "../../../release/statistics/batch-means";
import { fieller } from "../../../release/statistics/fieller";
import { sequentialBounds } from "../../../release/statistics/group-sequential";
import { mover } from "../../../release/statistics/mover";
import { newcombe } from "./newcombe";
import {
  bestRho,
  oneSidedMixture,
  twoSidedMixture,
} from "../../../release/statistics/normal-mixture";
import { quantileRanks } from "../../../release/statistics/order-statistics";
import { overdispersion } from "../../../release/statistics/overdispersion";
import { obrienFleming, powerSpending, type Spending } from "../../../release/statistics/spending";
import { tango } from "../../../release/statistics/tango";
import { wilson } from "../../../release/statistics/wilson";

const Z95 = 1.959964;

describe("Newcombe (1998), Statistics in Medicine 17", () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("pp. 857–872, table I, method 3: %i/%i", (hits, trials, low, high) => {
    const ours = wilson(hits, trials, Z95);
    expect(ours.low).toBeCloseTo(low, 4);
    expect(ours.high).toBeCloseTo(high, 4);
  });

  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])("pp. 873–890, table II, method 10: %i/%i v %i/%i", (a, na, b, nb, low, high) => {
    const ours = newcombe({ hits: a, trials: na }, { hits: b, trials: nb }, Z95);
    expect(ours.low).toBeCloseTo(low, 4);
    expect(ours.high).toBeCloseTo(high, 4);
  });
});

it.each([
  // Responses before and after a therapy (Cavo and others, 2012), as R's contingencytables 3 has them.
  [6, 16, 161, -0.124, -0.0054],
])(
  "Fagerland, Lydersen and Laake (2017), Tango's interval: %i v %i of %i",
  (b, c, n, low, high) => {
    const ours = tango({ onlySecond: b, onlyFirst: c, cases: n }, Z95);
    expect(ours.low).toBeCloseTo(low, 4);
    expect(ours.high).toBeCloseTo(high, 4);
  },
);

function bounds(looks: number, spending: Spending, alpha: number): number[] {
  return sequentialBounds(
    Array.from({ length: looks }, (_, index) => {
      const share = (index + 1) / looks;
      return { information: share, spent: spending(alpha, share) };
    }),
  );
}

describe("bounds of repeated looks", () => {
  it.each([
    [3, [3.113, 2.4619, 2.0087]],
    [5, [3.5401, 2.9743, 2.6045, 2.3063, 2.0454]],
  ])("spotify-confidence 4.1.0, power 3, two-sided 0.05, %i looks", (looks, expected) => {
    const ours = bounds(looks, powerSpending(3), 0.025);
    expected.forEach((bound, look) => expect(Math.abs(ours[look]! - bound)).toBeLessThan(1e-4));
  });

  it.each([
    [3, [3.71, 2.511, 1.993]],
    [5, [4.877, 3.357, 2.68, 2.29, 2.031]],
  ])("textbooks, O'Brien–Fleming type, one-sided 0.025, %i looks", (looks, expected) => {
    const ours = bounds(looks, obrienFleming, 0.025);
    expected.forEach((bound, look) => expect(Math.abs(ours[look]! - bound)).toBeLessThan(1e-3));
  });

  it("depend on how unequally the information came", () => {
    const [, late] = sequentialBounds([
      { information: 0.1, spent: 0.005 },
      { information: 1, spent: 0.01 },
    ]);
    const [, early] = sequentialBounds([
      { information: 0.9, spent: 0.005 },
      { information: 1, spent: 0.01 },
    ]);
    // What was seen at nine tenths is nearly what is seen at the end: crossing it again costs little.
    expect(early).toBeLessThan(late!);
  });
});

test("confseq's unit tests: normal mixtures at V = 100, alpha 0.05", () => {
  expect(bestRho(100, 0.05)).toBeCloseTo(12.60056, 5);
  expect(twoSidedMixture(100, 0.05, bestRho(100, 0.05))).toBeCloseTo(30.35209, 5);
  expect(oneSidedMixture(100, 0.05, bestRho(100, 0.1))).toBeCloseTo(27.66071, 5);
});

test("Conover (1999), 3.2: ranks around a quantile", () => {
  expect(quantileRanks(100, 0.5, 0.95)).toMatchObject({ low: 40, high: 61 });
  expect(quantileRanks(1000, 0.95, 0.95)).toMatchObject({ low: 936, high: 964 });
  expect(quantileRanks(20, 0.99, 0.95)).toBeUndefined();
});

describe("parts without a published table", () => {
  it("MOVER of one term is the term, and a negative weight turns it round", () => {
    const term = { value: 0.1, low: 0.05, high: 0.3 };
    expect(mover([{ weight: 1, ...term }]).high).toBeCloseTo(0.3, 12);
    const turned = mover([{ weight: -1, ...term }]);
    expect([turned.low, turned.high]).toEqual([
      expect.closeTo(-0.3, 12) as number,
      expect.closeTo(-0.05, 12) as number,
    ]);
  });

  it("Fieller's interval holds where numerator − ratio × denominator is within t errors of 0", () => {
    const two = {
      numerator: 6,
      denominator: 4,
      numeratorVariance: 0.5,
      denominatorVariance: 0.2,
      covariance: 0.1,
    };
    const { low, high } = fieller(two, 2)!;
    for (const ratio of [low, high]) {
      const error = Math.sqrt(0.5 - 2 * ratio * 0.1 + ratio ** 2 * 0.2);
      expect(Math.abs(6 - ratio * 4) / error).toBeCloseTo(2, 9);
    }
    expect(fieller({ ...two, denominator: 0.5 }, 2)).toBeUndefined();
  });

  it("batch means of equal hours are Student's t of the hourly differences", () => {
    const first = [3, 5, 4, 6].map((total) => ({ total, events: 1 }));
    const second = [2, 5, 2, 5].map((total) => ({ total, events: 1 }));
    // Differences 1, 0, 2, 1: mean 1, deviation √(2/3), error √(2/3)/2.
    const { value, error, degrees } = batchMeans(first, second);
    expect(value).toBe(1);
    expect(error).toBeCloseTo(Math.sqrt(2 / 3) / 2, 12);
    expect(degrees).toBe(3);
  });

  it("overdispersion is Pearson's χ² over its degrees of freedom, and never below 1", () => {
    const hours = [2, 8, 2, 8].map((hits) => ({ hits, trials: 100 }));
    // Rate 0.05: expected 5 ± √4.75, so χ² is 4 × 9 / 4.75 on 3 degrees.
    expect(overdispersion([hours])).toBeCloseTo(36 / 4.75 / 3, 12);
    expect(overdispersion([[5, 5, 5].map((hits) => ({ hits, trials: 100 }))])).toBe(1);
  });
});
