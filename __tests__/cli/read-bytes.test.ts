import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { readBytes, readText } from "../../cli/read-bytes";

const MIB = 2 ** 20;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-read-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function created(name: string, content: string | Buffer = ""): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

function pipe(name: string): string {
  const file = path.join(folder, name);
  execFileSync("sh", ["-c", 'mkfifo "$0"', file]);
  return file;
}

it("reads a file up to the bound, and not one byte more", () => {
  const file = created("file", Buffer.alloc(2 * MIB, "a"));
  expect(readBytes(file, 2 * MIB).equals(Buffer.alloc(2 * MIB, "a"))).toBe(true);
  truncateSync(file, 2 * MIB + 1);
  expect(() => readBytes(file, 2 * MIB)).toThrow("it has 2 MiB, and at most 2 MiB are read");
});

it("reads no further than the bound of what does not say its size", () => {
  expect(() => readBytes("/dev/zero", MIB)).toThrow("it has more, and at most 1 MiB are read");
  expect(readBytes("/dev/null", MIB)).toHaveLength(0);
});

it("waits for whoever writes into a pipe, to the end", async () => {
  const file = pipe("written");
  const script = 'for part in one two; do echo $part; sleep 0.1; done > "$0"';
  const writer = spawn("sh", ["-c", script, file], { stdio: "ignore" });
  expect(String(readBytes(file, MIB))).toBe("one\ntwo\n");
  await once(writer, "exit");
});

it("takes a pipe into which nobody writes for empty", () => {
  expect(readBytes(pipe("silent"), MIB)).toHaveLength(0);
});

it("says of a folder, a socket and what is missing what the system says", async () => {
  const socket = path.join(folder, "socket");
  const server = createServer().listen(socket);
  await once(server, "listening");
  expect(() => readBytes(folder, MIB)).toThrow("EISDIR");
  expect(() => readBytes(socket, MIB)).toThrow("ENXIO");
  expect(() => readBytes(path.join(folder, "missing"), MIB)).toThrow("ENOENT");
  server.close();
});

it("reads UTF-8 without its mark, and refuses what is none", () => {
  expect(readText(created("marked", "\uFEFFÜber"), MIB)).toBe("Über");
  const latin1 = created("latin1", Buffer.from("Über", "latin1"));
  expect(() => readText(latin1, MIB)).toThrow(new SyntaxError("it is not written in UTF-8"));
});
