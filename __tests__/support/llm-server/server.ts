import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that a client sent. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** The JSON body, or `undefined` where there is none. */
  readonly body: unknown;
}

/** Answers one request. See `./replies`. */
export type Reply = (response: ServerResponse, request: RecordedRequest) => void | Promise<void>;

export interface LlmServer {
  /** Such as `http://127.0.0.1:40123`, without a slash at the end. */
  readonly url: string;
  /** Every request so far, in order. */
  readonly requests: readonly RecordedRequest[];
  /** Scripts the next replies, in order; the last one repeats. Replaces what was scripted before. */
  respondWith(...replies: readonly Reply[]): void;
  /** Cuts the connections that hang and stops listening. */
  close(): Promise<void>;
}

/** A server on a free port of 127.0.0.1 that answers LLM clients by script. */
export async function startLlmServer(): Promise<LlmServer> {
  const requests: RecordedRequest[] = [];
  let script: Reply[] = [];
  const server = createServer((incoming, response) => {
    void record(incoming).then(async (request) => {
      requests.push(request);
      const reply = script.length > 1 ? script.shift() : script[0];
      if (reply) await reply(response, request);
      else response.writeHead(501).end("no reply scripted");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    respondWith(...replies) {
      script = [...replies];
    },
    close: () => close(server),
  };
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const { method = "", url = "", headers } = incoming;
  return { method, path: url, headers, body: text === "" ? undefined : parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
