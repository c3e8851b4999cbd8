import { batchMeans, type MeanDifference } from "../../../release/statistics/batch-means";
import { clopperPearson } from "../../../release/statistics/clopper-pearson";
import { cochranQ } from "../../../release/statistics/cochran-q";
import { fisher } from "../../../release/statistics/fisher";
import { sequentialBounds } from "../../../release/statistics/group-sequential";
import { holm } from "../../../release/statistics/holm";
import { kappa } from "../../../release/statistics/kappa";
import { mcnemar } from "../../../release/statistics/mcnemar";
import type { Proportion } from "../../../release/statistics/interval";
import { newcombe } from "./newcombe";
import { quantileRanks } from "../../../release/statistics/order-statistics";
import { normalQuantileAbove, normalTail } from "../../../release/statistics/special/normal";
import { tQuantileAbove, tTail } from "../../../release/statistics/special/students-t";
import { powerSpending } from "../../../release/statistics/spending";
import { tango } from "../../../release/statistics/tango";
import { wilson } from "../../../release/statistics/wilson";
import fixtures from "./fixtures.json";

/** Six digits after the point, or six digits where a value is large. */
function expectAgreement(ours: number, theirs: number): void {
  expect(Math.abs(ours - theirs)).toBeLessThan(1e-6 * Math.max(1, Math.abs(theirs)));
}

const proportion = ([hits = 0, trials = 0]: readonly number[]): Proportion => ({ hits, trials });
const sideQuantile = (alpha: number): number => normalQuantileAbove(alpha / 2);

function boundsOf({ looks, power, alpha }: (typeof fixtures.spending)[number]): number[] {
  return sequentialBounds(
    Array.from({ length: looks }, (_, index) => {
      const share = (index + 1) / looks;
      return { information: share, spent: powerSpending(power)(alpha, share) };
    }),
  );
}

function expectInterval(
  { value, error, degrees }: MeanDifference,
  theirs: { readonly alpha: number; readonly low: number; readonly high: number },
): void {
  const spread = tQuantileAbove(theirs.alpha / 2, degrees) * error;
  expectAgreement(value - spread, theirs.low);
  expectAgreement(value + spread, theirs.high);
}

describe("what scipy, statsmodels and spotify-confidence say (scripts/release-fixtures)", () => {
  it.each(fixtures.normal)("of the normal distribution, tail $tail", ({ tail, z }) => {
    expectAgreement(normalQuantileAbove(tail), z);
    expect(normalTail(z) / tail).toBeCloseTo(1, 9);
  });

  it.each(fixtures.students_t)("of Student's, tail $tail, $degrees degrees", (row) => {
    expect(tQuantileAbove(row.tail, row.degrees) / row.t).toBeCloseTo(1, 6);
    expect(tTail(row.t, row.degrees) / row.tail).toBeCloseTo(1, 6);
  });

  it.each(fixtures.single)("of one proportion, $method $hits/$trials at $alpha", (row) => {
    const methods = { wilson, clopperPearson };
    const interval = methods[row.method as keyof typeof methods];
    const { low, high } = interval(row.hits, row.trials, sideQuantile(row.alpha));
    expectAgreement(low, row.low);
    expectAgreement(high, row.high);
  });

  it.each(fixtures.difference)("of two proportions, $first v $second at $alpha", (row) => {
    const z = sideQuantile(row.alpha);
    const { low, high } = newcombe(proportion(row.first), proportion(row.second), z);
    expectAgreement(low, row.low);
    expectAgreement(high, row.high);
  });

  it.each(fixtures.fisher)("of few events, $first v $second", ({ first, second, chance }) => {
    expectAgreement(fisher(proportion(first), proportion(second)), chance);
  });

  it.each(fixtures.quadrature)("of $looks looks, power $power, by integration", (row) => {
    row.bounds.forEach((bound, look) => expectAgreement(boundsOf(row)[look]!, bound));
  });

  // Its trapezoids are 0.05 standard deviations wide, which adds up from look to look.
  it.each(fixtures.spending)("of $looks looks, power $power, alpha $alpha", (row) => {
    const ours = boundsOf(row);
    row.bounds.forEach((bound, look) => expect(Math.abs(ours[look]! - bound)).toBeLessThan(1e-3));
  });

  it("of pairs of cases, each of which is a stretch of its own", () => {
    const { first, second } = fixtures.paired;
    const cases = (scores: readonly number[]) => scores.map((total) => ({ events: 1, total }));
    expectInterval(batchMeans(cases(first), cases(second)), fixtures.paired);
  });

  it("of groups that differ", () => {
    const { effects, errors, q, chance } = fixtures.cochran;
    const ours = cochranQ(effects.map((value, index) => ({ value, error: errors[index]! })));
    expectAgreement(ours.q, q);
    expectAgreement(ours.chance, chance);
  });

  it("of many hypotheses: the 15 of Benjamini and Hochberg (1995)", () => {
    const { chances, falls } = fixtures.holm;
    const ours = holm(chances.length, 0.05, (index, level) => chances[index]! <= level);
    expect(ours.map((level) => level !== undefined)).toEqual(falls);
    expect(ours.filter((level) => level !== undefined)).toHaveLength(3);
  });

  it.each(fixtures.agreement)(
    "of a judge, $bothPass $bothFail",
    ({ kappa: value, error, ...counts }) => {
      const ours = kappa(counts, 2)!;
      expectAgreement(ours.value, value);
      expectAgreement((ours.high - ours.low) / 4, error);
    },
  );

  it.each(fixtures.matched)("of matched cases, $onlySecond v $onlyFirst", (row) => {
    expectAgreement(mcnemar(row.onlySecond, row.onlyFirst), row.chance);
  });

  it.each(fixtures.paired_shares)("of shares of $cases cases at $alpha", ({ alpha, ...row }) => {
    const { low, high } = tango(row, sideQuantile(alpha));
    expectAgreement(low, row.low);
    expectAgreement(high, row.high);
  });

  it.each(fixtures.quantile_ranks)("of quantile $quantile of $count values", (row) => {
    const { count, quantile, ...ranks } = row;
    const ours = quantileRanks(count, quantile, 0.95)!;
    expect([ours.low, ours.high]).toEqual([ranks.low, ranks.high]);
    expectAgreement(ours.coverage, ranks.coverage);
  });
});
