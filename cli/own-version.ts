import { readFileSync } from "node:fs";
import path from "node:path";

/** The version of this package. */
export function ownVersion(folder = __dirname): string {
  try {
    const text = readFileSync(path.join(folder, "package.json"), "utf8");
    const { name, version } = JSON.parse(text) as { name?: string; version?: string };
    if (name === "datadog-llm" && version !== undefined) return version;
  } catch {
    // Not the folder of a package.
  }
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error("The package.json of datadog-llm is missing.");
  return ownVersion(parent);
}
