/**
 * Decides by the trace id, so that every process and every evaluation of one trace decides alike.
 *
 * The id is hashed first: dd-trace keeps or drops traces by the id itself, and a sample taken by the
 * same rule would hold either all or none of the kept ones.
 *
 * @param traceId Any text that identifies the trace.
 * @param rate 0 to 1.
 */
export function isSampled(traceId: string, rate: number): boolean {
  if (!(rate > 0)) return false;
  return hash(traceId) / 2 ** 32 < rate;
}

/** FNV-1a with a final mix, because FNV alone leaves the high bits of short texts alike. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
