/**
 * What a registry may answer, through the real clients of two, each around one model call: the application
 * takes what they give, or `null` where they throw or take too long.
 */
import { LangfuseClient } from "@langfuse/client";
import { PromptLayer } from "promptlayer";
import { json, malformed, startLlmServer, type Reply } from "../../support/llm-server";
import {
  promptFromLangfuse,
  promptFromPromptLayer,
  type ResolvedPrompt,
} from "../../../runtime/prompts";
import { CANARY, EVERYTHING, SECRETS } from "../support/canaries";
import { COMPLETION, MODEL } from "../support/fixtures";
import { print, startTelemetry } from "./telemetry";

const NAME = "support_triage";
/** How long the application waits for a prompt. */
const PATIENCE_MS = 300;

const PROMPT = {
  ...{ id: 5, prompt_name: NAME, name: NAME, version: 4, type: "text", tags: [], config: {} },
  ...{ labels: ["production"], prompt: CANARY, prompt_template: CANARY },
};
const prompt = (more: object): Reply => json({ ...PROMPT, ...more });
const raw = (text: string): Reply => malformed(text);
const KEY = SECRETS[0]!;
const LONG = `${CANARY.replaceAll(" ", "-")}-`.repeat(50_000);

/** @param elsewhere where a redirect leads */
const replies = (elsewhere: string): Readonly<Record<string, Reply>> => ({
  right: prompt({}),
  "500": json({ error: EVERYTHING }, { status: 500 }),
  "200 with an error": json({ error: EVERYTHING, message: EVERYTHING }),
  HTML: (response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(`<p>${EVERYTHING}</p>`);
  },
  "cut off": raw(JSON.stringify(PROMPT).slice(0, -9)),
  empty: raw(""),
  null: raw("null"),
  list: json([PROMPT]),
  "closed at once": (response) => void response.destroy(),
  redirect: (response) => {
    response.writeHead(302, { location: `${elsewhere}/?${KEY}` }).end(EVERYTHING);
  },
  "a drip": (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const drip = setInterval(() => response.write(" "), 50);
    response.on("close", () => clearInterval(drip));
  },
  "no end": (response) => {
    response.writeHead(200, { "content-type": "application/json" }).write('{"prompt":"');
    const flow = setInterval(() => response.write(CANARY.repeat(1000)), 10);
    response.on("close", () => clearInterval(flow));
  },
  "text in each field": prompt({
    ...{ version: EVERYTHING, name: EVERYTHING, prompt_name: EVERYTHING, labels: [EVERYTHING] },
  }),
  "lines in each field": prompt({
    ...{ version: `1\n${CANARY}`, name: `a\n${CANARY}`, labels: [`\n${CANARY}`] },
    prompt_name: `a\r\n${CANARY}`,
  }),
  "a key in each field": prompt({ version: KEY, name: KEY, prompt_name: KEY, labels: [KEY] }),
  "a megabyte in each field": prompt({
    version: LONG,
    name: LONG,
    prompt_name: LONG,
    labels: [LONG],
  }),
  "objects in each field": prompt({
    ...{ version: { text: CANARY }, name: [CANARY], prompt_name: { toString: CANARY } },
    labels: { length: 4e9, 0: CANARY },
  }),
  "names of JavaScript's": raw(
    `{"__proto__":{"version":"${CANARY}","name":"${CANARY}"},"constructor":1,"prompt":"","labels":["__proto__"],"version":"__proto__"}`,
  ),
  "keys that come twice": raw(
    `{"name":"a","name":"${CANARY}","prompt_name":"${CANARY}","version":1,"version":"${CANARY}","prompt":"${CANARY}","labels":[],"labels":["${CANARY}"]}`,
  ),
  "numbers without bounds": raw(
    `{"name":"a","prompt_name":"a","version":1e400,"prompt":"","labels":[1e400,-0,null]}`,
  ),
});

type Asked = () => Promise<ResolvedPrompt>;

/** The two clients, which keep nothing of what they were told. */
function clients(url: string): Readonly<Record<string, Asked>> {
  return {
    langfuse: async () => {
      const client = new LangfuseClient({ publicKey: "a", secretKey: "b", baseUrl: url });
      const options = { maxRetries: 0, cacheTtlSeconds: 0, fetchTimeoutMs: PATIENCE_MS };
      return promptFromLangfuse(await orNull(client.prompt.get(NAME, options)));
    },
    promptlayer: async () => {
      const client = new PromptLayer({ apiKey: "a", baseURL: url, throwOnError: false });
      return promptFromPromptLayer(await orNull(client.templates.get(NAME)));
    },
  };
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  return Promise.race([asked.catch(() => null), late]);
}

async function main(): Promise<void> {
  console.warn = console.error = () => undefined;
  const [server, elsewhere] = await Promise.all([startLlmServer(), startLlmServer()]);
  elsewhere.respondWith(prompt({ version: CANARY }));
  const llm = startTelemetry();
  for (const [what, reply] of Object.entries(replies(elsewhere.url))) {
    for (const [client, ask] of Object.entries(clients(server.url))) {
      server.respondWith(reply);
      const resolved = await ask();
      const answer = await llm.withPrompt({ ...resolved, feature: "search" }, () =>
        llm.request(MODEL, () => Promise.resolve(COMPLETION)),
      );
      if (answer === COMPLETION) print(`${client}: ${what}`);
    }
  }
  await llm.flush(5000);
  // Some clients go on asking.
  process.exit();
}

void main();
