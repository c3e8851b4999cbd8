import { ReadOnlyDatadog } from "../../../cli/datadog/read-only";
import { exitCodeFor } from "../../../cli/doctor/examine";
import type { Finding } from "../../../cli/doctor/finding";
import { doctorReport } from "../../../cli/doctor/report";
import { unparsedAnswer } from "../../support/datadog-api";
import { DatadogServer } from "../../support/datadog-server/server";
import { Examination, synthSubject, TestClock } from "./subject";

const subject = synthSubject();
let examination: Examination;
beforeEach(() => {
  examination = new Examination(subject);
});
afterEach(() => {
  expect(examination.server.writes).toEqual([]);
});

const unknownOf = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ check, result }) => (result === "unknown" ? [check] : []));

const READING = [
  "user_app_keys",
  "monitors_read",
  "metrics_read",
  "timeseries_query",
  "apm_retention_filter_read",
];

describe("a permission that lacks", () => {
  it.each([
    ["monitors_read", ["monitors accepted", "monitors deployed", "monitors data"]],
    [
      "metrics_read",
      [
        "metrics arrived",
        "metric types",
        "metric tags",
        "tag values",
        "percentiles",
        "metric settings",
      ],
    ],
    ["timeseries_query", ["prices", "telemetry health"]],
    ["apm_retention_filter_read", ["traces"]],
  ])("is named where it is %s, and the other checks go on", async (permission, checks) => {
    examination.state.scopes = READING.filter((scope) => scope !== permission);
    const findings = await examination.run();
    expect(unknownOf(findings)).toEqual(checks);
    for (const { result, found, cure } of findings.filter((one) => one.result === "unknown")) {
      expect({ result, found, cure }).toEqual({
        result: "unknown",
        found: expect.stringContaining(`lack the permission ${permission}`),
        cure: expect.stringContaining(`the scope ${permission}`),
      });
    }
    expect(exitCodeFor(findings)).toBe(3);
  });

  it("to list keys is no gap: what lacks shows where it is needed", async () => {
    examination.state.scopes = READING.slice(1);
    const findings = await examination.run();
    expect(findings.filter(({ result }) => result !== "ok")).toEqual([]);
  });
});

describe("an answer that does not come", () => {
  it("is waited for where Datadog limits the rate, for as long as it says", async () => {
    const headers = { "x-ratelimit-reset": "7" };
    examination.server.troubles.push({ on: /retention-filters/, status: 429, headers, times: 2 });
    const findings = await examination.run();
    expect(findings.filter(({ result }) => result !== "ok")).toEqual([]);
    expect(examination.clock.slept).toEqual([7_000, 7_000]);
  });

  it("is asked for again where Datadog fails, and then not known", async () => {
    examination.server.troubles.push({ on: /GET \/api\/v1\/query/, status: 503 });
    const findings = await examination.run();
    expect(unknownOf(findings)).toEqual(["prices", "telemetry health"]);
    expect(findings.find(({ check }) => check === "prices")!.found).toBe(
      "Not known: it answers 503.",
    );
    expect(examination.clock.slept.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(exitCodeFor(findings)).toBe(3);
  });

  it("is given up when it is slow, each time", async () => {
    const server = new DatadogServer(examination.state);
    server.troubles.push({ on: /./, status: 200, hang: true });
    const clock = new TestClock();
    const url = await server.start();
    const api = new ReadOnlyDatadog({ url, apiKey: "a", appKey: "b", clock, timeoutMs: 20 });
    const answer = await api.get("/api/v1/validate");
    await server.stop();
    expect(answer).toEqual({ kind: "unanswered", why: expect.stringMatching(/timeout/) });
    // By the waits between them: on a busy machine an attempt may end before it is sent.
    expect(clock.slept).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  it("ends the questions after three in a row", async () => {
    examination.server.troubles.push({
      on: /\/api\/v[12]\/(metrics|monitor|query|apm)/,
      status: 500,
    });
    const findings = await examination.run();
    expect(exitCodeFor(findings)).toBe(3);
    // Three questions, five attempts each, and those that were under way.
    expect(examination.server.requests.length).toBeLessThan(40);
    expect(findings.at(-1)!.found).toContain("not asked, because it did not answer before");
  });

  it("of the keys ends everything, with status 3", async () => {
    examination.server.troubles.push({ on: /validate$/, status: 502 });
    const findings = await examination.run();
    expect(findings.map(({ check, result }) => [check, result])).toEqual([["keys", "unknown"]]);
    expect(exitCodeFor(findings)).toBe(3);
  });

  it("is not looked for elsewhere: a redirect would carry the keys away", async () => {
    const elsewhere = new DatadogServer(examination.state);
    const location = `${await elsewhere.start()}/api/v1/validate`;
    examination.server.troubles.push({ on: /validate$/, status: 307, headers: { location } });
    const [finding] = await examination.run();
    await elsewhere.stop();
    expect(elsewhere.requests).toEqual([]);
    expect(finding!.found).toContain("unexpected redirect");
  });
});

describe("before the first deployment", () => {
  it("composites are not known, everything else is checked, and the cure is to deploy", async () => {
    examination.state.monitors = [];
    const findings = await examination.run();
    const accepted = findings.filter(({ check }) => check === "monitors accepted");
    expect(accepted.map(({ result }) => result)).toEqual(["ok", "unknown"]);
    expect(accepted[1]!.found).toMatch(/can be checked after the first deployment/);
    const missing = findings.find(({ fault }) => fault === "monitor-missing")!;
    expect(missing.cure).toBe("npx cdktf deploy support-agent");
    expect(exitCodeFor(findings)).toBe(1);
  });
});

describe("what is printed", () => {
  const everythingWrong = async (): Promise<Finding[]> => {
    const { state } = examination;
    state.refuse = () => `no such key ${state.apiKey} or ${state.appKey}`;
    state.metrics
      .get("llm.requests")!
      .points[0]!.tags.push("feature:sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789");
    state.filters = [];
    return examination.run();
  };

  it("holds no key, and no value that may be a secret", async () => {
    const { apiKey, appKey } = examination.state;
    const findings = await everythingWrong();
    const printed =
      JSON.stringify(findings) + doctorReport(findings, { width: 80, colours: false });
    expect(printed).toContain("no such key … or …");
    for (const secret of [apiKey, appKey, "abcdefghij"]) expect(printed).not.toContain(secret);
  });

  it("fits 80 columns, says what was found before its cure, and ends with a sum", async () => {
    const report = doctorReport(await everythingWrong(), { width: 80, colours: false });
    const lines = report.split("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(report).toMatch(/FAIL +monitors accepted +"\[support-agent/);
    const found = lines.findIndex((line) => line.includes("No filter keeps all error"));
    expect(lines[found + 1]!.trim()).toMatch(/^Cure: Enable "Error Default"/);
    expect(lines.at(-1)).toMatch(/^1 fault, 3 warnings, 0 not known\./);
  });
});

it("the official client's forms catch an answer that is not as documented", () => {
  expect(
    unparsedAnswer({ valid: true, more: 1 }, "v1", "AuthenticationValidationResponse"),
  ).toEqual([".more: unknown property"]);
  const unknownType = { data: { id: "x", type: "tags", attributes: { tags: [] } } };
  expect(unparsedAnswer(unknownType, "v2", "MetricAllTagsResponse")).not.toEqual([]);
});
