import { Waiters } from "../../../lab/agent/waiters";

describe("Waiters", () => {
  const waiters = new Waiters(() => "nothing");

  it("resolves at once where the condition holds already, because it may have come first", async () => {
    await expect(waiters.waitFor(() => true, 0)).resolves.toBeUndefined();
  });

  it("resolves on the check that finds the condition met, and asks no more after it", async () => {
    let arrived = 0;
    const predicate = jest.fn(() => arrived === 2);
    const met = waiters.waitFor(predicate, 60_000);
    arrived = 1;
    waiters.check();
    arrived = 2;
    waiters.check();
    await met;
    waiters.check();
    expect(predicate).toHaveBeenCalledTimes(3);
  });

  it("rejects with what the predicate throws, because that is the test's own mistake", async () => {
    let ready = false;
    const failing = waiters.waitFor(() => {
      if (ready) throw new TypeError("No such span.");
      return false;
    }, 60_000);
    ready = true;
    waiters.check();
    await expect(failing).rejects.toThrow(new TypeError("No such span."));
  });

  it("rejects all who wait when the agent goes, because nothing more can arrive", async () => {
    const waiting = [1, 2].map(() => waiters.waitFor(() => false, 60_000));
    waiters.rejectAll(new Error("Closed."));
    expect(await Promise.allSettled(waiting)).toMatchObject([
      { status: "rejected" },
      { status: "rejected" },
    ]);
  });

  it("leaves no timer behind once the condition holds, because it would keep the process", async () => {
    jest.useFakeTimers();
    try {
      let arrived = false;
      const met = waiters.waitFor(() => arrived, 5_000);
      expect(jest.getTimerCount()).toBe(1);
      arrived = true;
      waiters.check();
      await met;
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it("rejects when the time is over", async () => {
    jest.useFakeTimers();
    try {
      const late = waiters.waitFor(() => false, 5_000);
      jest.advanceTimersByTime(5_000);
      await expect(late).rejects.toThrow("Not met within 5000 ms. Last arrived: nothing");
    } finally {
      jest.useRealTimers();
    }
  });
});
