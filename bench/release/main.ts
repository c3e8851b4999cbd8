/**
 * How often a verdict on a release is wrong, and how many requests it takes: `npm run bench -- release`.
 * `--releases 2000` for a quick look; `--svg <file>` draws the power curves.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { compareVersions, type Cell, type Decision, type Measure } from "../../release";
import { onlyOnce, withinWindow, atAnyTime, type Looks } from "../../release/looks/looks";
import { powerCurves } from "./power-curves";
import { ROWS, type Row } from "./rows";
import { Dice, HOUR, INVALID_JSON, simulate } from "./simulate";

const SEED = 20_260_601;

/** Looks at every hour, at the expected information: the same for all releases of a row. */
function looksOf({ looks, simulation }: Row): (readonly [hour: number, Looks])[] {
  const { hours } = simulation;
  if (looks === "once") return [[hours, onlyOnce]];
  const all = Array.from({ length: hours }, (_, index) => index + 1);
  if (looks === "anytime") return all.map((hour) => [hour, atAnyTime]);
  const told = (hour: number): number => {
    const share = simulation.share(hour);
    return (simulation.requests / simulation.hours) * share * (1 - share);
  };
  const information = all.map((hour) =>
    all.slice(0, hour).reduce((sum, past) => sum + told(past - 1), 0),
  );
  const shares = all.map((hour) => hour / hours);
  return all.map((hour) => [hour, withinWindow(information.slice(0, hour), shares.slice(0, hour))]);
}

/** Looks until the release is decided. */
export function decisionOf(
  cells: readonly Cell[],
  looks: readonly (readonly [number, Looks])[],
): Decision {
  for (const [hour, held] of looks) {
    const seen = cells.filter(({ time }) => time < hour * HOUR);
    const { decision } = compareVersions(seen, [{ measure: INVALID_JSON, cells: seen }], held);
    if (decision !== "hold") return decision;
  }
  return "hold";
}

function runRow(row: Row, releases: number): Record<Decision, number> {
  const dice = new Dice(SEED);
  const looks = looksOf(row);
  const counts: Record<Decision, number> = { promote: 0, hold: 0, roll_back: 0 };
  for (let release = 0; release < releases; release += 1) {
    counts[decisionOf(simulate(dice, row.simulation), looks)] += 1;
  }
  return counts;
}

/** A thousand measures of six strata and 24 hours. */
function speed(): number {
  const dice = new Dice(SEED);
  const cells = simulate(dice, ROWS[0]!.simulation);
  const features = ["chat", "mail", "search"];
  const many = features.flatMap((feature) => cells.map((cell) => ({ ...cell, feature })));
  const measures = Array.from({ length: 1_000 }, (): { measure: Measure; cells: Cell[] } => ({
    measure: INVALID_JSON,
    cells: many,
  }));
  const started = performance.now();
  compareVersions(many, measures, onlyOnce);
  return (performance.now() - started) / 1_000;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      releases: { type: "string", default: "10000" },
      row: { type: "string" },
      svg: { type: "string" },
    },
  });
  const releases = Number(values.releases);
  const percent = (count: number): string => ((100 * count) / releases).toFixed(2).padStart(6);
  console.log(`${releases} releases per row, seed ${SEED}. Percent of them:`);
  console.log(`${"".padEnd(58)}promote   hold  roll back  goal`);
  let ok = true;
  for (const row of ROWS.filter(({ id }) => values.row === undefined || id === values.row)) {
    const counts = runRow(row, releases);
    const [decision, most] = row.atMost ?? [undefined, 100];
    const isMet = decision === undefined || (100 * counts[decision]) / releases <= most;
    ok &&= isMet;
    const goal = decision === undefined ? "" : `${decision} ≤ ${most} ${isMet ? "met" : "MISSED"}`;
    console.log(
      `${row.title.padEnd(58)}${percent(counts.promote)} ${percent(counts.hold)}    ${percent(counts.roll_back)}  ${goal}`,
    );
  }
  const seconds = speed();
  ok &&= seconds < 1;
  console.log(`1,000 measures × 6 strata × 24 hours: ${seconds.toFixed(2)} s (goal: under 1 s)`);
  if (values.svg !== undefined) writeFileSync(values.svg, powerCurves(Math.min(releases, 2_000)));
  process.exitCode = ok ? 0 : 1;
}

main();
