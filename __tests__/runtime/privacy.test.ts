import { CHUNKS, MODEL, PROMPT, stream } from "./support/fixtures";
import { startTracedAgent, type TracedAgent } from "./support/traced-agent";

/** Text that must never leave the process, in every place where an application may have it. */
const CANARY = "canary prompt text";
const SECRETS = [
  "sk-proj-canaryAAAABBBBCCCCDDDDEEEE",
  "canary.person@example.com",
  "4111 1111 1111 1111",
  "Bearer canaryTokenAAAABBBB",
];
const EVERYTHING = [CANARY, ...SECRETS].join(" | ");

let traced: TracedAgent;
const records: string[] = [];
const logger = {
  info: (record: object) => void records.push(JSON.stringify(record)),
  warn: (record: object) => void records.push(JSON.stringify(record)),
};

beforeAll(async () => {
  traced = await startTracedAgent();
});
afterAll(() => traced.agent.close());
beforeEach(() => {
  traced.agent.clear();
  records.length = 0;
});

/** An error as providers and validators make them: full of what was sent. */
function leakyError(): Error {
  const error = new TypeError(`rejected: ${EVERYTHING}\n    at looksLikeAFrame (${CANARY}:1:1)`, {
    cause: new Error(EVERYTHING),
  });
  return Object.assign(error, {
    status: 400,
    code: EVERYTHING,
    error: { message: EVERYTHING, type: EVERYTHING },
    request: { body: EVERYTHING },
  });
}

async function leakEverywhere(llm: ReturnType<TracedAgent["telemetry"]>): Promise<void> {
  const fails = () => Promise.reject(leakyError());
  const throws = () => {
    throw leakyError();
  };
  await llm.withPrompt(PROMPT, async () => {
    const answer = { choices: [{ message: { content: EVERYTHING } }], usage: {} };
    await llm.request(MODEL, () => Promise.resolve(answer));
    await llm.request(MODEL, fails).catch(() => undefined);
    expect(() => llm.request(MODEL, throws)).toThrow(TypeError);
    const events = [...CHUNKS, { choices: [{ delta: { content: EVERYTHING } }] }];
    const read = async () => {
      for await (const event of llm.request(MODEL, () => stream(events, leakyError()))) void event;
    };
    await read().catch(() => undefined);
    await llm.retrieval({ index: "docs" }, () => Promise.resolve([EVERYTHING]));
    await llm.retrieval({ index: "docs" }, fails).catch(() => undefined);
    expect(() => llm.render(throws)).toThrow(TypeError);
    await llm.tool({ name: "lookup_order" }, fails).catch(() => undefined);
    await llm
      .validation({ schema: "triage" }, () => Promise.resolve().then(() => JSON.parse(EVERYTHING)))
      .catch(() => undefined);
    await llm
      .tool({ name: "lookup_order" }, () => {
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- some clients do
        return Promise.reject(EVERYTHING);
      })
      .catch(() => undefined);
  });
  await llm.flush(5000);
}

it("lets no prompt text and no secret leave the process, whatever fails and wherever", async () => {
  await leakEverywhere(traced.telemetry({ logger }));
  await traced.agent.waitFor(() => traced.agent.spans.length >= 10);
  const sent = traced.wire() + records.join("\n");
  expect(sent).toContain("llm.request");
  expect(records.length).toBeGreaterThan(0);
  for (const text of [CANARY, "canary", "4111", "looksLikeAFrame"])
    expect(sent).not.toContain(text);
});

it("still tells what failed and where, because somebody has to repair it", async () => {
  await leakEverywhere(traced.telemetry());
  await traced.agent.waitFor(() => traced.agent.spans.length >= 10);
  const failed = traced.agent.spans.filter((span) => span.error === 1);
  expect(failed.find(({ name }) => name === "rag.retrieval")?.meta).toMatchObject({
    "error.type": "TypeError",
    "error.message": "TypeError, status 400",
    "error.stack": expect.stringMatching(/^TypeError\n {4}at .*privacy\.test\.ts/) as string,
    "llm.error_type": "other",
  });
});

it("redacts secrets where an application asks for messages", async () => {
  const llm = traced.telemetry({ errorMessages: "redacted", redact: [/ticket-\d+/] });
  const error = new Error(`ticket-42 of canary.person@example.com failed, ${SECRETS.join(", ")}`);
  await llm.tool({ name: "lookup_order" }, () => Promise.reject(error)).catch(() => undefined);
  await traced.agent.waitFor(() => traced.agent.spans.length > 0);
  const message = traced.agent.spans[0]?.meta["error.message"];
  expect(message).toContain("[redacted] of [redacted] failed");
  for (const secret of ["canary", "4111", "ticket-42"]) expect(traced.wire()).not.toContain(secret);
});
