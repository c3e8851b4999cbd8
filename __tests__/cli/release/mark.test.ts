import type { IncomingMessage, ServerResponse } from "node:http";
import { App } from "cdktf";
import { DatadogApi } from "../../../cli/datadog/datadog-api";
import { EVENTS_PATH, markEvent } from "../../../cli/release/mark-event";
import { markOf, type NamedMark } from "../../../cli/release/mark-of";
import { LlmServiceStack } from "../../../constructs";
import { codeReview, supportAgent } from "../../../examples/services";
import { RELEASE_MARK_TAG, type ReleaseMark } from "../../../telemetry";
import { unparsedAnswer } from "../../support/datadog-api";
import { LoopbackServer } from "../../support/loopback-server";
import { exampleApp, runCli } from "../../support/run-cli";
import { synthService, widgetsOf } from "../../support/synth";

const NOW = 1_780_300_000;
const MARK: ReleaseMark = {
  service: "support-agent",
  env: "production",
  prompt: "support_triage",
  version: "2026-06-01.3",
  phase: "10%",
};

interface Event {
  readonly title: string;
  readonly tags: readonly string[];
  readonly aggregation_key: string;
  readonly alert_type: string;
}
const eventOf = (mark: Partial<ReleaseMark> = {}): Event =>
  markEvent({ ...MARK, ...mark }, NOW) as Event;

describe("the event that marks a step of a release", () => {
  it("is what Datadog's client sends, within the length that Datadog takes", () => {
    const event = eventOf();
    expect(unparsedAnswer(event, "v1", "EventCreateRequest")).toEqual([]);
    expect(event.title).toBe("support_triage 2026-06-01.3: for 10 % of the requests");
    expect(event.aggregation_key.length).toBeLessThanOrEqual(100);
    expect(eventOf({ phase: "rollback" })).toMatchObject({
      title: "support_triage 2026-06-01.3: rolled back",
      alert_type: "warning",
    });
  });

  it("has one key per step, whoever sends it when", () => {
    const later = markEvent(MARK, NOW + 60) as Event;
    expect(later.aggregation_key).toBe(eventOf().aggregation_key);
    const others = [eventOf({ phase: "20%" }), eventOf({ version: "2" }), eventOf({ env: "test" })];
    const keys = [eventOf(), ...others].map(({ aggregation_key }) => aggregation_key);
    expect(new Set(keys).size).toBe(4);
  });

  it("has tags as Datadog stores them", () => {
    expect(eventOf({ version: "Feature/A b" }).tags).toContain("prompt_version:feature/a_b");
    expect(eventOf().tags).toContain("release_phase:10_percent");
  });

  it("is found by each graph over time of the dashboard of versions", () => {
    const dashboards = Object.values(synthService(supportAgent).dashboards);
    const versions = dashboards.find(({ title }) => title.includes("Prompt versions"))!;
    const graphs = widgetsOf(versions).filter(({ definition }) => definition.type === "timeseries");
    expect(graphs.length).toBeGreaterThan(5);
    for (const { definition } of graphs) {
      const overlays = definition.requests!.filter((one) => one.display_type === "overlay");
      const searches = overlays.flatMap(({ queries = [] }) =>
        queries.flatMap(({ search }) => search?.query ?? []),
      );
      expect(searches).toHaveLength(1);
      const terms = searches[0]!
        .split(" ")
        .map((term) =>
          term.replace(/\$(\w+)\.value/, (_all, name: string) => selected(versions, name)),
        );
      expect(terms).toContain(RELEASE_MARK_TAG);
      for (const term of terms) expect(eventOf().tags).toContainEqual(matching(term));
    }
  });
});

type Dashboard = ReturnType<typeof synthService>["dashboards"][string];

function selected({ template_variables: variables }: Dashboard, name: string): string {
  return variables.find((one) => one.name === name)!.defaults[0]!;
}

/** `key:*` finds every value. */
const matching = (term: string) =>
  expect.stringMatching(new RegExp(`^${term.replace(".", "\\.").replace("*", ".+")}$`));

