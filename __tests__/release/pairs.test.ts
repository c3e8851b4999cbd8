import {
  caseMeasures,
  comparePairs,
  DEFAULT_CASE_MARGINS,
  verdictSentence,
  type CasePair,
  type CaseResult,
  type Comparison,
  type MeasureVerdict,
} from "../../release";

const pairs = (count: number, before: boolean, after: boolean): CasePair[] =>
  Array.from({ length: count }, () => ({ baseline: { pass: before }, candidate: { pass: after } }));
const compared = (all: readonly CasePair[], distrusted?: string): Comparison =>
  comparePairs(all, caseMeasures(DEFAULT_CASE_MARGINS, distrusted));
const measureOf = ({ measures }: Comparison, id: string): MeasureVerdict =>
  measures.find(({ measure }) => measure.id === id)!;

describe("versions over the same cases", () => {
  it("are promoted as soon as the rise is below the margin: 103 cases without a new failure", () => {
    expect(compared(pairs(102, true, true)).decision).toBe("hold");
    expect(compared(pairs(103, true, true)).decision).toBe("promote");
  });

  it("are held with the number of cases that would decide", () => {
    const held = compared(pairs(40, true, true));
    // Without a difference, the bound is z² / (cases + z²), with a chance of four in five beside the 99 %.
    const all = (2.3263 + 0.8416) ** 2 * (1 / 0.05 - 1);
    expect(Math.abs(held.moreRequests! - (all - 40))).toBeLessThan(0.01 * all);
    expect(verdictSentence(held)).toMatch(
      /^Hold: too little is known of Failed cases\. About \d+ more cases would decide\.$/,
    );
  });

  it("are rolled back for failures of the candidate alone, and never for fewer than chance allows", () => {
    const failing = (count: number) => [
      ...pairs(60, true, true),
      ...pairs(count, true, false),
      ...pairs(9, false, false),
    ];
    const fallen = compared(failing(7));
    expect(fallen.decision).toBe("roll_back");
    expect(measureOf(fallen, "failed_cases")).toMatchObject({
      baseline: 9 / 76,
      candidate: 16 / 76,
    });
    // 0.5 ** 6 is above 1 %, whatever the score interval says.
    expect(compared(failing(6)).decision).toBe("hold");
  });

  it("are held where as many cases got better as worse, and never decided from none", () => {
    const mixed = [...pairs(40, true, true), ...pairs(6, true, false), ...pairs(6, false, true)];
    expect(compared(mixed).decision).toBe("hold");
    expect(compared([]).decision).toBe("hold");
  });

  it("are rolled back for invalid JSON, a score or a cost, although every case passes", () => {
    const worse = (before: Partial<CaseResult>, after: (index: number) => Partial<CaseResult>) =>
      compared(
        Array.from({ length: 150 }, (_, index) => ({
          baseline: { pass: true, ...before },
          candidate: { pass: true, ...after(index) },
        })),
      );
    const json = worse({ validJson: true }, (index) => ({ validJson: index % 10 > 0 }));
    const score = worse({ score: 0.9 }, (index) => ({ score: 0.8 + (index % 2) * 0.02 }));
    const cost = worse({ costUsd: 0.01 }, (index) => ({ costUsd: 0.014 + (index % 2) * 0.002 }));
    expect([json, score, cost].map(verdictSentence)).toEqual([
      "Roll back: Invalid JSON got worse.",
      "Roll back: Score got worse.",
      "Roll back: Cost per case got worse.",
    ]);
    // Half of the cases cost 40 % more, and half of them 60 %.
    expect(measureOf(cost, "cost").change).toBeCloseTo(0.5, 12);
  });

  it("tell the mean change of scores by paired t, of the cases that have both", () => {
    const scored = [0.1, 0.2, 0.3, 0.4].map((rise) => ({
      baseline: { pass: true, score: 0.5 },
      candidate: { pass: true, score: 0.5 + rise },
    }));
    const { change, interval, events } = measureOf(
      compared([...scored, ...pairs(5, true, true)]),
      "score",
    );
    // Better is below 0. 0.25 − t(3 degrees, 1 % above) × 0.129 / 2; the quantile is that of tables, 4.541.
    expect(change).toBeCloseTo(-0.25, 12);
    expect(interval?.high).toBeCloseTo(-0.25 + (4.541 * 0.129_099) / 2, 3);
    expect(events).toEqual({ baseline: 4, candidate: 4 });
  });

  it("promote nothing that only one of them tells, and nothing by a judge that nobody knows", () => {
    const onlyBaseline = pairs(150, true, true).map(({ baseline, candidate }) => ({
      baseline: { ...baseline, costUsd: 0.01 },
      candidate,
    }));
    expect(compared(onlyBaseline).decision).toBe("hold");
    const judged = compared(pairs(150, true, true), "the agreement of its judge is unknown");
    expect(verdictSentence(judged)).toBe("Hold: Failed cases cannot be judged yet.");
    // And its failures roll nothing back.
    const failing = compared(pairs(150, true, false), "the agreement of its judge is unknown");
    expect(failing.decision).toBe("hold");
  });
});
