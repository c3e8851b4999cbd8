import { winstonLogger } from "../../../runtime";
import { REQUEST_LOG_FIELDS } from "../../../telemetry";
import { startLocalAgent, type LocalAgent } from "../../../lab/agent";
import { runService } from "../support/service-process";

let agent: LocalAgent;
beforeEach(async () => {
  agent = await startLocalAgent();
});
afterEach(() => agent.close());

type Logged = Record<string, unknown> & { readonly dd: { readonly span_id: string } };

it.each(["pino", "winston", "console"])(
  "%s gets a record per request, with the ids of its trace",
  async (name) => {
    const lines = await runService(agent, "logging", [name]);
    const records = lines.map((line) => JSON.parse(line) as Logged);
    expect(records).toHaveLength(2);
    expect(records[0]).toMatchObject({
      event: "llm_request_completed",
      request_id: "req_9f3a",
      feature: "support_agent",
      prompt_name: "support_triage",
      prompt_version: "2026-06-01.3",
      provider: "openai",
      model: "gpt-4.1",
      input_tokens: 120,
      output_tokens: 30,
      estimated_cost_usd: 0.0098,
      status: "success",
      dd: { trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    });
    expect(records[1]).toMatchObject({ status: "error", error_type: "rate_limit" });
    await agent.waitFor(() => agent.spans.length === 2);
    const spanIds = agent.spans.map(({ spanId }) => spanId.toString());
    expect(spanIds).toEqual(records.map(({ dd }) => dd.span_id));

    const fields = new Set(records.flatMap((record) => Object.keys(record)));
    for (const own of ["level", "message", "msg", "time", "timestamp", "pid", "hostname"])
      fields.delete(own);
    expect([...fields].sort()).toEqual(Object.keys(REQUEST_LOG_FIELDS).sort());
  },
  20_000,
);

it("gives winston the message first, of records and of warnings", () => {
  const taken: unknown[][] = [];
  const take = (...given: unknown[]) => void taken.push(given);
  const logger = winstonLogger({ info: take, warn: take });
  logger.info({ event: "e" }, "a record");
  logger.warn?.({ field: "f" }, "a warning");
  expect(taken).toEqual([
    ["a record", { event: "e" }],
    ["a warning", { field: "f" }],
  ]);
});
