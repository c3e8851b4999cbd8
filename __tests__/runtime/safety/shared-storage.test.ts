import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";
import { SharedStorage } from "../../../runtime/safety/shared-storage";

const one = new SharedStorage<string>();
const two = new SharedStorage<string>();
const both = (): unknown[] => [one.getStore(), two.getStore()];

it("keeps what each owner set, over await, and no longer than its work", async () => {
  await one.run("a", async () => {
    await setImmediate();
    expect(both()).toEqual(["a", undefined]);
    await two.run("b", async () => {
      await setImmediate();
      expect(both()).toEqual(["a", "b"]);
    });
    expect(both()).toEqual(["a", undefined]);
  });
  expect(both()).toEqual([undefined, undefined]);
});

it("lets the innermost value of an owner hold, whatever others lie between", () => {
  one.run("a", () =>
    two.run("b", () => {
      one.run("c", () => expect(both()).toEqual(["c", "b"]));
      one.run(undefined, () => expect(both()).toEqual([undefined, "b"]));
      expect(both()).toEqual(["a", "b"]);
    }),
  );
});

it("passes on what code that ran beside it had", async () => {
  const seen = await Promise.all(
    ["a", "b"].map((value) =>
      one.run(value, async () => {
        await setImmediate();
        return both();
      }),
    ),
  );
  expect(seen).toEqual([
    ["a", undefined],
    ["b", undefined],
  ]);
});

it("grows with the owners, not with how deep their work lies in each other's", () => {
  const depthOf = (entry: { others?: unknown } | undefined): number =>
    entry === undefined ? 0 : 1 + depthOf(entry.others as { others?: unknown });
  const kept = jest.spyOn(AsyncLocalStorage.prototype, "run");
  const nest = (levels: number): void => {
    if (levels > 0) one.run("a", () => two.run("b", () => nest(levels - 1)));
  };
  nest(20);
  const [deepest] = kept.mock.calls.at(-1) as unknown as [{ others?: unknown }];
  expect(depthOf(deepest)).toBe(2);
  kept.mockRestore();
});
