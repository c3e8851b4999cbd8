/** Writes what the commands of its walk-through print into docs/prompt-releases.md. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.join(__dirname, "..");
const PACKAGES = ["cdktf", "constructs", "@cdktf/provider-datadog", "tsx"];
export const PAGE = path.join(ROOT, "docs/prompt-releases.md");

/** What a page says is a file, by its first line. */
const FILES = /^```ts\n\/\/ (\w+\.ts)\n([\s\S]*?)^```$/gm;
/** Commands, and what they print where the page shows it. */
const COMMANDS = /^```sh\n([\s\S]*?)^```$(\n\n```text\n[\s\S]*?^```$)?/gm;

/**
 * Runs the commands of a page in a project of its own, with the files that the page shows.
 *
 * @returns the page with what they printed
 * @throws Error where one of them fails
 */
export function playedPage(page: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-release-"));
  try {
    install(folder);
    for (const [, name = "", text = ""] of page.matchAll(FILES)) {
      writeFileSync(path.join(folder, name), text);
    }
    return page.replace(COMMANDS, (_, commands: string, shown?: string) => {
      const printed = outputOf(folder, commands);
      const output = shown === undefined ? "" : `\n\n\`\`\`text\n${printed.trimEnd()}\n\`\`\``;
      return `\`\`\`sh\n${commands}\`\`\`${output}`;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(folder: string): void {
  const modules = path.join(folder, "node_modules");
  mkdirSync(path.join(modules, "@cdktf"), { recursive: true });
  for (const name of PACKAGES) {
    symlinkSync(path.join(ROOT, "node_modules", name), path.join(modules, name));
  }
  symlinkSync(ROOT, path.join(modules, "datadog-llm"));
}

function outputOf(folder: string, commands: string): string {
  const cli = [process.execPath, "--import", path.join(ROOT, "node_modules/tsx/dist/loader.mjs")];
  const command = [...cli, path.join(ROOT, "cli/main.ts")].map((part) => `"${part}"`).join(" ");
  const npx = `npx() { shift; ${command} "$@"; }`;
  const { status, stdout, stderr } = spawnSync("bash", ["-euc", `${npx}\n${commands}`], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
    encoding: "utf8",
  });
  if (status === 0) return stdout;
  throw new Error(`Exit code ${status} of\n${commands}\n${stdout}${stderr}`);
}

if (require.main === module) writeFileSync(PAGE, playedPage(readFileSync(PAGE, "utf8")));
