import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What CDK Terrain renamed. Only `constructs/cdktf` names either, so nothing else changes. */
const RENAMED = { '"cdktf"': '"cdktn"', "@cdktf/provider-datadog": "@cdktn/provider-datadog" };

/** Writes the constructs once more, for apps on CDK Terrain, over the same contract. */
export function writeCdkTerrain(dist: string): void {
  const folder = path.join(dist, "cdktn");
  cpSync(path.join(dist, "constructs"), path.join(folder, "constructs"), { recursive: true });
  for (const file of ["cdktf.js", "cdktf.d.ts"]) rename(path.join(folder, "constructs", file));
  mkdirSync(path.join(folder, "telemetry"));
  const contract = { "index.js": "module.exports = require", "index.d.ts": "export * from " };
  for (const [file, prefix] of Object.entries(contract)) {
    const target = '"../../telemetry/index.js"';
    const line = file.endsWith(".js") ? `${prefix}(${target});\n` : `${prefix}${target};\n`;
    writeFileSync(path.join(folder, "telemetry", file), line);
  }
}

function rename(file: string): void {
  let text = readFileSync(file, "utf8");
  for (const [from, to] of Object.entries(RENAMED)) text = text.replaceAll(from, to);
  writeFileSync(file, text);
}
