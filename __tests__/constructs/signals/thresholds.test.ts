import fc from "../../support/fast-check";
import {
  completeThresholds,
  describeThresholds,
  describeValue,
  fallsToWarning,
  inProportion,
  measuredIn,
  type ThresholdDefaults,
} from "../../../constructs/signals/thresholds";

const RATE: ThresholdDefaults = {
  unit: "percent",
  side: "above",
  critical: 3,
  warningFor: inProportion(3, 2),
};

describe("completeThresholds", () => {
  it("ends warning and alert together, half the warning's distance towards normal", () => {
    expect(completeThresholds(RATE, {})).toMatchObject({
      critical: 3,
      warning: 2,
      criticalRecovery: 1.5,
      warningRecovery: 1.5,
    });
  });

  it("keeps what a team sets", () => {
    const set = { critical: 10, warning: 1, criticalRecovery: 8, warningRecovery: 0.2 };
    expect(completeThresholds(RATE, set)).toMatchObject(set);
  });

  it("makes thresholds that pass their own check, whatever critical a team sets", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (thousandths) => {
        const thresholds = completeThresholds(RATE, { critical: thousandths / 1000 });
        expect(thresholds.warning).toBeLessThan(thresholds.critical);
        expect(thresholds.criticalRecovery).toBeLessThan(thresholds.critical);
        expect(thresholds.warningRecovery).toBeLessThan(thresholds.warning!);
        expect(thresholds.warningRecovery).toBeGreaterThan(0);
      }),
    );
  });

  it("leaves room for a recovery between thresholds that are as close as can be written", () => {
    for (let critical = 1; critical <= 100; critical++) {
      const warning = Number((critical - 0.000001).toFixed(6));
      const { criticalRecovery } = completeThresholds(RATE, { critical, warning });
      expect(criticalRecovery).toBeLessThan(critical);
    }
  });

  it("leaves a warning that somebody wrote beyond critical to the check of the order", () => {
    expect(completeThresholds(RATE, { critical: 2, warning: 3 }).criticalRecovery).toBeLessThan(2);
  });

  it("mirrors everything for a floor", () => {
    const floor: ThresholdDefaults = {
      unit: "score",
      side: "below",
      critical: 0.5,
      warningFor: () => 0.6,
    };
    expect(completeThresholds(floor, {})).toMatchObject({
      criticalRecovery: 0.65,
      warningRecovery: 0.65,
    });
  });
});

describe("thresholds in words", () => {
  it("say value and unit as people do", () => {
    expect(describeThresholds(completeThresholds(RATE, {}))).toBe("> 3 % (warn 2 %)");
    expect(describeThresholds(completeThresholds(RATE, { warning: false }))).toBe("> 3 %");
  });

  it.each([
    [1500, "milliseconds", "1.5 s"],
    [1000, "milliseconds", "1 s"],
    [999, "milliseconds", "999 ms"],
    [2.5, "percent", "2.5 %"],
    [10, "usd", "$10"],
    [1, "points", "1 point"],
    [5, "points", "5 points"],
    [0.55, "score", "0.55"],
    [1, "requests", "1 request"],
    [2, "requests", "2 requests"],
  ] as const)("say %s %s as %s", (value, unit, words) => {
    expect(describeValue(value, unit)).toBe(words);
  });

  it("measured values are in the unit in which thresholds are set", () => {
    const units = ["percent", "milliseconds", "usd", "points", "score", "requests"] as const;
    expect(units.map((unit) => measuredIn(unit, "V"))).toEqual([
      "V %",
      "V ms",
      "$V",
      "V points",
      "V",
      "V",
    ]);
  });

  it("a floor is said with the other sign", () => {
    const floor = { unit: "score", side: "below", critical: 0.5, warningFor: () => 0.6 } as const;
    expect(describeThresholds(completeThresholds(floor, {}))).toBe("< 0.5 (warn 0.6)");
  });
});

describe("falling from an alert to a warning", () => {
  const above = { criticalRecovery: 2, warningRecovery: 2 };
  it.each([
    [{}, false],
    [{ criticalRecovery: 2.5 }, true],
    [{ criticalRecovery: 1 }, false],
    [{ warning: false as const, criticalRecovery: 2.5 }, false],
  ])("is possible where the alert recovers before the warning does: %j", (settings, expected) => {
    const defaults = { ...RATE, critical: 5, warningFor: inProportion(5, 3) };
    const thresholds = completeThresholds(defaults, { ...above, ...settings });
    expect(fallsToWarning(thresholds)).toBe(expected);
    const floor = completeThresholds(
      { unit: "score", side: "below", critical: -5, warningFor: () => -3 },
      mirrored({ ...above, ...settings }),
    );
    expect(fallsToWarning(floor)).toBe(expected);
  });

  function mirrored(settings: object): object {
    const flipped = Object.entries(settings).map(([name, value]) => [
      name,
      typeof value === "number" ? -value : value,
    ]);
    return Object.fromEntries(flipped) as object;
  }
});

describe("recoveries that nobody wrote", () => {
  it("of an alert without a warning are a tenth away, or a thousandth of one", () => {
    const none = { ...RATE, warningFor: () => undefined };
    expect(completeThresholds(none, { critical: 10 }).criticalRecovery).toBe(9);
    expect(completeThresholds(none, { critical: 0.002 }).criticalRecovery).toBe(0.001);
  });

  it("of a warning never fall below half of it, because a rate never falls below 0", () => {
    const far = { critical: 10, warning: 1 };
    expect(completeThresholds(RATE, far).warningRecovery).toBe(0.5);
  });
});
