import fc from "fast-check";
import {
  completeThresholds,
  describeThresholds,
  describeValue,
  inProportion,
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
    expect(describeValue(1500, "milliseconds")).toBe("1.5 s");
    expect(describeValue(300, "milliseconds")).toBe("300 ms");
    expect(describeValue(1, "points")).toBe("1 point");
  });
});
