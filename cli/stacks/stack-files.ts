import { readdirSync, statSync, type Dirent } from "node:fs";
import path from "node:path";
import { MAX_JSON_BYTES, readBytes } from "../read-bytes";
import { UsageError } from "../usage-error";

export function isModule(file: string): boolean {
  return /\.[cm]?[jt]s$/.test(file);
}

/**
 * The Terraform JSON files in a folder as CDKTF writes it, or in any other, or the one file.
 *
 * @throws UsageError where there is none
 */
export function filesIn(flag: string, place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  const files = stackFiles(flag, place);
  if (files.length > 0) return files;
  throw new UsageError(
    `${flag}: there is no *.tf.json in ${place}. Synthesize first: datadog-llm synth`,
  );
}

/** A folder of stacks has hundreds; what holds more is a disk, or a home. */
const MAX_ENTRIES = 50_000;

/** @throws UsageError where a folder cannot be read, or holds far more than stacks */
export function stackFiles(flag: string, folder: string, maxEntries = MAX_ENTRIES): string[] {
  const found: string[] = [];
  const waiting = [folder];
  let entries = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of entriesIn(flag, next)) {
      if (++entries > maxEntries) {
        throw new UsageError(
          `${flag}: ${folder} holds more than ${maxEntries} files and folders; name the folder of the stacks, such as cdktf.out`,
        );
      }
      const place = path.join(next, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules" && entry.name !== ".git") waiting.push(place);
      } else if (entry.name.endsWith(".tf.json")) found.push(place);
    }
  }
  return found.sort();
}

function entriesIn(flag: string, folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new UsageError(`${flag}: ${folder} cannot be read: ${(error as Error).message}`);
  }
}

/** CDKTF writes `stacks/<id>/cdk.tf.json`; other files are known by their own names. */
export function stackName(file: string): string {
  const name = path.basename(file).replace(/(?:\.tf)?\.json$/, "");
  return name === "cdk" ? path.basename(path.dirname(path.resolve(file))) : name;
}

/**
 * A file's bytes, and what they say.
 *
 * @throws UsageError where it cannot be read, or is no JSON
 */
export function readJson(flag: string, file: string): { content: Buffer; json: unknown } {
  const content = contentOf(flag, file);
  try {
    return { content, json: JSON.parse(String(content)) };
  } catch (error) {
    const hint = file.endsWith(".tf")
      ? " Instead of Terraform's own language, name what `terraform show -json` prints of its plan."
      : "";
    throw new UsageError(`${flag}: ${file} is no JSON: ${(error as Error).message}.${hint}`);
  }
}

function contentOf(flag: string, file: string): Buffer {
  try {
    return readBytes(file, MAX_JSON_BYTES);
  } catch (error) {
    throw new UsageError(`${flag}: ${file} cannot be read: ${(error as Error).message}`);
  }
}
