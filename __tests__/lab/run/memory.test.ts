import { supportAgent } from "../../../examples/services";
import { scenario } from "../../../lab";
import { playTraffic } from "../../../lab/run/play-traffic";
import { collectGarbage } from "../../support/collect-garbage";

function storePlayedInto(): WeakRef<object> {
  const { store } = playTraffic(supportAgent, scenario("quiet-night"), {}, () => ({
    advance: () => undefined,
  }));
  return new WeakRef(store);
}

it("frees what a scenario sent when it is over, so that many can be played one after the other", async () => {
  const store = storePlayedInto();
  await collectGarbage();
  expect(store.deref()).toBeUndefined();
});

it("stores no metric that nothing reads", () => {
  const metrics = new Set(["llm.requests"]);
  const night = scenario("quiet-night");
  const { store } = playTraffic(supportAgent, night, {}, () => ({
    metrics,
    advance: () => undefined,
  }));
  expect(store.names()).toEqual([...metrics]);
});
