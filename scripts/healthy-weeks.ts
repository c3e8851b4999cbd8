/**
 * Plays four healthy weeks for each example service with three seeds, or with those given, and keeps
 * what was told in `docs/healthy-weeks.json`, from which `docs/alerts.md` is written. Takes half an
 * hour.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { play, scenario, type NotificationSent, type Run } from "../lab";
import { exampleStacks } from "./example-stacks";

export const HEALTHY_WEEKS = path.join(__dirname, "..", "docs", "healthy-weeks.json");
const SEEDS = ["1", "2", "3"];

/** What four weeks of one service came to. */
export interface HealthyWeeks {
  readonly service: string;
  readonly seed: number;
  readonly requests: number;
  readonly pages: readonly Told[];
  readonly warnings: readonly Told[];
}

type Told = Pick<NotificationSent, "minute" | "signal" | "key" | "group" | "value">;

function summary(seed: number, { service, requests, notifications }: Run): HealthyWeeks {
  const told = (status: NotificationSent["status"]): Told[] =>
    notifications
      .filter((sent) => sent.status === status && sent.transition !== "recovered")
      .map(({ minute, signal, key, group, value }) => ({ minute, signal, key, group, value }));
  return { service, seed, requests, pages: told("Alert"), warnings: told("Warn") };
}

/** The results that are committed. */
export function healthyWeeks(): HealthyWeeks[] {
  if (!existsSync(HEALTHY_WEEKS)) return [];
  return JSON.parse(readFileSync(HEALTHY_WEEKS, "utf8")) as HealthyWeeks[];
}

function main(given: readonly string[]): void {
  for (const seed of (given.length > 0 ? given : SEEDS).map(Number)) {
    for (const watched of exampleStacks()) {
      const weeks = summary(seed, play(watched, scenario("healthy-4-weeks"), { seed }));
      console.log(weeks.service, seed, weeks.requests, weeks.pages.length, weeks.warnings.length);
      const others = healthyWeeks().filter(
        (one) => one.service !== weeks.service || one.seed !== seed,
      );
      writeFileSync(HEALTHY_WEEKS, `${JSON.stringify([...others, weeks], undefined, 2)}\n`);
    }
  }
}

if (require.main === module) main(process.argv.slice(2));
