import { createSocket } from "node:dgram";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { bootstrap } from "../../cli/commands/bootstrap";
import { BOOTSTRAP_TAG_VALUE, bootstrapDatagram } from "../../cli/bootstrap/points";
import { codeReview, supportAgent } from "../../examples/services";
import { METRIC_NAMES, METRICS } from "../../telemetry";
import { LoopbackServer } from "../support/loopback-server";
import { metricQueries } from "../support/metric-queries";
import { runCli } from "../support/run-cli";
import { synthService } from "../support/synth";

const printed = jest.spyOn(console, "log").mockImplementation(() => undefined);
const progress = jest.spyOn(console, "error").mockImplementation(() => undefined);
afterEach(() => {
  printed.mockClear();
  progress.mockClear();
});

const output = (): string => [...printed.mock.calls, ...progress.mock.calls].join("\n");

describe("datadog-llm bootstrap through an agent", () => {
  it("sends one point of every metric, with every tag", async () => {
    const agent = createSocket("udp4");
    const received: string[] = [];
    const all = new Promise<void>((resolve) => {
      agent.on("message", (datagram) => {
        received.push(datagram.toString());
        if (received.length === METRIC_NAMES.length) resolve();
      });
    });
    agent.bind(0, "127.0.0.1");
    await once(agent, "listening");
    const via = { host: "127.0.0.1", port: agent.address().port };
    await bootstrap({ via, api: { url: "", apiKey: "" }, wait: false, dryRun: false });
    await all;
    agent.close();
    expect(received.sort()).toEqual(METRIC_NAMES.map(bootstrapDatagram).sort());
    expect(output()).toContain(`${METRIC_NAMES.length} metrics to the agent at 127.0.0.1:`);
  });

  it("tags its points so that no monitor reads them", () => {
    expect(bootstrapDatagram("llm.latency_ms")).toMatch(
      new RegExp(
        `^llm\\.latency_ms:0\\|d\\|#env:${BOOTSTRAP_TAG_VALUE},service:${BOOTSTRAP_TAG_VALUE},`,
      ),
    );
    const monitors = [supportAgent, codeReview].flatMap((service) =>
      Object.values(synthService(service).monitors),
    );
    for (const query of monitors.flatMap(({ query }) => metricQueries(query))) {
      expect(query.filters).toContain("env:production");
    }
  });
});

/** Plays Datadog's API on the loopback interface. */
class FakeDatadog extends LoopbackServer {
  readonly received: { readonly request: IncomingMessage; readonly body: any }[] = [];
  /** Answers these first, in order; then 202 to points and 200 to questions. */
  readonly answers: { readonly status: number; readonly headers?: Record<string, string> }[] = [];
  /** Metrics that it does not know, and the number of times it says so. */
  readonly unknown = new Map<string, number>();

  protected respond(request: IncomingMessage, text: string, response: ServerResponse): void {
    this.received.push({ request, body: text === "" ? undefined : JSON.parse(text) });
    const { status, headers } = this.answers.shift() ?? { status: this.statusOf(request) };
    response.writeHead(status, headers).end(`{"errors":["as api-secret asked"]}`);
  }

  private statusOf({ method, url }: IncomingMessage): number {
    if (method === "POST") return 202;
    const metric = url!.replace("/api/v1/metrics/", "");
    const left = this.unknown.get(metric) ?? 0;
    this.unknown.set(metric, left - 1);
    return left > 0 ? 404 : 200;
  }
}

