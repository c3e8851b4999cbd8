import { closeSync, openSync, readSync } from "node:fs";

/** The first bytes of a file as text: a recording of a month is not read to see what it is. */
export function startOfFile(file: string, bytes: number): string {
  const descriptor = openSync(file, "r");
  try {
    const start = Buffer.alloc(bytes);
    // What Windows may put before the text is none of it.
    return start.toString("utf8", 0, readSync(descriptor, start)).replace(/^\uFEFF/, "");
  } finally {
    closeSync(descriptor);
  }
}
