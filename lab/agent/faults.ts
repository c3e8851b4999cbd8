import type { ServerResponse } from "node:http";
import type { Route } from "./routes";

/**
 * What a route does instead of its work. The body is read and kept in `rawBodies`, and the request
 * counted, but nothing in it is taken: no span and no metric appears.
 *
 * - `{ status }`: answers with this status.
 * - `hang`: never answers, until the agent is closed.
 * - `garbage`: answers 200 with bytes that are no JSON.
 * - `close`: closes the connection without an answer.
 */
export type Fault = { readonly status: number } | "hang" | "garbage" | "close";

/** The routes at fault. Change it at any time; a route that is absent works. */
export type Faults = Partial<Record<Route, Fault>>;

const GARBAGE = Buffer.from([0xff, 0x00, 0x7b, 0xc1, 0x22, 0xfe, 0x0a, 0x5d]);

export function commitFault(fault: Fault, response: ServerResponse): void {
  if (fault === "hang") return;
  if (fault === "close") response.destroy();
  else if (fault === "garbage") response.end(GARBAGE);
  else response.writeHead(fault.status).end();
}
