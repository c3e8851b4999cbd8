import { neverTold } from "../../../lab/run/never-told";

const of = (status: string, receivers: string[], group: Record<string, string> = {}) => ({
  ...{ signal: "cost_spike", key: "", group, status, receivers },
});

describe("who hears of the end of a trouble", () => {
  it("has heard of the trouble, whether as a warning or as an alert", () => {
    const sent = [of("Warn", ["slack"]), of("Alert", ["pager"]), of("OK", ["slack", "pager"])];
    expect(neverTold(sent)).toEqual([[], [], []]);
  });

  it("is named where nobody told them", () => {
    expect(neverTold([of("Warn", ["slack"]), of("OK", ["slack", "pager"])])).toEqual([
      [],
      ["pager"],
    ]);
  });

  it("has to hear of each trouble, and of each group", () => {
    const again = [of("Alert", ["pager"]), of("OK", ["pager"]), of("OK", ["pager"])];
    expect(neverTold(again).at(-1)).toEqual(["pager"]);
    const other = [of("Alert", ["pager"], { model: "a" }), of("OK", ["pager"], { model: "b" })];
    expect(neverTold(other)).toEqual([[], ["pager"]]);
  });
});
