import { atAnyTime, onlyOnce } from "../../release/looks/looks";
import { lookDue } from "../../release/looks/plan";
import type { Cell } from "../../release";
import { HOUR } from "./support/release-store";

const requests = (hours: number): Cell[] =>
  Array.from({ length: hours }, (_, hour) =>
    (["baseline", "candidate"] as const).map((side) => ({
      side,
      model: "m",
      feature: "f",
      time: hour * HOUR,
      events: 100,
      total: 0,
    })),
  ).flat();

const window = (now: number) =>
  lookDue({ kind: "window", from: 0, until: 24 * HOUR }, requests(24), HOUR, now);

describe("how often one looks", () => {
  it("costs nothing where it is once: the ordinary quantile", () => {
    expect(onlyOnce.critical(0.01, 1)).toBeCloseTo(2.3263, 4);
  });

  it("within a window, asks for more at first and little more at the end", () => {
    const [early, late] = [8 * HOUR, 24 * HOUR].map((now) => window(now).looks.critical(0.01, 0));
    expect(early).toBeGreaterThan(4);
    expect(late).toBeLessThan(2.6);
    expect(late).toBeGreaterThan(2.3263);
  });

  it("gives the same verdict within an hour, and none beyond the window", () => {
    expect(window(8.9 * HOUR).until).toBe(8 * HOUR);
    expect(window(40 * HOUR).until).toBe(24 * HOUR);
    expect(window(0.5 * HOUR)).toMatchObject({ until: 0 });
    expect(window(0.5 * HOUR).looks.critical(0.01, 0)).toBe(Infinity);
  });

  it("holds at most 24 looks in a window of days", () => {
    const { looks } = lookDue(
      { kind: "window", from: 0, until: 72 * HOUR },
      requests(72),
      HOUR,
      72 * HOUR,
    );
    expect(looks.sentence).toBe("Look 24 of a declared window, 100 % of it over.");
  });

  it("at any time, asks for more than a window does", () => {
    expect(atAnyTime.critical(0.01, 2_000)).toBeGreaterThan(
      window(24 * HOUR).looks.critical(0.01, 0),
    );
    expect(atAnyTime.critical(0.01, 0)).toBe(Infinity);
  });
});
