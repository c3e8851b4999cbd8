/**
 * Plays all scenarios with seeds 1 to 20 for the examples and for services unlike them, and keeps the
 * verdicts in `docs/lab-seeds.json`, from which `docs/chance.md` is written. Takes an hour or more; what
 * is kept already is not played again.
 *
 *     node --import tsx scripts/lab-seeds/main.ts [service…]
 */
import { writeFileSync } from "node:fs";
import { exampleStacks } from "../example-stacks";
import { LAB_SEEDS, labSeeds } from "./kept";
import { playSeed } from "./run";
import { unlikeServices } from "./services";

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

function main(names: readonly string[]): void {
  const all = [...unlikeServices(), ...exampleStacks()];
  const chosen = all.filter(({ service }) => names.length === 0 || names.includes(service.service));
  for (const seed of SEEDS) {
    for (const watched of chosen) {
      const name = watched.service.service;
      if (labSeeds().runs.some((one) => one.service === name && one.seed === seed)) continue;
      const { reasons, ...played } = playSeed(watched, seed);
      console.log(name, seed, played.fired, played.explained, ...played.problems);
      const kept = labSeeds();
      const next = { runs: [...kept.runs, played], reasons: { ...kept.reasons, [name]: reasons } };
      writeFileSync(LAB_SEEDS, `${JSON.stringify(next, undefined, 2)}\n`);
    }
  }
}

main(process.argv.slice(2));
