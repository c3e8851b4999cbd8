import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { recordedCalls } from "../../../cli/dataset/recorded-calls";
import { supportAgent } from "../../../examples/services";
import { backtest, monitorsOfStack, RecordingFile, replay } from "../../../lab";
import { synthService } from "../../support/synth";

/** A start of dd-trace through tsx takes seconds on a busy machine. */
jest.setTimeout(60_000);

const ROOT = path.resolve(__dirname, "../../..");
const NOON = Date.UTC(2026, 5, 2, 12) / 1_000;
const HOURS = 1.5;
const file = path.join(mkdtempSync(path.join(tmpdir(), "datadog-llm-recorded-")), "hour.jsonl");

interface Sent {
  readonly requests: number;
  readonly points: number;
  readonly failedCalls: number;
}

/** An incident from minute 30 to 75, through dd-trace and its sockets. */
function record(): Sent {
  const asked = ["--scenario", "several-at-once", "--per-minute", "20", "--hours", `${HOURS}`];
  const from = ["--from", new Date(NOON * 1_000).toISOString()];
  const script = ["--import", "tsx", "scripts/record-week.ts", file, ...asked, ...from];
  return JSON.parse(execFileSync(process.execPath, script, { cwd: ROOT, encoding: "utf8" }));
}

const sent = record();
const points = new RecordingFile(file);

/** The service's monitors with a part or a multiple of the thresholds that the signals have. */
function monitors(factor: number) {
  const signals = {
    provider_error_rate: { critical: 3 * factor },
    tool_failure_rate: { critical: 5 * factor },
  };
  return monitorsOfStack(JSON.parse(synthService(supportAgent, { signals }).text));
}

describe("traffic that is recorded through dd-trace", () => {
  it("arrives whole, at the simulated time", () => {
    const all = [...points];
    const requests = all.filter(({ name }) => name === "llm.requests");
    const count = requests.reduce((sum, { values: [value = 0] }) => sum + value, 0);
    expect(count).toBe(sent.requests);
    expect(count).toBeGreaterThan(1_000);
    expect(all.reduce((sum, { values }) => sum + values.length, 0)).toBe(sent.points);
    const times = all.map(({ timestamp }) => timestamp);
    // As late as dd-trace sends.
    expect(Math.min(...times)).toBe(NOON + 10);
    expect(times.every((time) => time % 10 === 0)).toBe(true);
    expect(Math.max(...times)).toBe(NOON + HOURS * 3_600);
  });

  it("names the calls that failed, at the time at which they began", () => {
    const calls = recordedCalls(file);
    expect(calls).toHaveLength(sent.failedCalls);
    const during = calls.filter(({ time }) => time >= NOON + 1_800 && time < NOON + 4_500);
    expect(during.length / calls.length).toBeGreaterThan(0.9);
    expect(calls.every(({ time }) => time >= NOON && time < NOON + HOURS * 3_600)).toBe(true);
  });

  it("is backtested as single runs are, with each threshold in the declaration", () => {
    const rows = backtest(monitors(1), points);
    const factors = [0.5, 0.75, 1, 1.5, 2, 3, 5];
    for (const signal of ["provider_error_rate", "tool_failure_rate"]) {
      const own = rows.filter((row) => row.signal === signal);
      expect(new Set(own.map(({ minutes }) => minutes)).size).toBeGreaterThan(1);
      factors.forEach((factor, index) => {
        const alerts = replay(monitors(factor), points).alerts.filter(
          (alert) => alert.signal === signal && alert.times > 0,
        );
        const firings = own[index]!.firings;
        expect(firings).toHaveLength(alerts.reduce((sum, { times }) => sum + times, 0));
        for (const { group, firedAtMinute, recoveredAtMinute } of alerts) {
          const ofGroup = firings.filter((one) => isDeepStrictEqual(one.group, group));
          expect(ofGroup.at(0)?.from).toBe(firedAtMinute);
          expect(ofGroup.at(-1)?.to).toBe(recoveredAtMinute);
        }
      });
    }
  });
});
