import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An HTTP server on a free port of the loopback interface. */
export abstract class LoopbackServer {
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => this.respond(request, Buffer.concat(chunks).toString(), response));
  });

  /** Answers a request, whose body has arrived; or not, and it hangs. */
  protected abstract respond(
    request: IncomingMessage,
    text: string,
    response: ServerResponse,
  ): void;

  /** @returns its address, without a slash at the end */
  async start(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Twice is once. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
