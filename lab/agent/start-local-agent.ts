import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Faults } from "./faults";
import { createHttpServer } from "./http-server";
import type { LocalAgent, LocalAgentOptions } from "./local-agent";
import { loadMsgpack } from "./msgpack";
import { TelemetryStore } from "./store";
import { bindUdp, type UdpServer } from "./udp-server";

const HOST = "127.0.0.1";
const MIB = 1024 * 1024;

/**
 * Starts a local Datadog agent: it takes traces (v0.4 and v0.5), metrics (DogStatsD over HTTP and
 * UDP) and what else dd-trace sends, on the loopback interface only, and shows what arrived.
 * Malformed input is answered and counted, never fatal.
 *
 * @throws Error where a port is taken, or where `@msgpack/msgpack` is not installed.
 * @example
 * const agent = await startLocalAgent();
 * // In the service: DD_TRACE_AGENT_URL=agent.url DD_DOGSTATSD_PORT=agent.udpPort
 * await agent.waitFor(() => agent.spans.some(({ name }) => name === "llm.request"));
 * await agent.close();
 */
export async function startLocalAgent(options: LocalAgentOptions = {}): Promise<LocalAgent> {
  loadMsgpack();
  const store = new TelemetryStore({
    maxSpans: options.maxSpans ?? 50_000,
    maxMetrics: options.maxMetrics ?? 200_000,
    maxRawBytes: options.maxRawBytes ?? 64 * MIB,
  });
  const faults: Faults = { ...options.faults };
  const http = createHttpServer(store, faults, options.maxBodyBytes ?? 32 * MIB);
  http.listen(options.port ?? 0, HOST);
  await once(http, "listening");
  try {
    const udp = await bindUdp(store, HOST, options.udpPort ?? 0);
    return agentOf(store, faults, http, udp);
  } catch (error) {
    await closeHttp(http, 0);
    throw error;
  }
}

function agentOf(store: TelemetryStore, faults: Faults, http: Server, udp: UdpServer): LocalAgent {
  const { port } = http.address() as AddressInfo;
  let closing: Promise<unknown> | undefined;
  return {
    url: `http://${HOST}:${port}`,
    port,
    udpPort: udp.port,
    spans: store.spans.items,
    metrics: store.metrics.items,
    rawBodies: store.rawBodies.items,
    requests: store.requests,
    malformed: store.malformed,
    faults,
    get events() {
      return store.events;
    },
    get serviceChecks() {
      return store.serviceChecks;
    },
    get dropped() {
      return store.dropped();
    },
    onSpans: (listener) => subscribe(store.spanListeners, listener),
    onMetrics: (listener) => subscribe(store.metricListeners, listener),
    waitFor: (predicate, timeoutMs = 5_000) => store.waiters.waitFor(predicate, timeoutMs),
    clear: () => store.clear(),
    close: async (graceMs = 0) => {
      store.waiters.rejectAll(new Error("The local agent was closed."));
      await (closing ??= Promise.all([closeHttp(http, graceMs), udp.close(graceMs)]));
    },
  };
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

async function closeHttp(server: Server, graceMs: number): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // Clients keep their connections alive, and a route that hangs never ends one.
  const closeAll = (): void => server.closeAllConnections();
  if (graceMs === 0) closeAll();
  const timer = setTimeout(closeAll, graceMs);
  await closed;
  clearTimeout(timer);
}
