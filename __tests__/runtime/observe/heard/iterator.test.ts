import { observeIterator } from "../../../../runtime/observe/iterator";
import type { CallObserver } from "../../../../runtime/observe/observer";
import { COMPLETE, ERROR, FAILED, LEFT, OFF, ON, RUN, recorder, settle } from "./recorder";

describe("what is heard of an iterator", () => {
  const over = (results: readonly unknown[], more: object = {}) => {
    const waiting = [...results];
    return { next: () => waiting.shift(), ...more };
  };

  it("each value, and the end: in promises, in thenables, and at once", async () => {
    const ends: unknown[] = [{ done: true }, undefined, null, "text"];
    for (const end of ends) {
      for (const wrap of [
        (value: unknown) => Promise.resolve(value),
        (value: unknown) => value,
        (value: unknown) => ({ then: (resolve: (value: unknown) => void) => resolve(value) }),
      ]) {
        const { heard, observer } = recorder();
        const iterator = over([wrap({ value: 1 }), wrap({ value: 2, done: false }), wrap(end)]);
        expect(observeIterator(iterator, observer)).toBe(true);
        for (let turn = 0; turn < 3; turn++) await iterator.next();
        await settle();
        expect(heard).toEqual([
          ...[ON, RUN, OFF, ["event", 1]],
          ...[ON, RUN, OFF, ["event", 2]],
          ...[ON, RUN, OFF, COMPLETE],
        ]);
      }
    }
  });

  it.each([
    ["rejected", () => Promise.reject(ERROR)],
    [
      "rejected by a thenable",
      () => ({ then: (_: unknown, fail: (error: unknown) => void) => fail(ERROR) }),
    ],
    [
      "thrown",
      () => {
        throw ERROR;
      },
    ],
  ])("a failure that is %s", async (_how, next) => {
    const { heard, observer } = recorder();
    const iterator: { next: () => unknown } = { next };
    observeIterator(iterator, observer);
    await expect((async () => await iterator.next())()).rejects.toBe(ERROR);
    await settle();
    expect(heard).toEqual([ON, RUN, FAILED]);
  });

  it("that it was left, with a return of its own or without, and by a throw", async () => {
    for (const more of [{}, { return: () => Promise.resolve({ done: true, value: 7 }) }]) {
      const { heard, observer } = recorder();
      const iterator = over([], more) as unknown as AsyncGenerator;
      observeIterator(iterator, observer);
      expect(await iterator.return(7)).toEqual({ done: true, value: 7 });
      await settle();
      expect(heard).toEqual([RUN, LEFT]);
    }
    const { heard, observer } = recorder();
    const iterator = over([], { throw: () => ({}) }) as unknown as Generator;
    observeIterator(iterator, observer);
    iterator.throw(ERROR);
    expect(heard).toEqual([RUN, LEFT]);
    const without = over([]);
    observeIterator(without, observer);
    expect("throw" in without).toBe(false);
  });

  it("no end where leaving keeps the stream, and who asks", async () => {
    const { heard, observer } = recorder();
    const used = jest.fn();
    const iterator = over([{ value: 1 }]) as unknown as AsyncGenerator;
    observeIterator(iterator, observer, used, true);
    void iterator.next();
    await iterator.return(undefined);
    await settle();
    expect(heard).toEqual([ON, RUN, OFF, ["event", 1], RUN]);
    expect(used).toHaveBeenCalledTimes(1);
  });

  it("nothing of what cannot be watched", () => {
    const { observer } = recorder();
    expect(observeIterator({}, observer)).toBe(false);
    expect(observeIterator({ next: 7 }, observer)).toBe(false);
    expect(observeIterator(Object.freeze({ next: () => ({}) }), observer)).toBe(false);
  });

  it("that observing broke down, and the application nothing of it", () => {
    const { heard, observer } = recorder();
    const broken: CallObserver = {
      ...observer,
      event: () => {
        throw ERROR;
      },
    };
    const iterator = over([{ value: 1 }]);
    observeIterator(iterator, broken);
    expect(iterator.next()).toEqual({ value: 1 });
    expect(heard).toEqual([ON, RUN, OFF, ["lost", ERROR]]);
  });
});
