import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ANTHROPIC_EVENTS, OPENAI_EVENTS, type ServerSentEvent } from "./answers";

const TO_FIRST_TOKEN_MS = 250;
const BETWEEN_EVENTS_MS = 20;

export interface ModelServer {
  readonly url: string;
  /** Anthropic answers 529 from now on. */
  overloadAnthropic(): void;
  close(): Promise<void>;
}

/** Speaks the wire formats of Anthropic and OpenAI, on the loopback interface. */
export async function startModelServer(): Promise<ModelServer> {
  let overloaded = false;
  const server = createServer((request, response) => {
    if (request.url === "/v1/chat/completions") void stream(response, OPENAI_EVENTS);
    else if (request.url !== "/v1/messages") response.writeHead(404).end();
    else if (overloaded) refuse(response);
    else void stream(response, ANTHROPIC_EVENTS);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    overloadAnthropic() {
      overloaded = true;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function stream(response: ServerResponse, events: readonly ServerSentEvent[]): Promise<void> {
  await sleep(TO_FIRST_TOKEN_MS);
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const { event, data } of events) {
    if (event !== undefined) response.write(`event: ${event}\n`);
    response.write(`data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
    await sleep(BETWEEN_EVENTS_MS);
  }
  response.end();
}

function refuse(response: ServerResponse): void {
  const error = { type: "overloaded_error", message: "Overloaded" };
  response.writeHead(529, { "content-type": "application/json" });
  response.end(JSON.stringify({ type: "error", error }));
}