describe("datadog-llm bootstrap through Datadog's API", () => {
  let datadog: FakeDatadog;
  let url: string;
  const slept: number[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    sleep: (ms: number) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
  beforeEach(async () => {
    datadog = new FakeDatadog();
    url = await datadog.start();
    slept.length = 0;
    now = 0;
  });
  afterEach(() => datadog.stop());

  const run = (wait: boolean, base = url): Promise<void> =>
    bootstrap({
      via: "api",
      api: { url: base, apiKey: "api-secret", appKey: "app-secret", clock },
      wait,
      dryRun: false,
    });

  const paths = (): string[] =>
    datadog.received.map(({ request }) => `${request.method} ${request.url}`);

  it("sends every metric once, in the type and with the tags that the agent would send", async () => {
    const before = Math.floor(Date.now() / 1_000);
    await run(false);
    expect(paths()).toEqual(["POST /api/v2/series", "POST /api/v1/distribution_points"]);
    const [counts, distributions] = datadog.received.map(({ body }) => body.series);
    for (const { request } of datadog.received) {
      expect(request.headers["dd-api-key"]).toBe("api-secret");
    }
    const names = [...counts, ...distributions].map(({ metric }: any) => metric);
    expect(names.sort()).toEqual([...METRIC_NAMES].sort());
    const requests = counts.find(({ metric }: any) => metric === "llm.requests");
    expect(requests).toMatchObject({ type: 2, interval: 10, points: [{ value: 0 }] });
    expect(requests.points[0].timestamp).toBeGreaterThanOrEqual(before);
    const latency = distributions.find(({ metric }: any) => metric === "llm.latency_ms");
    expect(latency).toMatchObject({ type: "distribution", points: [[expect.any(Number), [0]]] });
    expect(latency.tags).toEqual(
      METRICS["llm.latency_ms"].tags.map((tag) => `${tag}:${BOOTSTRAP_TAG_VALUE}`),
    );
    expect(output()).toContain(`metrics to ${url}`);
    expect(output()).toContain("--wait");
  });

  it("waits until each metric is known, asking only for those that are missing", async () => {
    datadog.unknown.set("llm.requests", 2).set("llm.latency_ms", 1);
    await run(true);
    const asked = paths().filter((path) => path.startsWith("GET"));
    expect(asked).toHaveLength(METRIC_NAMES.length + 2 + 1);
    expect(asked.at(-1)).toBe("GET /api/v1/metrics/llm.requests");
    expect(datadog.received.at(-1)!.request.headers["dd-application-key"]).toBe("app-secret");
    expect(slept).toEqual([10_000, 10_000]);
    const { length } = METRIC_NAMES;
    expect(progress.mock.calls.flat()).toEqual([
      `${length - 2} of ${length} metrics known after 0 s`,
      `${length - 1} of ${length} metrics known after 10 s`,
      `${length} of ${length} metrics known after 20 s`,
    ]);
    expect(output()).toContain("npx cdktf deploy '*' --parallelism 4");
  });

  it("gives up after a quarter of an hour, and names what is missing", async () => {
    datadog.unknown.set("llm.tasks", Infinity);
    await expect(run(true)).rejects.toThrow("After 15 minutes Datadog does not know llm.tasks.");
  });

  it("tries again where Datadog is busy or failing, after the pause that it names", async () => {
    const limited = { status: 429, headers: { "x-ratelimit-reset": "7" } };
    datadog.answers.push({ status: 503 }, limited, { status: 502 });
    await run(false);
    expect(slept).toEqual([1_000, 7_000, 4_000]);
    expect(paths()).toHaveLength(5);
  });

  it("ends where Datadog goes on failing", async () => {
    datadog.answers.push(...Array.from({ length: 5 }, () => ({ status: 500 })));
    await expect(run(false)).rejects.toThrow(`POST /api/v2/series: ${url} answers 500.`);
    expect(paths()).toHaveLength(5);
  });

  it("says which key is refused, at once", async () => {
    datadog.answers.push({ status: 202 }, { status: 202 }, { status: 403 });
    await expect(run(true)).rejects.toThrow(/refuses the key \(403\).*scope metrics_read.*DD_SITE/);
    expect(slept).toEqual([]);
  });

  it("prints no key, whatever Datadog answers", async () => {
    datadog.answers.push({ status: 400 });
    await expect(run(false)).rejects.toThrow(`${url} answers 400. {"errors":["as … asked"]}`);
    expect(output()).not.toMatch(/api-secret|app-secret/);
  });

  it("carries no key to where Datadog redirects", async () => {
    const other = new FakeDatadog();
    const headers = { location: `${await other.start()}/api/v2/series` };
    datadog.answers.push(...Array.from({ length: 5 }, () => ({ status: 307, headers })));
    const ended = await run(false).catch((error: unknown) => (error as Error).message);
    await other.stop();
    expect(other.received).toEqual([]);
    expect(ended).toMatch(/no answer \(unexpected redirect\)/);
  });

  it("names the address where nothing answers", async () => {
    await datadog.stop();
    await expect(run(false)).rejects.toThrow(
      /^POST http:\/\/127\.0\.0\.1:\d+\/api\/v2\/series: no answer \(connect ECONNREFUSED/,
    );
    expect(slept).toEqual([1_000, 2_000, 4_000, 8_000]);
  });
});

describe("the arguments of datadog-llm bootstrap", () => {
  const KEYS = { DD_API_KEY: "api-secret", DD_APP_KEY: "app-secret" };

  it.each([
    [[], {}, /^llm\.requests:0\|c\|#/],
    [[], KEYS, /^POST https:\/\/api\.datadoghq\.com\/api\/v2\/series\n/],
    [[], { ...KEYS, DD_SITE: "datadoghq.eu" }, /^POST https:\/\/api\.datadoghq\.eu\//],
    [["--site", "us5.datadoghq.com"], KEYS, /^POST https:\/\/api\.us5\.datadoghq\.com\//],
    [["--via", "agent"], KEYS, /^llm\.requests:0\|c\|#/],
    [["--host", "agent"], KEYS, /^llm\.requests:0\|c\|#/],
  ])("choose with %j and %j how the points are sent", (args, env, first) => {
    const { status, stdout } = runCli(["bootstrap", "--dry-run", ...args], { env });
    expect(status).toBe(0);
    expect(stdout).toMatch(first);
    expect(stdout).not.toContain("secret");
  });

  it.each([
    [["--via", "mail"], {}, '--via: "mail" given; allowed: api, agent'],
    [["--via", "api"], {}, "--via api asks Datadog: set DD_API_KEY in the environment."],
    [
      ["--wait"],
      { DD_API_KEY: "k" },
      "--wait asks Datadog: set DD_APP_KEY in the environment (the",
    ],
    [["--site", "eu"], KEYS, '--site: "eu" given; allowed: datadoghq.com, us3.datadoghq.com'],
    [["--api-url", "http://proxy.example.com"], KEYS, "--api-url: "],
    [["--port", "high"], {}, '--port: "high" given; allowed: 1 to 65535'],
  ])("are refused with status 2 where they are %j", (args, env, message) => {
    const { status, stderr } = runCli(["bootstrap", ...args], { env });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  });
});
