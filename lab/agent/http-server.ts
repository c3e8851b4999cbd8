import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { commitFault, type Faults } from "./faults";
import { serveRoute, type Reply } from "./http-routes";
import { MalformedInputError, type MalformedReason } from "./malformed";
import { readBody } from "./request-body";
import { allowsMethod, routeOf, type Route } from "./routes";
import type { TelemetryStore } from "./store";

/** Where a refusal has a status of its own; any other is 400. */
const STATUSES: Partial<Record<MalformedReason, number>> = {
  method_not_allowed: 405,
  body_too_large: 413,
  unsupported_encoding: 415,
};

/** The HTTP side of the agent, not listening yet. */
export function createHttpServer(
  store: TelemetryStore,
  faults: Faults,
  maxBodyBytes: number,
): Server {
  const server = createServer((request, response) => {
    void handle(request, response, { store, faults, maxBodyBytes });
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (isNotHttp(error)) store.addMalformed("unknown", "invalid_http", error.message);
    socket.destroy();
    store.announce();
  });
  return server;
}

/** The parser's own errors, but not a connection that ends early: that is seen where bodies are read. */
function isNotHttp({ code }: NodeJS.ErrnoException): boolean {
  return code !== undefined && code.startsWith("HPE_") && code !== "HPE_INVALID_EOF_STATE";
}

interface Context {
  readonly store: TelemetryStore;
  readonly faults: Faults;
  readonly maxBodyBytes: number;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { store, faults, maxBodyBytes }: Context,
): Promise<void> {
  if (isOfPage(request)) {
    request.resume();
    send(response, { status: 403, json: { error: "No page of a browser may send or read here." } });
    return;
  }
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  const route = routeOf(path);
  try {
    const body = await readBody(request, maxBodyBytes);
    store.addRequest(route, path, body);
    const fault = faults[route];
    if (fault) commitFault(fault, response);
    else send(response, answer(route, request.method ?? "", body, store));
  } catch (error) {
    if (!(error instanceof MalformedInputError)) throw error;
    store.addMalformed(route, error.reason, error.message);
    const json = { error: error.reason, detail: error.message };
    send(response, { status: STATUSES[error.reason] ?? 400, json });
  }
  store.announce();
}

/** Clients of Datadog are no browsers: a page that is open beside them must not write into a recording. */
function isOfPage({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined || headers["sec-fetch-site"] !== undefined;
}

function answer(route: Route, method: string, body: Buffer, store: TelemetryStore): Reply {
  if (!allowsMethod(route, method)) throw new MalformedInputError("method_not_allowed", method);
  return serveRoute(route, body, store);
}

function send(response: ServerResponse, { status = 200, json }: Reply): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
}
