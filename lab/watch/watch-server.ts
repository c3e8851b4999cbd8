import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pageBundle } from "../report/page-bundle";
import type { Watch } from "./watch";
import { WATCH_HTML } from "./watch-html";

const HOST = "127.0.0.1";
/** Often enough to look live. */
const SEND_MS = 300;
const EVALUATE_MS = 2_000;
/** What a page that does not read may keep waiting; it connects again, and gets all anew. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/** The page may load and reach nothing but this server. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A page that is served. */
export interface WatchServer {
  /** Such as `http://127.0.0.1:8127/`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the page of a watch, on the loopback interface only.
 *
 * @param port 0 for any.
 * @throws Error where the port is taken.
 */
export async function serveWatch(watch: Watch, port: number): Promise<WatchServer> {
  const clients = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (!isLocal(request)) refuse(response, 403, "Open the page at 127.0.0.1.");
    else if (request.method !== "GET") refuse(response, 405, "Only GET is served.");
    else if (request.url === "/events") subscribe(watch, clients, response);
    else serveFile(request.url ?? "/", response);
  });
  server.listen(port, HOST);
  await once(server, "listening");
  let sent = watch.version;
  const send = setInterval(() => {
    if (sent === watch.version) return;
    sent = watch.version;
    const traces = watch.changedTraces();
    if (clients.size === 0) return;
    const text = event("traces", traces) + event("state", watch.state());
    for (const client of clients) {
      if (client.writableLength > MAX_WAITING_BYTES) client.destroy();
      else client.write(text);
    }
  }, SEND_MS);
  const evaluate = setInterval(() => watch.evaluate(), EVALUATE_MS);
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      clearInterval(send);
      clearInterval(evaluate);
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A page elsewhere that lets its name lead to 127.0.0.1 would read along otherwise. */
function isLocal({ url, headers }: IncomingMessage): boolean {
  const isLocalName = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? "");
  // A link may lead here; nothing else of a page elsewhere may ask.
  return isLocalName && (url === "/" || headers["sec-fetch-site"] !== "cross-site");
}

const KEPT_HERE = { "cross-origin-resource-policy": "same-origin" } as const;

function subscribe(watch: Watch, clients: Set<ServerResponse>, response: ServerResponse): void {
  const type = { "content-type": "text/event-stream", "cache-control": "no-store" };
  response.writeHead(200, { ...type, ...KEPT_HERE });
  const whole = event("start", watch.traces.all()) + event("state", watch.state());
  response.write(`retry: 1000\n\n${whole}`);
  clients.add(response);
  response.on("close", () => clients.delete(response));
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function serveFile(url: string, response: ServerResponse): void {
  const file = filesOf().get(url);
  if (!file) {
    refuse(response, 404, "There is no such page.");
    return;
  }
  response
    .writeHead(200, {
      "content-type": `${file.type}; charset=utf-8`,
      "content-security-policy": POLICY,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...KEPT_HERE,
    })
    .end(file.text);
}

function filesOf(): ReadonlyMap<string, { readonly type: string; readonly text: string }> {
  const { script, style } = pageBundle("watch");
  return new Map([
    ["/", { type: "text/html", text: WATCH_HTML }],
    ["/page.js", { type: "text/javascript", text: script }],
    ["/page.css", { type: "text/css", text: style }],
  ]);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}
