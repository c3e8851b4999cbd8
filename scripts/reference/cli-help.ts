import { execFileSync } from "node:child_process";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../..");

/** What `datadog-llm --help` prints, and the part of it that is about each command. */
export interface CliHelp {
  readonly text: string;
  readonly commands: ReadonlyMap<string, string>;
}

/** Asks the command line itself, so that nothing here depends on how it is built. */
export function cliHelp(): CliHelp {
  const text = help([]);
  const starts = [...text.matchAll(/^ {2}(?:datadog-llm )?([a-z]+)(?= {2}| <|$)/gm)];
  const commands = starts.map(({ 1: name = "", index }, at) => {
    const own = text.slice(index, starts[at + 1]?.index);
    return [name, own.includes("--") ? own : help([name])] as const;
  });
  return { text, commands: new Map(commands) };
}

function help(command: readonly string[]): string {
  const args = ["--import", "tsx", "cli/main.ts", ...command, "--help"];
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined };
  return execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8", env }).trimEnd();
}
