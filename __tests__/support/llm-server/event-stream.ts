import { crc32 } from "node:zlib";

/** One message of AWS's event stream: the event's type and its JSON payload. */
export interface Frame {
  readonly type: string;
  readonly payload: unknown;
  /** `true` for an exception of the service, which the client throws. @default false */
  readonly exception?: boolean;
}

const STRING_HEADER = 7;

/** Lengths, their checksum, headers, payload, and the checksum of it all; numbers are big-endian. */
export function encodeFrame({ type, payload, exception = false }: Frame): Buffer {
  const headers = Buffer.concat([
    header(":message-type", exception ? "exception" : "event"),
    header(exception ? ":exception-type" : ":event-type", type),
    header(":content-type", "application/json"),
  ]);
  const body = Buffer.from(JSON.stringify(payload), "utf8");
  const lengths = Buffer.concat([
    uint32(16 + headers.length + body.length),
    uint32(headers.length),
  ]);
  const message = Buffer.concat([lengths, uint32(crc32(lengths)), headers, body]);
  return Buffer.concat([message, uint32(crc32(message))]);
}

/** A chunk of InvokeModelWithResponseStream: the model's JSON, in base64. */
export function invokeChunk(body: unknown): Frame {
  return {
    type: "chunk",
    payload: { bytes: Buffer.from(JSON.stringify(body), "utf8").toString("base64") },
  };
}

function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name, "utf8"),
    Buffer.from([STRING_HEADER]),
    length,
    Buffer.from(value, "utf8"),
  ]);
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}
