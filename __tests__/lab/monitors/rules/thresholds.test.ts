import { allBreach, breaches, nextStatus } from "../../../../lab/monitors/rules/thresholds";
import { Status } from "../../../../lab/monitors/status";
import type { Comparator } from "../../../../lab/query";

const { OK, Warn, Alert } = Status;

it.each<[Comparator, boolean, boolean, boolean]>([
  // Below the threshold, on it, above it.
  [">", false, false, true],
  [">=", false, true, true],
  ["<", true, false, false],
  ["<=", true, true, false],
  ["==", false, true, false],
  ["!=", true, false, true],
])("%s compares a value below, on and above the threshold", (comparator, ...expected) => {
  expect([4, 5, 6].map((value) => breaches(value, comparator, 5))).toEqual(expected);
});

it.each<[Comparator, boolean]>([
  [">", false],
  [">=", true],
  ["<", false],
  ["<=", true],
  ["==", true],
  ["!=", false],
])("%s takes a value that rounding moved for the exact one", (comparator, expected) => {
  // 0.85 - 0.9 is -0.050000000000000044, and 0.1 + 0.2 a hair above 0.3.
  expect(breaches(0.85 - 0.9, comparator, -0.05)).toBe(expected);
  expect(breaches(0.1 + 0.2, comparator, 0.3)).toBe(expected);
  expect(breaches(3e15 + 1000, comparator, 3e15)).toBe(expected);
});

it.each<[string, number[], boolean, boolean]>([
  ["all beyond", [6, 7], true, false],
  ["none beyond", [4, 5], false, true],
  ["one of them beyond", [6, 5], false, false],
  ["one of them missing", [6, NaN], false, false],
  ["one of them missing, and none beyond", [4, NaN], false, false],
])("of values that are %s", (_what, values, all, none) => {
  const found = [true, false].map((wanted) => allBreach(Float64Array.from(values), ">", 5, wanted));
  expect(found).toEqual([all, none]);
});

describe("the status that follows", () => {
  const both = { critical: 10, warning: 8 };
  const recovering = { ...both, criticalRecovery: 9, warningRecovery: 6 };

  it.each([
    [OK, 8, OK],
    [OK, 9, Warn],
    [OK, 11, Alert],
    [Warn, 11, Alert],
    [Alert, 10, Warn],
    [Alert, 8, OK],
    [Warn, 8, OK],
  ])("%s at %d without recovery thresholds is %s", (current, value, expected) => {
    expect(nextStatus(current, value, ">", both)).toBe(expected);
  });

  it.each([
    // Recovery takes the reverse comparison: at most 9, and at most 6.
    [Alert, 10, Alert],
    [Alert, 9.5, Alert],
    [Alert, 9, Warn],
    [Alert, 7, Warn],
    [Alert, 6, OK],
    [Warn, 7, Warn],
    [Warn, 6, OK],
    [OK, 7, OK],
    [OK, 9.5, Warn],
  ])("%s at %d with recovery thresholds is %s", (current, value, expected) => {
    expect(nextStatus(current, value, ">", recovering)).toBe(expected);
  });

  it("of a monitor without a warning is OK or Alert", () => {
    const found = [9, 10, 11].map((value) => nextStatus(OK, value, ">", { critical: 10 }));
    expect(found).toEqual([OK, OK, Alert]);
  });

  it("of a monitor of too little recovers upwards", () => {
    const thresholds = { critical: 10, criticalRecovery: 12 };
    const found = [9, 11, 12].map((value) => nextStatus(Alert, value, "<", thresholds));
    expect(found).toEqual([Alert, Alert, OK]);
  });
});
