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
