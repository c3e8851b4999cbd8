import { minuteOfEnough } from "../../../lab/run/scan";
import { Random } from "../../../lab/simulation/random";

it("is the minute after which a sliding window has missed often enough, as counting shows", () => {
  const [perMinute, window, wanted] = [1.5, 10, 8] as const;
  const random = new Random(1);
  const runs = 20_000;
  const minutes = Array.from({ length: runs }, () => {
    const slots = Array.from({ length: 15 }, () => random.poisson(perMinute * 2));
    const last = slots.findIndex((_, slot) => {
      const held = slots.slice(Math.max(0, slot - 4), slot + 1).reduce((a, b) => a + b, 0);
      return held >= wanted;
    });
    return last < 0 ? Infinity : 2 * (last + 1);
  });
  for (const alpha of [0.3, 0.1, 0.03]) {
    const minute = minuteOfEnough(perMinute, window, wanted, { minutes: 30, alpha })!;
    const missed = (at: number): number => minutes.filter((one) => one > at).length / runs;
    expect(missed(minute)).toBeLessThan(alpha + 0.006);
    expect(missed(minute - 2)).toBeGreaterThan(alpha - 0.006);
  }
});

it("is not known where time runs out", () => {
  expect(minuteOfEnough(0.1, 10, 8, { minutes: 30, alpha: 1e-4 })).toBeUndefined();
});
