import { tracer } from "./tracing"; // first: see there
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { answerTicket } from "./support-agent";
import { llm, logger } from "./telemetry";

const ROUTE = "/api/support-agent";
const FLUSH_TIMEOUT_MS = 2000;

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    // The class only: messages of providers and parsers quote prompts and answers.
    logger.error({ error: error instanceof Error ? error.name : typeof error }, "request failed");
    send(response, 500, { error: "internal" });
  });
});

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "POST" || request.url !== ROUTE) {
    send(response, 404, { error: "not_found" });
    return;
  }
  tracer.scope().active()?.setTag("resource.name", `POST ${ROUTE}`);
  const tenantId = tracer.trace("auth.check", () => tenantOf(request));
  if (tenantId === undefined) {
    send(response, 401, { error: "unauthorized" });
    return;
  }
  const id = request.headers["x-request-id"]?.toString() ?? `req_${randomUUID()}`;
  const body = JSON.parse(await text(request)) as { text: string };
  send(response, 200, await answerTicket({ id, tenantId, text: body.text }));
}

/** A real service verifies the token's signature. */
function tenantOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer (tenant_\w+)$/.exec(headers.authorization ?? "")?.[1];
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Without the flush, what dd-trace has not sent yet would be lost with the process. */
async function shutDown(): Promise<void> {
  server.closeIdleConnections();
  await new Promise((closed) => server.close(closed));
  await llm.flush(FLUSH_TIMEOUT_MS);
  process.exit(0);
}

process.once("SIGTERM", () => void shutDown());

server.listen(Number(process.env["PORT"] ?? 8000), "127.0.0.1", () => {
  logger.info({ address: server.address() }, "listening");
});
