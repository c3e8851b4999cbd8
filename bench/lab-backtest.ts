/**
 * Backtests a week of `support-agent`: makes the calls of a healthy week through the real runtime, writes
 * the points as `datadog-llm record` does, and runs `datadog-llm lab --recording … --thresholds` over them
 * in a process of its own.
 *
 * Prints, as the last line, one JSON object.
 *
 * Run: node --import tsx bench/lab-backtest.ts
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { supportAgent } from "../examples/services";
import { healthyWeeks } from "../lab";
import { MetricStore, type Series, type SeriesType } from "../lab/metrics";
import { headerLine, pointLine, type TypeCode } from "../lab/recorder/format";
import { Traffic } from "../lab/simulation";

const PER_MINUTE = Number(process.env["BENCH_PER_MINUTE"] ?? 12);
/** Monday, 1 June 2026, midnight UTC. */
const MONDAY = 1_780_272_000;
const WEEK = 7 * 86_400;
const CODES: Readonly<Record<SeriesType, TypeCode>> = { count: "c", distribution: "d", gauge: "g" };
const ROOT = path.resolve(__dirname, "..");

/** Points are held for an hour, and written in the order of time, as they would have arrived. */
class Writer extends MetricStore {
  points = 0;
  private readonly nameOf = new Map<Series, string>();
  private waiting: { readonly time: number; readonly line: string }[] = [];

  constructor(private readonly descriptor: number) {
    super();
  }

  override seriesOf(...[type, name, tags]: Parameters<MetricStore["seriesOf"]>) {
    const series = super.seriesOf(type, name, tags);
    if (series) this.nameOf.set(series, name);
    return series;
  }

  override addTo(series: Series, value: number, timestamp: number): void {
    const { type, tagList: tags } = series;
    const name = this.nameOf.get(series) ?? "";
    const point = { name, type: CODES[type], values: [value], tags, sampleRate: 1, timestamp };
    this.waiting.push({ time: timestamp, line: pointLine(point) });
    this.points += 1;
  }

  write(until: number): void {
    const due = this.waiting.filter(({ time }) => time < until).sort((a, b) => a.time - b.time);
    this.waiting = this.waiting.filter(({ time }) => time >= until);
    writeSync(this.descriptor, due.map(({ line }) => line).join(""));
  }
}

/** @returns How many requests and points there are. */
function writeWeek(file: string): { requests: number; points: number } {
  const descriptor = openSync(file, "wx");
  writeSync(descriptor, headerLine(new Date(MONDAY * 1_000)));
  const store = new Writer(descriptor);
  const service = { ...supportAgent, traffic: { perMinute: PER_MINUTE } };
  const traffic = new Traffic({
    service,
    scenario: healthyWeeks(1),
    store,
    seed: 1,
    onset: MONDAY,
  });
  for (let time = MONDAY; time < MONDAY + WEEK; time += 60) {
    traffic.playMinute(time);
    if ((time - MONDAY) % 3_600 === 0) store.write(time);
  }
  store.write(Infinity);
  closeSync(descriptor);
  return { requests: traffic.requests, points: store.points };
}

function main(): void {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-backtest-"));
  try {
    const file = path.join(folder, "week.jsonl");
    const written = writeWeek(file);
    const lab = ["lab", "--recording", file, "--thresholds", "--stack", "support-agent", "--json"];
    const code = [
      "process.on('exit', () => {",
      "  const { user, system } = process.cpuUsage();",
      "  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);",
      "  console.error('cost ' + JSON.stringify({ cpuSeconds: (user + system) / 1e6, megabytes }));",
      "});",
    ];
    const node = ["--import", "tsx", "--import", `data:text/javascript,${code.join("")}`];
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...node, "cli/main.ts", ...lab],
      { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 28 },
    );
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    if (status !== 0) throw new Error(stderr);
    const { thresholds } = JSON.parse(stdout) as { readonly thresholds: readonly unknown[] };
    const cost = JSON.parse(/cost (.*)/.exec(stderr)?.[1] ?? "{}") as Record<string, number>;
    const fileMegabytes = Math.round(statSync(file).size / 1e6);
    const rows = thresholds.length;
    console.log(
      JSON.stringify({ name: "lab-backtest", ...written, fileMegabytes, rows, seconds, ...cost }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
