import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { read } from "../errors/inspect";
import type { RegistryPromptName } from "../prompt/scope";
import { warnOnConsole } from "../safety/notices";
import { resolvedPrompt, type PromptOptions, type ResolvedPrompt } from "./resolved";

/** As many digits as tell the blobs of a large repository apart. */
const HASH_LENGTH = 12;

/**
 * The prompt in a file that ships with the code. Its version is the start of the id that Git gives to
 * these bytes: a change that was never committed has a version that no commit knows, and a deploy that
 * leaves the prompt alone leaves its version alone.
 *
 * Reads the file: call it once, where the prompt itself is read. A file that cannot be read has the
 * version `unknown`, and the console says so once.
 *
 * @param file URL or path.
 * @param options Without `name`, the name is that of the file, up to its first dot.
 * @example
 * const prompt = promptFromFile(new URL("./prompts/answer.md", import.meta.url), { name: "answer" });
 * llm.withPrompt({ ...prompt, feature: "chat" }, work);
 * // Which commit was that? git log --find-object=<version>
 */
export function promptFromFile<const N extends string = RegistryPromptName>(
  file: URL | string,
  options: Pick<PromptOptions<N>, "name"> = {},
): ResolvedPrompt<N> {
  const found = readPrompt(file);
  return resolvedPrompt(found, { name: read(options, "name") } as PromptOptions<N>);
}

function readPrompt(file: URL | string) {
  let name: string | undefined;
  try {
    const location = pathOf(file);
    name = path.basename(location).split(".", 1)[0];
    return { name, version: blobId(bytesOf(location)).slice(0, HASH_LENGTH) };
  } catch (error) {
    const code = read(error, "code");
    const why = typeof code === "string" ? code : "it is no file";
    warnOnConsole(
      `datadog-llm: the version of the prompt ${name ?? "in a file"} is unknown: its file cannot be read (${why}).`,
    );
    return { name, version: undefined };
  }
}

/** More is no prompt. */
const MOST_BYTES = 1 << 24;

function bytesOf(location: string): Buffer {
  const stats = statSync(location);
  // A pipe would hold the application up, and a device may have no end.
  if (!stats.isFile()) throw new TypeError("no file");
  if (stats.size > MOST_BYTES) throw Object.assign(new RangeError("too large"), { code: "EFBIG" });
  return readFileSync(location);
}

function pathOf(file: URL | string): string {
  const isUrl = typeof file !== "string" || file.startsWith("file:");
  return isUrl ? fileURLToPath(file) : file;
}

/** As `git hash-object` makes it. */
function blobId(bytes: Buffer): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
