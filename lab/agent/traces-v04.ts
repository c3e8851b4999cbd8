import { decodeMsgpack } from "./msgpack";
import { type DecodedSpans, readSpan } from "./span";
import { readArray } from "./wire-values";

/**
 * Decodes the body of `/v0.4/traces`: an array of traces, each an array of spans, each a map.
 *
 * @throws MalformedInputError
 */
export function decodeTracesV04(body: Uint8Array): DecodedSpans {
  const decoded: DecodedSpans = { spans: [], unreadableLinks: 0 };
  for (const trace of readArray("payload", decodeMsgpack(body))) {
    for (const span of readArray("trace", trace)) readSpan(span, decoded);
  }
  return decoded;
}
