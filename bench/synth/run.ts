import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { table } from "../../cli/table";
import { measureScript, medianCost, round, type Cost } from "../support/measure";
import { serviceNames, TEMPLATE_NAME } from "./services";
import { readTemplate } from "./template";

/**
 * Synthesizes 1 to 1,000 services, each in a stack of its own, beside the floor (`floor.ts`) and the
 * naive way (`naive.ts`). Every run is a process of its own, the ways take turns, and the median counts.
 */
const WAYS = ["floor", "ours", "naive"] as const;
type Way = (typeof WAYS)[number];

/** The naive way takes minutes for a thousand services, so it runs less often there. */
const SIZES = [
  { services: 1, repeats: 5, naiveRepeats: 3 },
  { services: 10, repeats: 5, naiveRepeats: 3 },
  { services: 100, repeats: 5, naiveRepeats: 3 },
  { services: 1000, repeats: 5, naiveRepeats: 1 },
] as const;
type Size = (typeof SIZES)[number];

type Costs = Record<Way, Cost>;

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-synth-"));
  try {
    const template = path.join(folder, "template");
    await synthesize("ours", 1, template, template);
    const measured = new Map<number, Costs>();
    for (const size of SIZES) {
      measured.set(size.services, await measureWays(size, folder, template));
    }
    report(measured);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureWays(
  { services, repeats, naiveRepeats }: Size,
  folder: string,
  template: string,
): Promise<Costs> {
  const costs: Record<Way, Cost[]> = { floor: [], ours: [], naive: [] };
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const way of WAYS) {
      if (way === "naive" && repeat >= naiveRepeats) continue;
      costs[way].push(await synthesize(way, services, path.join(folder, way), template));
      process.stderr.write(".");
    }
    assertSameFiles(path.join(folder, "ours"), path.join(folder, "floor"), services);
    for (const way of WAYS) rmSync(path.join(folder, way), { recursive: true, force: true });
  }
  return {
    floor: medianCost(costs.floor),
    ours: medianCost(costs.ours),
    naive: medianCost(costs.naive),
  };
}

async function synthesize(
  way: Way,
  services: number,
  outdir: string,
  template: string,
): Promise<Cost> {
  mkdirSync(outdir);
  return measureScript(path.join(__dirname, `${way}.ts`), [String(services), outdir, template]);
}

/** A floor that writes something else is no floor. CDKTF only breaks lines inside of empty objects. */
function assertSameFiles(ours: string, floor: string, services: number): void {
  const files = serviceNames(services).map((name) => `stacks/${name}/cdk.tf.json`);
  for (const file of [...files, "manifest.json"]) {
    const same = isDeepStrictEqual(readTemplate(ours, file), readTemplate(floor, file));
    if (!same) throw new Error(`The floor wrote another ${file} than ours.`);
  }
}

function report(measured: ReadonlyMap<number, Costs>): void {
  const rows = [...measured].flatMap(([services, costs]) =>
    WAYS.map((way) => row(String(services), way, costs[way])),
  );
  const head = ["services", "way", "seconds", "of it work", "peak MB"];
  process.stderr.write("\n");
  console.log(
    `Node ${process.version}, ${cpus().length} cores; stack ${TEMPLATE_NAME} and its like`,
  );
  for (const line of table([head, ...rows], 80)) console.log(line);
  console.log(JSON.stringify(ratios(measured)));
}

function row(services: string, way: Way, cost: Cost): string[] {
  const { seconds, workSeconds, peakMegabytes } = cost;
  return [services, way, seconds.toFixed(2), workSeconds.toFixed(2), peakMegabytes.toFixed(0)];
}

function ratios(measured: ReadonlyMap<number, Costs>): object {
  const at100 = measured.get(100)!;
  const at1000 = measured.get(1000)!;
  return {
    bench: "synth",
    node: process.version,
    oursToFloorAt1000: round(at1000.ours.seconds / at1000.floor.seconds),
    oursToFloorAt1000WorkOnly: round(at1000.ours.workSeconds / at1000.floor.workSeconds),
    oursToNaiveAt1000: round(at1000.ours.seconds / at1000.naive.seconds),
    oursFrom100To1000: round(at1000.ours.seconds / at100.ours.seconds),
    oursPeakMegabytesAt1000: Math.round(at1000.ours.peakMegabytes),
  };
}

void main();
