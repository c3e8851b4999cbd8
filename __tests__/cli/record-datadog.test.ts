import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { recordDatadog } from "../../cli/commands/record-datadog";
import { Failure } from "../../cli/failure";
import { monitorsOfExport, RecordingFile, replay } from "../../lab";
import { exportedMonitor } from "../lab/inputs/exported";
import { runCli } from "../support/run-cli";

const KEYS = { DD_API_KEY: "api-secret", DD_APP_KEY: "app-secret" };
const MONITORS = [
  exportedMonitor(
    1,
    "query alert",
    "sum(last_5m):sum:llm.errors{service:chat,!error_type:validation} by {model}.as_count() > 20",
  ),
  exportedMonitor(2, "query alert", "percentile(last_5m):p95:llm.latency_ms{service:chat} > 9000"),
  exportedMonitor(3, "query alert", "avg(last_5m):avg:llm.latency_ms{service:chat} > 900"),
  exportedMonitor(4, "query alert", "avg(last_5m):avg:queue.size{env:prod} > 5"),
];

interface Asked {
  readonly method: string;
  readonly query: string;
  readonly from: number;
  readonly to: number;
}

/** Answers as Datadog's query API does: a point each minute, the end of the span included. */
class QueryServer {
  readonly asked: Asked[] = [];
  /** Statuses to answer with before anything else. */
  failures: number[] = [];
  interval = 60;
  private readonly server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    const of = (name: string): string => url.searchParams.get(name) ?? "";
    const status = this.failures.shift();
    if (status !== undefined) {
      response.writeHead(status, { "x-ratelimit-reset": "0.001" }).end("{}");
      return;
    }
    const one = { query: of("query"), from: Number(of("from")), to: Number(of("to")) };
    this.asked.push({ method: `${request.method} ${url.pathname}`, ...one });
    response.end(JSON.stringify({ status: "ok", series: this.series(one) }));
  });

  private series({ query, from, to }: Omit<Asked, "method">): object[] {
    const isSum = query.startsWith("sum:llm.latency_ms");
    const value = query.includes("errors") ? 6 : isSum ? 4_000 : 4;
    const groups = query.includes("errors")
      ? ["service:chat", "model:gpt-4.1", "error_type:N/A"]
      : ["service:chat"];
    const step = this.interval;
    const pointlist: [number, number | null][] = [];
    for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
      pointlist.push([time * 1_000, time % 7_200 === 0 ? null : value]);
    }
    return query.includes("queue") ? [] : [{ interval: step, tag_set: groups, pointlist }];
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe("datadog-llm record --from datadog", () => {
  let folder: string;
  let server: QueryServer;
  let url: string;
  const printed: string[] = [];
  const before = { ...process.env };
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-record-"));
    writeFileSync(path.join(folder, "monitors.json"), JSON.stringify(MONITORS));
    server = new QueryServer();
    url = await server.start();
    Object.assign(process.env, KEYS);
    printed.length = 0;
    jest.spyOn(console, "log").mockImplementation((text: string) => printed.push(text));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    process.env = { ...before };
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const record = async (last = "2d"): Promise<string> => {
    const out = path.join(folder, "recording.jsonl");
    const monitors = path.join(folder, "monitors.json");
    await recordDatadog({ out, last, app: "main.ts", stacks: [], monitors, apiUrl: url });
    return out;
  };

  it("asks page by page for what the monitors read, and only reads", async () => {
    await record();
    expect(new Set(server.asked.map(({ method }) => method))).toEqual(
      new Set(["GET /api/v1/query"]),
    );
    expect([...new Set(server.asked.map(({ query }) => query))]).toEqual([
      "sum:llm.errors{service:chat} by {error_type,model,service}.as_count().rollup(sum, 60)",
      "sum:llm.latency_ms{service:chat} by {service}.as_count().rollup(sum, 60)",
      "count:llm.latency_ms{service:chat} by {service}.as_count().rollup(sum, 60)",
      "avg:queue.size{env:prod} by {env}.rollup(avg, 60)",
    ]);
    const pages = server.asked.filter(({ query }) => query.startsWith("sum:llm.errors"));
    expect(pages).toHaveLength(3);
    pages.slice(1).forEach(({ from }, index) => expect(from).toBe(pages[index]!.to));
    expect(pages.at(-1)!.to - pages[0]!.from).toBe(2 * 86_400);
  });

  it("writes what the lab reads: each minute once, in order, with totals and means as they are", async () => {
    const file = new RecordingFile(await record());
    const points = [...file];
    const errors = points.filter(({ name }) => name === "llm.errors");
    expect(errors).toHaveLength(2 * 1_440 - 24);
    expect(errors[0]!.tags).toEqual(["model:gpt-4.1", "service:chat"]);
    expect(points.find(({ name }) => name === "llm.latency_ms")).toMatchObject({
      ...{ type: "d", values: [1_000], sampleRate: 0.25 },
    });
    const times = points.map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const run = replay(monitorsOfExport(MONITORS), points);
    const fired = run.alerts.filter(({ firedAtMinute }) => firedAtMinute !== null);
    expect(fired.map(({ signal, value }) => [signal, value])).toEqual([
      ["Monitor 1", 24],
      ["Monitor 3", 1_000],
    ]);
    expect(replay(monitorsOfExport(MONITORS), file).unsupported).toEqual([
      expect.objectContaining({
        name: "Monitor 2",
        reason: expect.stringContaining("the means of minutes of llm.latency_ms"),
      }),
    ]);
  });

  it("says at which resolution, which metrics had none, and which monitors it says nothing about", async () => {
    server.interval = 300;
    await record();
    const said = printed.join("\n");
    expect(said).toContain("Datadog gave a point every 300 s");
    expect(said).toContain("No points: queue.size.");
    expect(said).toMatch(/Percentiles cannot be recorded: .*\n {2}Monitor 2$/);
  });

  it("waits where the rate limit is used up, and asks again after a failure", async () => {
    server.failures = [429, 503];
    await record("1h");
    expect(server.asked).toHaveLength(4);
  });

  it("leaves no half of a file where the keys are refused", async () => {
    server.failures = [403];
    await expect(record()).rejects.toThrow(Failure);
    expect(existsSync(path.join(folder, "recording.jsonl"))).toBe(false);
  });

  it.each([
    [
      ["--from", "grafana", "--port", "1"],
      '--port does not go with --from.\n--from: "grafana" given; allowed: datadog',
    ],
    [["--last", "7d", "--site", "x"], "--last needs --from datadog.\n--site needs --from datadog."],
    [["--from", "datadog", "--last", "1y"], '--last: "1y" given; allowed: such as 36h or 7d'],
    [["--from", "datadog"], "set DD_API_KEY and DD_APP_KEY in the environment"],
  ])("refuses %j", (args, message) => {
    const { status, stderr } = runCli(["record", ...args], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  });
});
