import type { ServerResponse } from "node:http";
import { encodeFrame, type Frame } from "./event-stream";
import type { Reply } from "./server";

/** A server-sent event: `event` is its name where the provider names its events. */
export interface ServerSentEvent {
  readonly event?: string;
  /** An object is sent as JSON, text as it is (`[DONE]`). */
  readonly data: unknown;
}

export function json(
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Reply {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** `429` with `Retry-After` in seconds; clients honour fractions poorly, so 0 is the fast choice. */
export function rateLimited(retryAfter = 0): Reply {
  const body = { type: "error", error: { type: "rate_limit_error", message: "slow down" } };
  return json(body, { status: 429, headers: { "retry-after": String(retryAfter) } });
}

export function serverError(status = 500): Reply {
  return json({ type: "error", error: { type: "api_error", message: "it broke" } }, { status });
}

/** Takes the request and never answers. */
export function hang(): Reply {
  return () => undefined;
}

/** A `200` whose body is not what its content type says. */
export function malformed(body = '{"choices": [{"mess'): Reply {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  };
}

export function sse(events: readonly ServerSentEvent[]): Reply {
  return async (response) => {
    await sendEvents(response, events);
    response.end();
  };
}

/** Sends the events and then cuts the connection in the middle of the stream. */
export function sseThenAbort(events: readonly ServerSentEvent[]): Reply {
  return async (response) => {
    await sendEvents(response, events);
    response.destroy();
  };
}

/** AWS's binary event stream, as Bedrock streams. */
export function eventStream(frames: readonly Frame[]): Reply {
  return (response) => {
    response.writeHead(200, { "content-type": "application/vnd.amazon.eventstream" });
    response.end(Buffer.concat(frames.map(encodeFrame)));
  };
}

async function sendEvents(
  response: ServerResponse,
  events: readonly ServerSentEvent[],
): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const { event, data } of events) {
    const name = event === undefined ? "" : `event: ${event}\n`;
    const text = typeof data === "string" ? data : JSON.stringify(data);
    // Each event is its own write, so that a client sees them apart.
    await new Promise<void>((sent) => response.write(`${name}data: ${text}\n\n`, () => sent()));
  }
}
