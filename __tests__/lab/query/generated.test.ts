import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..", "..");

describe("the generated parser", () => {
  it("is as new as the grammar, because nobody generates it before running", () => {
    const check = ["--import", "tsx", join("scripts", "generate-parser.ts"), "--check"];
    expect(() => execFileSync(process.execPath, check, { cwd: ROOT, stdio: "pipe" })).not.toThrow();
  }, 60_000);
});
