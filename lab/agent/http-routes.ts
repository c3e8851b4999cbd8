import { parseDatagram } from "./datagram";
import { AGENT_INFO, type Route } from "./routes";
import type { DecodedSpans } from "./span";
import type { TelemetryStore } from "./store";
import { decodeTracesV04 } from "./traces-v04";
import { decodeTracesV05 } from "./traces-v05";

/** An answer: JSON, with status 200 unless another is given. */
export interface Reply {
  readonly status?: number;
  readonly json: unknown;
}

/**
 * Does the work of a route: stores what the body holds, and answers as Datadog's agent does.
 *
 * @throws MalformedInputError where the whole body is refused.
 */
export function serveRoute(route: Route, body: Buffer, store: TelemetryStore): Reply {
  switch (route) {
    case "/v0.4/traces":
      return storeTraces(route, decodeTracesV04(body), store);
    case "/v0.5/traces":
      return storeTraces(route, decodeTracesV05(body), store);
    case "/dogstatsd/v2/proxy":
      // The real agent passes the body on unread, so malformed lines do not change the answer. Any
      // other status would make dd-trace send the whole batch once more, over UDP.
      store.addDatagram(route, parseDatagram(body));
      return { json: {} };
    case "/info":
      return { json: AGENT_INFO };
    case "/evp_proxy":
    case "/telemetry/proxy":
      return { status: 202, json: {} };
    case "/v0.6/stats":
    case "/v0.7/config":
      return { json: {} };
    case "unknown":
      return { status: 404, json: { error: "There is no such endpoint." } };
  }
}

function storeTraces(route: Route, decoded: DecodedSpans, store: TelemetryStore): Reply {
  for (let count = 0; count < decoded.unreadableLinks; count += 1) {
    store.addMalformed(route, "invalid_span_links", "Links that are no JSON of the known shape.");
  }
  store.addSpans(decoded.spans);
  return { json: { rate_by_service: {} } };
}
