/**
 * Backtests a week of `support-agent`: records a healthy week through the real runtime and dd-trace
 * (`scripts/record-week.ts`, some minutes), and runs `datadog-llm lab --recording … --thresholds` over it
 * in a process of its own. The table's own thresholds have to say what a run without the table says.
 *
 * Prints, as the last line, one JSON object.
 *
 * Run: node --import tsx bench/lab-backtest.ts [week.jsonl, one that was recorded before]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BacktestRow, Run } from "../lab";

const ROOT = path.resolve(__dirname, "..");
const TELL_COST = [
  "process.on('exit', () => {",
  "  const { user, system } = process.cpuUsage();",
  "  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);",
  "  console.error('cost ' + JSON.stringify({ cpuSeconds: (user + system) / 1e6, megabytes }));",
  "});",
].join("");

interface Printed {
  readonly runs: readonly Pick<Run, "alerts">[];
  readonly thresholds?: readonly BacktestRow[];
}

interface Measured {
  readonly printed: Printed;
  /** CPU seconds, and megabytes at most. */
  readonly cost: Readonly<Record<string, number>>;
  readonly seconds: number;
}

function lab(file: string, ...options: readonly string[]): Measured {
  const args = ["cli/main.ts", "lab", "--recording", file, "--stack", "support-agent", "--json"];
  const started = performance.now();
  const { stdout, stderr } = node([
    ...["--import", `data:text/javascript,${TELL_COST}`],
    ...args,
    ...options,
  ]);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const cost = JSON.parse(/cost (.*)/.exec(stderr)?.[1] ?? "{}") as Measured["cost"];
  return { printed: JSON.parse(stdout) as Printed, cost, seconds };
}

function node(args: readonly string[]): { readonly stdout: string; readonly stderr: string } {
  const options = { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  const ran = spawnSync(process.execPath, ["--import", "tsx", ...args], options);
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran;
}

/** @throws Error where the table and a run without it say different things of an alert */
function requireAgreement(rows: readonly BacktestRow[], { runs }: Printed): void {
  const alerts = runs.flatMap((run) => run.alerts);
  for (const { signal, key, pages } of rows.filter(({ isOwn }) => isOwn)) {
    const own = alerts.filter((alert) => alert.signal === signal && alert.key === key);
    const times = own.reduce((sum, alert) => sum + alert.times, 0);
    if (times !== pages)
      throw new Error(`${signal}/${key}: ${pages} in the table, ${times} in a run`);
  }
}

function main([given]: readonly string[]): void {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-backtest-"));
  try {
    const file = given ?? path.join(folder, "week.jsonl");
    const recorded = given === undefined ? node(["scripts/record-week.ts", file]).stdout : "{}";
    const { requests, points } = JSON.parse(recorded) as Record<string, unknown>;
    const { printed, cost, seconds } = lab(file, "--thresholds");
    const { thresholds = [] } = printed;
    requireAgreement(thresholds, lab(file).printed);
    const fileMegabytes = Math.round(statSync(file).size / 1e6);
    const of = { name: "lab-backtest", requests, points, fileMegabytes, rows: thresholds.length };
    console.log(JSON.stringify({ ...of, seconds, ...cost }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main(process.argv.slice(2));
