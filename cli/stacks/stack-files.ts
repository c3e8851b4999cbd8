import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { MOST_OF_JSON, readBytes } from "../read-bytes";
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
  const files = stackFiles(place);
  if (files.length > 0) return files;
  throw new UsageError(
    `${flag}: there is no *.tf.json in ${place}. Synthesize first: datadog-llm synth`,
  );
}

export function stackFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".tf.json") && !name.includes("node_modules"))
    .map((name) => path.join(folder, name))
    .sort();
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
    return readBytes(file, MOST_OF_JSON);
  } catch (error) {
    throw new UsageError(`${flag}: ${file} cannot be read: ${(error as Error).message}`);
  }
}
