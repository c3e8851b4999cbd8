/** Calls whose time is up, and calls that the application aborts, through every client. */
import { hang, startLlmServer } from "../../support/llm-server";
import { normalizeTagValue } from "../../../telemetry";
import { CLIENTS, type CallSettings, type ClientCase } from "../support/clients";
import { PROMPT } from "../support/fixtures";
import { startTelemetry } from "./telemetry";

const SHORT_MS = 50;
const LONG_MS = 60_000;

const llm = startTelemetry();

/** The prompt's version and variant say which case a span is of. */
async function call(client: ClientCase, how: string, settings: CallSettings): Promise<void> {
  const { provider, model } = client;
  const prompt = {
    ...PROMPT,
    version: how,
    variant: normalizeTagValue("prompt_variant", client.name),
  };
  const ended = llm.withPrompt(prompt as never, () =>
    llm.request({ provider, model } as never, () => client.create(settings)),
  );
  await Promise.resolve(ended).catch(() => undefined);
}

async function main(): Promise<void> {
  const server = await startLlmServer();
  server.respondWith(hang());
  const common = { url: server.url, retries: 0 };
  for (const client of CLIENTS) {
    await call(client, "late", { ...common, timeoutMs: SHORT_MS });
    const abort = new AbortController();
    const ended = call(client, "aborted", {
      ...common,
      timeoutMs: LONG_MS,
      signal: abort.signal,
    });
    abort.abort();
    await ended;
  }
  await llm.flush(5000);
  await server.close();
}

void main();
