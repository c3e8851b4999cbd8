import { playTraffic, scenario } from "../../lab";
import { StoreSource } from "../../release/sources/store-source";
import { supportAgent } from "../../services";
import { judged } from "./support/judged";

/** What the lab's monitors fire on, by `docs/alerts.md`, beside what `compare` says of it. */
describe("compare and the monitors agree on played incidents", () => {
  it.each([
    ["prompt-regression", "roll_back", ["invalid_json"]],
    ["correctness-drop", "roll_back", ["correctness"]],
    ["unsafe-release", "roll_back", ["invalid_json", "safety"]],
    ["new-version-and-model", "promote", []],
  ])("%s: %s", async (id, decision, harmed) => {
    const { store } = playTraffic(supportAgent, scenario(id), {}, () => ({
      advance: () => undefined,
    }));
    const source = new StoreSource(id, store);
    const { from, to } = source.recorded;
    const bucket = 300;
    const span = {
      from: Math.floor(from / bucket) * bucket,
      to: Math.ceil(to / bucket) * bucket,
      bucket,
    };
    const verdict = await judged(source, {}, { span, mode: "anytime" });
    expect(verdict.decision).toBe(decision);
    const worse = verdict.measures.filter(({ outcome }) => outcome === "worse");
    expect(worse.map(({ measure }) => measure.id)).toEqual(expect.arrayContaining(harmed));
  });
});
