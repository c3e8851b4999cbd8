import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The file's text; after a change that is meant, `GOLDEN=write npx jest <test>` writes it anew. */
export function golden(file: string, text: string): string {
  const whole = path.join(__dirname, "..", file);
  if (process.env["GOLDEN"] === "write") writeFileSync(whole, text);
  return readFileSync(whole, "utf8");
}
