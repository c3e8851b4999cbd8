import { createSocket } from "node:dgram";
import { once } from "node:events";
import { parseDatagram } from "./datagram";
import { setTimeout } from "node:timers/promises";
import type { TelemetryStore } from "./store";

/** The system hands over what waits in its buffer in far less. */
const QUIET_MS = 50;

export interface UdpServer {
  readonly port: number;
  /** @param graceMs How long datagrams that have arrived are still read. */
  close(graceMs: number): Promise<void>;
}

/** Takes DogStatsD datagrams. */
export async function bindUdp(
  store: TelemetryStore,
  host: string,
  port: number,
): Promise<UdpServer> {
  const socket = createSocket("udp4", (bytes) => {
    store.addRequest("udp", "", bytes);
    store.addDatagram("udp", parseDatagram(bytes));
    store.announce();
  });
  socket.bind(port, host);
  try {
    await once(socket, "listening");
  } catch (error) {
    socket.close();
    throw error;
  }
  return {
    port: socket.address().port,
    close: async (graceMs) => {
      await untilQuiet(() => store.requests.udp, graceMs);
      const closed = once(socket, "close");
      socket.close();
      await closed;
    },
  };
}

async function untilQuiet(arrived: () => number, graceMs: number): Promise<void> {
  let last = -1;
  for (let waited = 0; waited < graceMs && arrived() !== last; waited += QUIET_MS) {
    last = arrived();
    await setTimeout(QUIET_MS);
  }
}
