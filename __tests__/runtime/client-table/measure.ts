/** Runs every row against its real client, and prints what the runtime recorded as JSON. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestTelemetry, type TestTelemetry } from "../../../runtime/testing";
import { json, rateLimited, startLlmServer } from "../../support/llm-server";
import { REPOSITORY } from "../../support/run-cli";
import { PROMPT, service } from "../support/fixtures";
import type { ClientRow } from "./row";
import { ROWS } from "./rows";

/** What was recorded of a row. */
export interface Measured {
  readonly version: string;
  /** Spans of calls that count; more or fewer than 1 is a fault. */
  readonly requests: number;
  readonly input?: number | undefined;
  readonly output?: number | undefined;
  readonly cached?: number | undefined;
  readonly reasoning?: number | undefined;
  readonly costUsd?: number | undefined;
  readonly costUnknown?: string | undefined;
  readonly finish?: string | undefined;
  readonly operation?: string | undefined;
  readonly firstToken: boolean;
  /** Of a call whose first attempt failed. */
  readonly retries?: number | undefined;
  /** Of a call that met a limit. */
  readonly errorClass?: string | undefined;
}

/** Clients that heed it try again at once. */
const FAILED_ONCE = json(
  { error: { message: "it broke" } },
  {
    status: 503,
    headers: { "retry-after": "0", "retry-after-ms": "1" },
  },
);

type Telemetry = TestTelemetry<typeof service>;

async function play(row: ClientRow, replies: ClientRow["answers"], retries: number) {
  const server = await startLlmServer();
  server.respondWith(...replies);
  const telemetry = createTestTelemetry<typeof service>(service);
  const { llm } = telemetry;
  const choice = { provider: row.provider, model: row.model } as never;
  try {
    const prompt = <T>(work: () => T): T => llm.withPrompt(PROMPT, work);
    const wrap = <T>(work: () => T): T => prompt(() => llm.request(choice, () => work()));
    await row.call({ url: server.url, retries, llm, prompt, wrap });
  } catch {
    // What became of it is on the span.
  }
  await spansOf(telemetry);
  await server.close();
  return requestsOf(telemetry);
}

/** Streams are observed beside their reader; a second span, which is a fault, follows at once. */
async function spansOf(telemetry: Telemetry): Promise<void> {
  const patience = AbortSignal.timeout(10_000);
  while (requestsOf(telemetry).length === 0 && !patience.aborted) await sleep(1);
  await sleep(20);
}

const requestsOf = (telemetry: Telemetry) =>
  telemetry.spans.filter(
    ({ name, tags }) => name === "llm.request" && tags["llm.operation"] !== "task",
  );

async function measure(row: ClientRow): Promise<Measured> {
  const spans = await play(row, row.answers, 0);
  const [failed] = await play(row, [rateLimited()], 0);
  const [repeated] =
    row.neverRetries === true ? [] : await play(row, [FAILED_ONCE, ...row.answers], 1);
  const tags = spans.at(-1)?.tags ?? {};
  return {
    version: versionOf(row.package),
    requests: spans.length,
    input: number(tags["llm.input_tokens"]),
    output: number(tags["llm.output_tokens"]),
    cached: number(tags["llm.cached_tokens"]),
    reasoning: number(tags["llm.reasoning_tokens"]),
    costUsd: number(tags["llm.estimated_cost_usd"]),
    costUnknown: text(tags["llm.cost_unknown"]),
    finish: text(tags["llm.finish_reason"]),
    operation: text(tags["llm.operation"]),
    firstToken: tags["llm.first_token_latency_ms"] !== undefined,
    retries: number(repeated?.tags["llm.retry_count"]),
    errorClass: text(failed?.tags["llm.error_type"]),
  };
}

const number = (tag: unknown) => (typeof tag === "number" ? tag : undefined);
const text = (tag: unknown) => (typeof tag === "string" ? tag : undefined);

/** A name that begins with a slash is a package of the checkout itself. */
function versionOf(name: string): string {
  const folder = name.startsWith("/") ? "node_modules" : "__tests__/packages/node_modules";
  const file = path.join(REPOSITORY, folder, name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

async function main(): Promise<void> {
  const together = ROWS.filter(({ alone }) => alone !== true);
  const measured = new Map<ClientRow, Measured>();
  const add = async (row: ClientRow) => measured.set(row, await measure(row));
  // A few at once: most of their time is waiting.
  for (let at = 0; at < together.length; at += 8) {
    await Promise.all(together.slice(at, at + 8).map(add));
  }
  for (const row of ROWS) if (!measured.has(row)) await add(row);
  process.stdout.write(JSON.stringify(ROWS.map((row) => measured.get(row))));
  // Clients and frameworks leave timers and sockets behind.
  process.exit(0);
}

if (require.main === module) void main();
