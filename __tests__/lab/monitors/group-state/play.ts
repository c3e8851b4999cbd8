import { monitor, World } from "../world";

const QUERY = "sum(last_1m):sum:a{*}.as_count() > 80";

/** One value per minute from minute 0; undefined for a minute without data. */
export function play(
  block: Parameters<typeof monitor>[1],
  values: readonly (number | undefined)[],
  query = QUERY,
): World {
  const world = new World({ m: monitor(query, block) });
  values.forEach((value, minute) => {
    if (value !== undefined) world.count("a", minute, value);
  });
  world.advance(values.length);
  return world;
}
