import { comparePairs, type CasePair } from "../../release";

const pairs = (count: number, before: boolean, after: boolean): CasePair[] =>
  Array.from({ length: count }, () => ({ baseline: { pass: before }, candidate: { pass: after } }));

describe("versions over the same cases", () => {
  it("are promoted as soon as the rise is below the margin: 104 cases without a new failure", () => {
    expect(comparePairs(pairs(103, true, true), 0.05).decision).toBe("hold");
    expect(comparePairs(pairs(104, true, true), 0.05).decision).toBe("promote");
  });

  it("are rolled back for failures of the candidate alone, and the exact chance is said", () => {
    const all = [...pairs(60, true, true), ...pairs(7, true, false), ...pairs(9, false, false)];
    const { decision, chance, passes } = comparePairs(all, 0.05);
    expect({ decision, chance, passes }).toEqual({
      decision: "roll_back",
      chance: expect.closeTo(0.5 ** 7, 12) as number,
      passes: { baseline: 67, candidate: 60 },
    });
  });

  it("are held where as many cases got better as worse, and never decided from none", () => {
    const mixed = [...pairs(40, true, true), ...pairs(6, true, false), ...pairs(6, false, true)];
    expect(comparePairs(mixed, 0.05).decision).toBe("hold");
    expect(comparePairs([], 0.05)).toMatchObject({ decision: "hold", chance: 1, worstRise: 1 });
  });

  it("shows the mean change of scores, of the cases that have both", () => {
    const scored = [0.1, 0.3].map((rise) => ({
      baseline: { pass: true, score: 0.5 },
      candidate: { pass: true, score: 0.5 + rise },
    }));
    // 0.2 ± t(1 degree, 1 % above) × 0.1; the quantile is that of printed tables, 31.821.
    const { score } = comparePairs([...scored, ...pairs(5, true, true)], 0.05);
    expect(score?.value).toBeCloseTo(0.2, 12);
    expect(score?.high).toBeCloseTo(0.2 + 3.1821, 3);
  });
});
