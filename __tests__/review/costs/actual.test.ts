import { SeriesCounter } from "../../../review/costs";
import { monthOfSeries, PER_MINUTE, playedMonths, SHAPES } from "../../../scripts/month-of-series";

/** Other hours of the day, and weekdays as well as a weekend. */
const EVERY_NTH_HOUR = 193;

describe("series that are really sent", () => {
  const owner = ["service:shop", "env:prod"];
  const counter = new SeriesCounter({ service: "shop", env: "prod" });
  const send = (name: string, tag: string, timestamp: number): void =>
    counter.add({ name, tags: [tag, ...owner], timestamp });

  test("are counted once an hour, and averaged over the hours", () => {
    send("llm.requests", "model:a", 0);
    send("llm.requests", "model:a", 3_599);
    send("llm.requests", "model:b", 3_599);
    send("llm.requests", "model:a", 3_600);
    send("llm.errors", "model:a", 3_600);
    send("other.metric", "model:a", 0);
    counter.add({ name: "llm.requests", tags: ["model:c", "service:other"], timestamp: 0 });
    const { hours, series, byMetric } = counter.result();
    expect({ hours, series }).toEqual({ hours: 2, series: 2 });
    expect([...byMetric]).toEqual([
      ["llm.requests", 1.5],
      ["llm.errors", 0.5],
    ]);
  });
});

describe("a month of the lab's traffic has as many series as estimated", () => {
  test.each(SHAPES.map((service) => [service.service, service] as const))(
    "%s",
    (_name, service) => {
      const { estimated, actual } = monthOfSeries(service, PER_MINUTE, EVERY_NTH_HOUR);
      expect(Math.abs(estimated / actual - 1)).toBeLessThan(0.1);
    },
  );

  test("the whole month, too, as the docs have it", () => {
    for (const { service, hours, estimated, actual } of playedMonths()) {
      expect({ service, hours, isNear: Math.abs(estimated / actual - 1) < 0.1 }).toEqual({
        service,
        hours: 672,
        isNear: true,
      });
    }
  });
});
