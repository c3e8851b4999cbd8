import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { table } from "../cli/table";
import { median, round, run } from "./support/measure";
import { createStockProject } from "./support/stock-template";

/**
 * `npm start` beside what CDKTF's TypeScript template does for the same app. Both are warm: a first run
 * of each fills the caches and does not count. The two take turns, and the median counts.
 */
const REPEATS = 7;

const ROOT = path.resolve(__dirname, "..");

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-start-"));
  try {
    const stock = await createStockProject(ROOT, folder);
    const ours = path.join(folder, "ours");
    const ways = {
      "npm start": () => time("npm", ["start", "--silent"], ROOT, { CDKTF_OUTDIR: ours }),
      "cdktf synth, ts-node": () => time(cdktf(), ["synth"], stock, {}),
    };
    const seconds = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
    for (let repeat = 0; repeat <= REPEATS; repeat++) {
      for (const [name, way] of Object.entries(ways)) {
        const taken = await way();
        if (repeat > 0) seconds.get(name)!.push(taken);
      }
    }
    assertSameStacks(ours, path.join(stock, "cdktf.out"));
    report(seconds.get("npm start")!, seconds.get("cdktf synth, ts-node")!);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cdktf(): string {
  return path.join(ROOT, "node_modules/.bin/cdktf");
}

async function time(
  command: string,
  args: readonly string[],
  cwd: string,
  variables: NodeJS.ProcessEnv,
): Promise<number> {
  // Whatever starts `node` by name shall get the one that runs this bench.
  const PATH = `${path.dirname(process.execPath)}:${process.env["PATH"]}`;
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", ...variables, PATH };
  const started = performance.now();
  await run(command, args, { cwd, env });
  return (performance.now() - started) / 1000;
}

/** Two ways that write different stacks are not comparable. */
function assertSameStacks(ours: string, stock: string): void {
  const [own, other] = [ours, stock].map((folder) => readdirSync(path.join(folder, "stacks")));
  if (own!.join() !== other!.join()) throw new Error(`Stacks ${own!.join()}, ${other!.join()}`);
}

function report(ours: readonly number[], stock: readonly number[]): void {
  const rows = [
    ["way", "median s", "fastest s", "slowest s"],
    ["npm start", ...spread(ours)],
    ["cdktf synth, ts-node", ...spread(stock)],
  ];
  console.log(`Node ${process.version}, ${cpus().length} cores`);
  for (const line of table(rows, 80)) console.log(line);
  const ratio = round(median(ours) / median(stock));
  console.log(JSON.stringify({ bench: "start", node: process.version, oursToStock: ratio }));
}

function spread(seconds: readonly number[]): string[] {
  return [median(seconds), Math.min(...seconds), Math.max(...seconds)].map((value) =>
    value.toFixed(2),
  );
}

void main();
