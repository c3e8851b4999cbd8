import type { Bounds } from "../../../lab/run/bounds";
import { problemsOf } from "../../../lab/run/problems";

const BOUNDS: Bounds = {
  fires: [2, 8],
  recovers: [49, 57],
  valueAt: (minute) => [minute, minute + 2],
};
const FIRED = { firedAtMinute: 5, recoveredAtMinute: 50, value: 6 };

describe("an alert that should fire", () => {
  it.each([
    ["has no problem within its bounds", {}, []],
    ["nor on them", { firedAtMinute: 8, recoveredAtMinute: 57, value: 10 }, []],
    [
      "fires too early",
      { firedAtMinute: 1, value: 1 },
      ["It fired in minute 1, not between 2 and 8."],
    ],
    [
      "fires too late",
      { firedAtMinute: 9, value: 9 },
      ["It fired in minute 9, not between 2 and 8."],
    ],
    [
      "recovers too early",
      { recoveredAtMinute: 48 },
      ["It recovered in minute 48, not between 49 and 57."],
    ],
    [
      "never recovers",
      { recoveredAtMinute: null },
      ["It did not recover between 49 and 57, nor later."],
    ],
    [
      "fires at a wrong number",
      { value: 60.1234 },
      ["It fired at a value of 60.1, not between 5 and 7."],
    ],
    [
      "fires without one",
      { value: null },
      ["It fired at a value of unknown size, not between 5 and 7."],
    ],
    ["is reported once where it stays silent", { firedAtMinute: null, value: null }, []],
  ])("%s", (_what, firing, problems) => {
    expect(problemsOf({ ...FIRED, ...firing }, BOUNDS)).toEqual(problems);
  });

  it("has every problem at once", () => {
    const wrong = { firedAtMinute: 20, recoveredAtMinute: null, value: 0 };
    expect(problemsOf(wrong, BOUNDS)).toHaveLength(3);
  });

  it("may do what no bound forbids", () => {
    const open: Bounds = { fires: [0, Infinity], recovers: undefined, valueAt: undefined };
    const wild = { firedAtMinute: 500, recoveredAtMinute: null, value: null };
    expect(problemsOf(wild, open)).toEqual([]);
  });
});
