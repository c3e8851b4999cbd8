/** Prompts of three registries, through their real clients, each around one model call. */
import { LangfuseClient } from "@langfuse/client";
import tracer from "dd-trace";
import { PromptLayer } from "promptlayer";
import { json, startLlmServer, type Reply } from "../../support/llm-server";
import {
  linkToPromptLayer,
  promptFromDatadog,
  promptFromLangfuse,
  promptFromPromptLayer,
  type ResolvedPrompt,
} from "../../../runtime/prompts";
import { CANARY } from "../support/canaries";
import { COMPLETION, MODEL } from "../support/fixtures";
import { print, startTelemetry } from "./telemetry";

type Llm = ReturnType<typeof startTelemetry>;
type Script = (reply: Reply) => void;

const name = "support_triage";
const FEATURE = { feature: "support_agent" } as const;

const DATADOG = { prompt_id: name, version: 7, template: CANARY };
const DOWN = json({ error: "down" }, { status: 503 });

/** The request id says which case a span is of. */
function call(llm: Llm, requestId: string, prompt: ResolvedPrompt): unknown {
  return llm.withPrompt({ ...prompt, ...FEATURE, requestId }, () =>
    llm.request(MODEL, () => Promise.resolve(COMPLETION)),
  );
}

async function promptLayer(llm: Llm, url: string, reply: Script): Promise<void> {
  const client = new PromptLayer({ apiKey: "test", baseURL: url, throwOnError: false });
  reply(json({ id: 5, prompt_name: name, version: 12, tags: [], prompt_template: CANARY }));
  const template = await client.templates.get(name, { label: "prod" });
  await call(llm, "promptlayer", promptFromPromptLayer(template, { label: "prod" }));

  reply(json({ success: false, message: "no such prompt" }, { status: 404 }));
  const missing = await client.templates.get(name);
  await call(llm, "promptlayer-missing", promptFromPromptLayer(missing, { name: name as never }));

  reply(json({ success: true }));
  await llm.withPrompt(
    { ...promptFromPromptLayer(template), ...FEATURE, requestId: "linked" },
    () =>
      llm.request(MODEL, async (request) => {
        const link = linkToPromptLayer(request, { request_id: 991 });
        if (link !== undefined) await client.track.metadata(link);
        return COMPLETION;
      }),
  );
}

async function langfuse(llm: Llm, url: string, reply: Script): Promise<void> {
  const client = new LangfuseClient({ publicKey: "test", secretKey: "test", baseUrl: url });
  const labels = ["latest", "production"];
  reply(json({ name, version: 4, type: "text", prompt: CANARY, labels, tags: [], config: {} }));
  await call(llm, "langfuse", promptFromLangfuse(await client.prompt.get(name)));

  reply(DOWN);
  const options = { version: 3, fallback: CANARY, maxRetries: 0 };
  const fallback = await client.prompt.get(name, options);
  await call(llm, "langfuse-fallback", promptFromLangfuse(fallback));
}

async function datadog(llm: Llm, reply: Script): Promise<void> {
  const { prompts } = tracer.llmobs;
  reply(json(DATADOG));
  await call(llm, "datadog", promptFromDatadog(await prompts.getPrompt(name, { version: 7 })));
  reply(DOWN);
  const options = { version: 8, fallback: { template: CANARY, version: "2026-06-01" } };
  const fallback = await prompts.getPrompt(name, options);
  await call(llm, "datadog-fallback", promptFromDatadog(fallback));
}

async function main(): Promise<void> {
  // Both clients say there that a registry is down.
  console.warn = console.error = () => undefined;
  const server = await startLlmServer();
  const reply: Script = (next) => server.respondWith(next);
  // Read by dd-trace when it starts.
  process.env["_DD_LLMOBS_OVERRIDE_ORIGIN"] = server.url;
  const llm = startTelemetry();
  await promptLayer(llm, server.url, reply);
  print(JSON.stringify(server.requests.at(-1)?.body));
  await langfuse(llm, server.url, reply);
  await datadog(llm, reply);
  await llm.flush(5000);
  await server.close();
}

void main();
