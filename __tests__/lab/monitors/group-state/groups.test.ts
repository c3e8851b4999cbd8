import { DAY, MINUTE, monitor, World } from "../world";

describe("groups", () => {
  const query = "sum(last_5m):sum:a{*} by {model}.as_count() > 80";

  // https://docs.datadoghq.com/monitors/configuration/#new-group-delay
  it("are not evaluated for the new group delay, and then are", () => {
    const world = new World({ m: monitor(query, { new_group_delay: 600 }) });
    for (let minute = 0; minute < 30; minute += 1) world.count("a", minute, 100, "model:new");
    world.advance(30);
    expect(world.story()).toEqual(["11: OK>Alert"]);
  });

  it("do not exist without all of their tags", () => {
    const world = new World({ m: monitor(query) });
    world.count("a", 0, 1_000, "other:tag");
    world.advance(10);
    expect(world.evaluator.statuses("m")).toEqual([]);
  });

  it("are forgotten a day after their last point, and are new again when they return", () => {
    const world = new World({
      m: monitor(query, { new_group_delay: 600, on_missing_data: "show_no_data" }),
    });
    for (let minute = 0; minute < 20; minute += 1) world.count("a", minute, 1, "model:x");
    const back = (2 * DAY) / MINUTE;
    for (let minute = back; minute < back + 30; minute += 1)
      world.count("a", minute, 100, "model:x");
    world.advance(back - 1);
    expect(world.evaluator.statuses("m")).toEqual([{ group: { model: "x" }, status: "OK" }]);
    world.advance(back + 30);
    expect(world.story().at(-1)).toBe(`${back + 11}: OK>Alert`);
  });
});
