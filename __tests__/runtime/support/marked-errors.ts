import Ajv from "ajv";

/** A way in which a thrown value can hold what was sent. */
export type MakeError = (text: string) => unknown;

function changed(text: string, change: (error: Error) => void): Error {
  const error = new Error(text);
  // Reading the stack fixes its text.
  void error.stack;
  change(error);
  return error;
}

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

const quoted = (text: string) => `    at ${text.split(" ")[0]} (/home/me/app/orders.js:1:1)`;

/** As zod makes it: the message is the list of issues, as JSON. */
function zodError(text: string): Error {
  const issues = [{ code: "invalid_value", values: [text], path: [text], message: text }];
  return Object.assign(new Error(JSON.stringify(issues, null, 2)), { name: "ZodError", issues });
}

function ajvError(text: string): Error {
  const ajv = new Ajv({ verbose: true, allErrors: true });
  ajv.validate({ type: "object", additionalProperties: false }, { [text]: text });
  const message = `${ajv.errorsText()} ${JSON.stringify(ajv.errors)}`;
  return Object.assign(new Error(message), { errors: ajv.errors });
}

/** As clients of providers make it. */
function apiError(text: string): Error {
  return Object.assign(new Error(`400 Invalid prompt: ${text}`), {
    status: 400,
    code: text,
    type: text,
    param: text,
    headers: { "x-request-body": text, authorization: text },
    error: { message: text, type: text, code: text, error: { message: text, type: text } },
  });
}

export const MARKED_ERRORS: Readonly<Record<string, MakeError>> = {
  message: (text) => new Error(text),
  "message of several lines": (text) => new Error(`refused:\n${text}\n\n${text}`),
  "message like a frame": (text) => new Error(`refused\n${quoted(text)}`),
  "message changed": (text) => changed(text, (error) => (error.message = "refused")),
  "message extended": (text) => changed(text, (error) => (error.message = `refused: ${text}`)),
  "message emptied": (text) => changed(text, (error) => (error.message = "")),
  "message cut to its first line": (text) =>
    changed(`refused\n${text}`, (error) => (error.message = "refused")),
  "message cut before a quoted frame": (text) =>
    changed(`refused\n${quoted(text)}`, (error) => (error.message = "refused")),
  "stack written by hand": (text) =>
    Object.assign(new Error("refused"), { stack: `Error: refused\n    at ${text} (${text}:1:1)` }),
  "stack before its head": (text) =>
    changed("refused", (error) => (error.stack = `${text}\n${error.stack}`)),
  name: (text) => Object.assign(new Error("refused"), { name: text }),
  "name of its class": (text) => new { [text]: class extends Error {} }[text]!("refused"),
  "name of its function": (text) =>
    thrownBy({ [text]: () => JSON.parse("{") as unknown }[text] as () => unknown),
  code: (text) => Object.assign(new Error("refused"), { code: text }),
  "code of 56 letters": (text) =>
    Object.assign(new Error("refused"), {
      code: `canary${text.replace(/\W/g, "").repeat(9)}`.slice(0, 56),
    }),
  cause: (text) => new Error("refused", { cause: new TypeError(text, { cause: text }) }),
  "aggregate error": (text) => new AggregateError([new Error(text), text], text),
  "syntax error": (text) => thrownBy(() => JSON.parse(text) as unknown),
  "abort with a reason": (text) => new DOMException(text, "AbortError"),
  zod: zodError,
  ajv: ajvError,
  "provider's client": apiError,
  "HTTP client": (text) =>
    Object.assign(new Error(text), {
      config: { data: text, headers: { authorization: text } },
      response: { status: 400, data: { error: text }, statusText: text },
    }),
  "plain object": (text) => ({ message: text, error: { message: text, code: text }, status: text }),
  text: (text) => text,
  symbol: (text) => Symbol(text),
  "text by its own conversion": (text) => ({ toString: () => text, toJSON: () => text }),
};
