import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { type LocalAgent, type LocalAgentOptions, startLocalAgent } from "../../../lab/agent";

/** Starts an agent for the length of `use`. */
export async function withAgent(
  options: LocalAgentOptions,
  use: (agent: LocalAgent) => Promise<void>,
): Promise<void> {
  const agent = await startLocalAgent(options);
  try {
    await use(agent);
  } finally {
    await agent.close();
  }
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** One request on a connection of its own, so that nothing stays open after a test. */
export async function send(
  agent: LocalAgent,
  method: string,
  path: string,
  body?: Uint8Array<ArrayBuffer> | string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(agent.url + path, {
    method,
    headers: { connection: "close", ...headers },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, text: await response.text() };
}

export async function sendDatagram(
  agent: LocalAgent,
  text: string | Buffer,
  address = "127.0.0.1",
): Promise<void> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve, reject) => {
    socket.send(text, agent.udpPort, address, (error) => (error ? reject(error) : resolve()));
  });
  const closed = once(socket, "close");
  socket.close();
  await closed;
}

/** Writes bytes to the TCP port; resolves with what came back once the connection is closed. */
export async function sendBytes(agent: LocalAgent, bytes: string): Promise<string> {
  const socket = connect(agent.port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.write(bytes);
  await once(socket, "close");
  return Buffer.concat(chunks).toString();
}
