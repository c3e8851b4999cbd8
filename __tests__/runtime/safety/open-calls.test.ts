import { AsyncLocalStorage } from "node:async_hooks";
import { OpenCalls, type Unended } from "../../../runtime/safety/open-calls";
import { collectGarbage } from "../../support/collect-garbage";

function callEndedBy(abandon: (call: Unended) => void): Unended {
  const call = { lastActivityAt: 0, place: -1, abandon: () => abandon(call) };
  return call;
}

it("ends an abandoned call outside of the trace of the call that came first", async () => {
  const trace = new AsyncLocalStorage<string>();
  const calls = new OpenCalls(1, () => 1_000);
  const endedIn = await new Promise((resolve) => {
    const call = callEndedBy((one) => {
      calls.remove(one);
      resolve(trace.getStore());
    });
    trace.run("of the first call", () => calls.add(call));
  });
  expect(endedIn).toBeUndefined();
});

it("is held by its timer only while a call is under way", async () => {
  const calls = new WeakRef(new OpenCalls(600_000, () => 0));
  const call = callEndedBy(() => undefined);
  calls.deref()?.add(call);
  await collectGarbage();
  expect(calls.deref()).toBeDefined();
  calls.deref()?.remove(call);
  await collectGarbage();
  expect(calls.deref()).toBeUndefined();
});
