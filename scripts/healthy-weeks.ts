/**
 * Plays four healthy weeks for each example service with three seeds, or with those given, and keeps
 * what was told, and which monitors of whatever role were not well, in `docs/healthy-weeks.json`, from
 * which `docs/alerts.md` is written. Takes half an hour.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { scenario } from "../lab";
import { exampleStacks } from "./example-stacks";
import { playHealthy, type HealthyWeeks } from "./play-healthy";

export const HEALTHY_WEEKS = path.join(__dirname, "..", "docs", "healthy-weeks.json");
const SEEDS = ["1", "2", "3"];

/** The results that are committed. */
export function healthyWeeks(): HealthyWeeks[] {
  if (!existsSync(HEALTHY_WEEKS)) return [];
  return JSON.parse(readFileSync(HEALTHY_WEEKS, "utf8")) as HealthyWeeks[];
}

function main(given: readonly string[]): void {
  for (const seed of (given.length > 0 ? given : SEEDS).map(Number)) {
    for (const watched of exampleStacks()) {
      const weeks = playHealthy(watched, scenario("healthy-4-weeks"), seed);
      const { pages, warnings, troubled } = weeks;
      console.log(weeks.service, seed, pages.length, warnings.length, troubled.length);
      const others = healthyWeeks().filter(
        (one) => one.service !== weeks.service || one.seed !== seed,
      );
      writeFileSync(HEALTHY_WEEKS, `${JSON.stringify([...others, weeks], undefined, 2)}\n`);
    }
  }
}

if (require.main === module) main(process.argv.slice(2));
