import { mkdtempSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { datasetCommand } from "../../../cli/commands/dataset";
import { readCases } from "../../../cli/evaluate/cases";
import { readRecording, Recorder, startLocalAgent } from "../../../lab";
import { encode } from "@msgpack/msgpack";
import { unparsedAnswer } from "../../support/datadog-api";
import { LoopbackServer } from "../../support/loopback-server";

const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-dataset-"));
let count = 0;
const fresh = (): string => path.join(folder, `${(count += 1)}.jsonl`);

/** Datadog's search of spans as documented: pages by cursor, and answers of the official client's form. */
class SpanServer extends LoopbackServer {
  readonly asked: { readonly query: string; readonly cursor?: string }[] = [];
  readonly malformed: string[] = [];
  failures: number[] = [];
  pages: object[][] = [];
  meta: object = { status: "done" };

  protected respond(request: IncomingMessage, text: string, response: ServerResponse): void {
    const status = this.failures.shift();
    if (request.method !== "POST" || request.url !== "/api/v2/spans/events/search") {
      response.writeHead(404).end("{}");
    } else if (status !== undefined) {
      // This product's errors are objects: https://docs.datadoghq.com/api/latest/spans/
      const body = { errors: [{ title: "trouble", detail: "an open (", status: String(status) }] };
      this.malformed.push(...unparsedAnswer(body, "v2", "JSONAPIErrorResponse"));
      response.writeHead(status, { "x-ratelimit-reset": "0.001" }).end(JSON.stringify(body));
    } else {
      this.malformed.push(...unparsedAnswer(JSON.parse(text), "v2", "SpansListRequest"));
      const { filter, page } = (
        JSON.parse(text) as {
          data: { attributes: { filter: { query: string }; page: { cursor?: string } } };
        }
      ).data.attributes;
      this.asked.push({ query: filter.query, ...page });
      const at = Number(page.cursor ?? 0);
      const more = at + 1 < this.pages.length ? { page: { after: String(at + 1) } } : {};
      const body = {
        data: (this.pages[at] ?? []).map((attributes, id) => ({
          id: String(id),
          type: "spans",
          attributes,
        })),
        meta: { ...this.meta, ...more },
      };
      this.malformed.push(...unparsedAnswer(body, "v2", "SpansListResponse"));
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    }
  }
}

const span = (request: string | undefined, minute: number, custom: object): object => ({
  trace_id: `trace-${request ?? minute}`,
  span_id: "1",
  start_timestamp: new Date(Date.UTC(2026, 5, 1, 12, minute)).toISOString(),
  service: "helpdesk",
  env: "production",
  attributes: { operation_name: "llm.request" },
  custom: {
    ...(request !== undefined && { request_id: request }),
    // As one object a level, and as one name with dots.
    llm: { prompt_name: "answer", model: "gpt-4.1" },
    "llm.prompt_version": "3",
    secret: "what a user asked",
    ...custom,
  },
});

describe("a data set of Datadog's spans", () => {
  let server: SpanServer;
  let url: string;
  let printed: string;
  beforeEach(async () => {
    server = new SpanServer();
    url = await server.start();
    printed = "";
    jest.spyOn(console, "log").mockImplementation((text: string) => void (printed += text));
    Object.assign(process.env, { DD_API_KEY: "api-secret", DD_APP_KEY: "app-secret" });
  });
  afterEach(async () => {
    await server.stop();
    jest.restoreAllMocks();
    delete process.env["DD_API_KEY"];
    delete process.env["DD_APP_KEY"];
  });
  const dataset = (out: string, ...more: string[]): Promise<void> =>
    datasetCommand([
      ...["--from", "datadog", "--service", "helpdesk", "--env", "production"],
      ...["--api-url", url, "--out", out, ...more],
    ]);

  it("has a case per failed request, over pages, which evaluate accepts, and no text", async () => {
    server.failures = [429, 503];
    server.pages = [
      [span("r-2", 2, { json_valid: "false" }), span("r-1", 1, { llm: { error_type: "timeout" } })],
      [span("r-2", 3, { "tool.status": "error" }), span(undefined, 4, {})],
    ];
    const out = fresh();
    await dataset(out);
    const cases = readCases(out);
    expect(cases.map(({ id }) => id)).toEqual(["r-1", "r-2", "trace-4"]);
    expect(cases[1]).toEqual({
      id: "r-2",
      request_id: "r-2",
      trace_id: "trace-r-2",
      url: "https://app.datadoghq.com/apm/trace/trace-r-2",
      time: "2026-06-01T12:02:00.000Z",
      failures: ["invalid_json", "failed_tool"],
      prompt: "answer",
      version: "3",
      model: "gpt-4.1",
    });
    expect(cases[0]).toMatchObject({ failures: ["error"], error_type: "timeout" });
    expect(readFileSync(out, "utf8")).not.toContain("asked");
    expect(printed).toContain("3 failed requests");
    expect(printed).toContain("1 without a request id");
    expect(server.asked.map(({ cursor }) => cursor)).toEqual([undefined, "1"]);
    expect(server.asked[0]?.query).toMatch(
      /^service:helpdesk env:production operation_name:\(llm\.request OR .*\) \(status:error OR @json_valid:false OR /,
    );
    expect(server.malformed).toEqual([]);
  });

  it("says what it searched for with --where, and where Datadog ran out of time", async () => {
    server.pages = [[span("r-1", 1, {})]];
    server.meta = { status: "timeout", warnings: [{ code: "x", title: "Slow", detail: "index" }] };
    await dataset(fresh(), "--where", "@llm.model:gpt-4.1");
    expect(server.asked[0]?.query).toMatch(/ \(@llm\.model:gpt-4\.1\)$/);
    expect(printed).toContain("Datadog warns: Slow: index.");
    expect(printed).toContain("spans may be missing");
  });

  it.each([
    [[403], "apm_read"],
    [[404], "no search of spans at this address"],
    [[400], "refuses the search service:helpdesk"],
    [[400], ": trouble: an open ("],
    [[429, 429, 429, 429, 429], "rate limit is used up (429). Nothing was written"],
    [[503, 503, 503, 503, 503], "answers 503"],
  ])("is none after %j, which is said without a key", async (failures, message) => {
    server.failures = failures;
    const error: unknown = await dataset(fresh()).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain("secret");
  });

  it("is none where nothing failed, and none over a file that exists", async () => {
    const out = fresh();
    await expect(dataset(out)).rejects.toThrow("No failed request was found");
    server.pages = [[span("r-1", 1, {})]];
    await dataset(out);
    await expect(dataset(out)).rejects.toThrow(/exists: name another file/);
  });
});

test("a recording keeps ids of failed calls alone, and becomes a data set", async () => {
  const [recording, out] = [fresh(), fresh()];
  const agent = await startLocalAgent();
  const recorder = new Recorder(agent, { file: recording });
  const sent = (name: string, error: number, meta: object, metrics: object = {}): object => ({
    trace_id: 255n,
    span_id: 7n,
    parent_id: 0n,
    ...{ name, resource: "r", service: "helpdesk", type: "", error, duration: 1n, metrics },
    start: 1_780_272_000_500_000_000n,
    meta: { request_id: "r-1", "llm.prompt_name": "answer", "llm.model": "gpt-4.1", ...meta },
  });
  const trace = [
    sent("llm.request", 0, { "_dd.p.tid": "6a1c", "llm.tenant_id": "secret tenant" }),
    sent("output.validation", 1, { json_valid: "false", "error.message": "secret text" }),
    sent("llm.request", 1, { "llm.prompt_environment": "shadow", request_id: "r-2" }),
    sent("web.request", 1, { request_id: "r-3" }),
    sent("eval.score", 0, { "eval.pass": "false", request_id: "some one@example.com" }),
  ];
  await fetch(`${agent.url}/v0.4/traces`, {
    method: "PUT",
    headers: { "content-type": "application/msgpack" },
    body: encode([trace], { useBigInt64: true }),
  });
  await recorder.stop();
  const text = readFileSync(recording, "utf8");
  expect(text).not.toContain("secret");
  expect(text).not.toContain("example.com");
  expect(readRecording(recording)).toEqual([]);
  jest.spyOn(console, "log").mockImplementation(() => undefined);
  const where = ["--where", "status:error failure:invalid_json model:gpt-4.1"];
  await datasetCommand([
    "--recording",
    recording,
    ...where,
    "--out",
    out,
    "--site",
    "datadoghq.eu",
  ]);
  expect(readCases(out)).toEqual([
    {
      id: "r-1",
      request_id: "r-1",
      trace_id: "6a1c00000000000000ff",
      url: "https://app.datadoghq.eu/apm/trace/6a1c00000000000000ff",
      time: "2026-06-01T00:00:00.500Z",
      failures: ["invalid_json"],
      prompt: "answer",
      model: "gpt-4.1",
    },
  ]);
  const asking = (terms: string): Promise<void> =>
    datasetCommand(["--recording", recording, "--where", terms, "--out", fresh()]);
  await expect(asking("tenant:x")).rejects.toThrow(
    /"tenant:x" given; of a recording allowed: status/,
  );
  await expect(asking("model:other")).rejects.toThrow("holds no failed call that matches");
  jest.restoreAllMocks();
});
