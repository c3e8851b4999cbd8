import type { IncomingMessage } from "node:http";
import { MalformedInputError } from "./malformed";

/**
 * Reads a request's body. What is too large is read to its end and thrown away, so that the client is
 * still listening when the refusal comes.
 *
 * @throws MalformedInputError
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch {
    throw new MalformedInputError("incomplete_body", "The client closed the connection.");
  }
  if (size > maxBytes) {
    throw new MalformedInputError("body_too_large", `${size} bytes; allowed: ${maxBytes}.`);
  }
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") throw new MalformedInputError("unsupported_encoding", encoding);
  return Buffer.concat(chunks);
}
