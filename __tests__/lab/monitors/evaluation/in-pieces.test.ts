import { HOUR, monitor, START, World } from "../world";

describe("evaluating in pieces", () => {
  it("gives what evaluating at once gives, because how often the lab advances is not the world's", () => {
    const monitors = {
      rate: monitor("sum(last_10m):sum:error{*}.as_count() / sum:total{*}.as_count() > 0.02"),
      average: monitor("avg(last_1h):avg:score{*} < 0.5"),
      both: monitor("${datadog_monitor.rate.id} && ${datadog_monitor.average.id}"),
    };
    const stories = [1, 7, 60, 240].map((step) => {
      const world = new World(monitors);
      for (let minute = 0; minute < 240; minute += 1) {
        world.count("total", minute, 100);
        world.count("error", minute, Math.round(2 + 2 * Math.sin(minute / 20)));
        world.distribution("score", minute, 0.5 + 0.3 * Math.sin(minute / 40));
      }
      for (let minute = step; minute <= 240; minute += step) world.advance(minute);
      world.advance(240);
      return Object.keys(monitors).map((id) => world.story(id));
    });
    expect(stories[0]!.map((story) => story.length > 0)).toEqual([true, true, true]);
    for (const story of stories) expect(story).toEqual(stories[0]);
  });

  it("does not see what arrives after an evaluation, because Datadog cannot either", () => {
    const world = new World({ m: monitor("sum(last_5m):sum:a{*}.as_count() > 10") });
    for (let minute = 0; minute < 60; minute += 1) world.count("a", minute, minute < 30 ? 1 : 20);
    world.evaluator.advance(START + HOUR);
    expect(world.story()).toEqual(["31: OK>Alert"]);
  });
});
