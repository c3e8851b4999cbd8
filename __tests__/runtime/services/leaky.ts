/**
 * Has secrets and prompt text in messages, arguments, results, errors and stacks, and fails in every
 * way. Prints what it logs. With the argument `redacted` it asks for messages.
 */
import { CANARY, EVERYTHING, SECRETS } from "../support/canaries";
import { CHUNKS, MODEL, PROMPT, stream } from "../support/fixtures";
import { print, startTelemetry } from "./telemetry";

const log = (record: object) => print(JSON.stringify(record));
const messages = process.argv[2] === "redacted" ? "redacted" : "omitted";
const llm = startTelemetry({
  logger: { info: log, warn: log },
  errorMessages: messages,
  redact: [/canary-ticket-\d+/],
});

function swallow(work: () => unknown): void {
  try {
    work();
  } catch {
    // What the application does with its error is its own affair.
  }
}

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

async function leakEverywhere(): Promise<void> {
  const fails = () => Promise.reject(leakyError());
  const throws = () => {
    throw leakyError();
  };
  await llm.withPrompt(PROMPT, async () => {
    const answer = { choices: [{ message: { content: EVERYTHING } }], usage: {} };
    await llm.request(MODEL, () => Promise.resolve(answer));
    await llm.request(MODEL, fails).catch(() => undefined);
    swallow(() => llm.request(MODEL, throws));
    const events = [...CHUNKS, { choices: [{ delta: { content: EVERYTHING } }] }];
    const read = async () => {
      for await (const event of llm.request(MODEL, () => stream(events, leakyError()))) void event;
    };
    await read().catch(() => undefined);
    await llm.retrieval({ index: "docs" }, () => Promise.resolve([EVERYTHING]));
    await llm.retrieval({ index: "docs" }, fails).catch(() => undefined);
    swallow(() => llm.render(throws));
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

async function leakMessage(): Promise<void> {
  const error = new Error(`canary-ticket-42 of ${SECRETS.join(", ")} failed`);
  await llm.tool({ name: "lookup_order" }, () => Promise.reject(error)).catch(() => undefined);
  await llm.flush(5000);
}

void (messages === "redacted" ? leakMessage() : leakEverywhere());