class Datadog extends LoopbackServer {
  readonly received: { path: string; key: unknown; body: string }[] = [];
  readonly statuses: number[] = [];

  protected respond(request: IncomingMessage, body: string, response: ServerResponse): void {
    const key = request.headers["dd-api-key"];
    this.received.push({ path: `${request.method} ${request.url}`, key, body });
    response.writeHead(this.statuses.shift() ?? 202).end(`{"errors":["as asked"]}`);
  }
}

describe("sending it", () => {
  const datadog = new Datadog();
  let api: DatadogApi;
  beforeAll(async () => {
    const clock = { now: () => 0, sleep: () => Promise.resolve() };
    api = new DatadogApi({ url: await datadog.start(), apiKey: "the-key", clock });
  });
  afterAll(() => datadog.stop());

  it("goes on after a 429 and a failure with the same event, so that one line is drawn", async () => {
    datadog.statuses.push(429, 503);
    await api.post(EVENTS_PATH, eventOf());
    expect(datadog.received).toHaveLength(3);
    expect(new Set(datadog.received.map(({ body }) => body)).size).toBe(1);
    expect(datadog.received[0]).toMatchObject({ path: "POST /api/v1/events", key: "the-key" });
  });

  it("says that a key is refused, or of another site, and asks for no other key", async () => {
    datadog.statuses.push(403);
    const message = await api.post(EVENTS_PATH, eventOf()).catch(String);
    expect(message).toMatch(/refuses the key \(403\)\. Is DD_API_KEY of this site\? --site/);
    expect(message).not.toContain("application key");
  });
});

describe("datadog-llm release mark", () => {
  const mark = (args: readonly string[], env: Record<string, string> = {}) =>
    runCli(["release", "mark", "--app", exampleApp(), ...args], { env });

  it("prints the event of the declared candidate with --dry-run, without a key", () => {
    const { status, stdout, stderr } = mark(["--phase", "start", "--dry-run"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const [line = "", ...body] = stdout.split("\n");
    expect(line).toBe("POST https://api.datadoghq.com/api/v1/events");
    expect(JSON.parse(body.join("\n"))).toMatchObject({
      title: "support_triage 2026-06-01.3: started",
      tags: eventOf({ phase: "start" }).tags,
    });
  });

  it("is told everything that is wrong at once", () => {
    const wrong = ["--prompt", "suport_triage", "--phase", "20", "--dry-run"];
    const { status, stderr } = mark(wrong);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^No service declares the prompt suport_triage\. Did you mean/);
    expect(stderr).toContain('--phase: "20" given; allowed: start, a share from 1% to 99%, full');
  });

  it("is told that it needs a key", () => {
    const { status, stderr } = mark(["--phase", "start"]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "release mark sends an event to Datadog: set DD_API_KEY, or --dry-run.\n",
    });
  });
});

describe("a mark is refused", () => {
  const app = new App();
  for (const service of [supportAgent, codeReview]) {
    new LlmServiceStack(app, service.service, { service, notify: { alert: ["@a"] } });
  }

  it.each<[string, NamedMark, RegExp]>([
    [
      "of a version that is not of the release",
      { phase: "start", version: "2026-06-01.4" },
      /^--version: "2026-06-01\.4" given; the release of support_triage is of 2026-06-01\.2 and/,
    ],
    [
      "of a prompt without a release, where no version is named",
      { phase: "start", prompt: "review_diff" },
      /^review_diff declares no release: name --version <version>\.$/,
    ],
    ["without a phase", {}, /^--phase: nothing given; allowed: start, /],
    ["for nobody", { phase: "0%" }, /^--phase: "0%" given/],
    ["of a stack that is not there", { phase: "full", stack: "x" }, /^There is no stack "x"/],
  ])("%s", (_what, named, message) => {
    expect(() => markOf(app, named)).toThrow(message);
  });

  it("but not of any version of a prompt that declares no release", () => {
    const named = { phase: "full", prompt: "review_diff", version: "b1946ac" };
    expect(markOf(app, named)).toMatchObject({ service: "code-review", version: "b1946ac" });
  });
});
