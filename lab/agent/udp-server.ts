import { createSocket } from "node:dgram";
import { once } from "node:events";
import { parseDatagram } from "./datagram";
import type { TelemetryStore } from "./store";

export interface UdpServer {
  readonly port: number;
  close(): Promise<void>;
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
    close: async () => {
      const closed = once(socket, "close");
      socket.close();
      await closed;
    },
  };
}
