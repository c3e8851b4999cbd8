import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import path from "node:path";
import { compiledSources, REPOSITORY } from "./compiled-sources";

export { REPOSITORY };

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The command line in JavaScript, as the package ships it; `bin.test.ts` runs it from its sources. */
export const cliCommand = (args: readonly string[]): string[] => [
  path.join(compiledSources(), "cli/main.js"),
  ...args,
];

/** The app of the examples, as `--app` takes it. */
export const exampleApp = (): string => path.join(compiledSources(), "examples/main.js");

function surroundings({ cwd = REPOSITORY, env }: CliOptions) {
  const { PATH, HOME, CDKTF_OUTDIR } = process.env;
  const outdir = cwd === REPOSITORY ? { CDKTF_OUTDIR } : {};
  return { cwd, env: { PATH, HOME, ...outdir, ...env } };
}

/**
 * Runs the command line as a user does, with nothing in the environment but what Node needs; and in the
 * checkout, into which no test writes, a folder for what is synthesized.
 */
export function runCli(args: readonly string[], options: CliOptions = {}): CliRun {
  return spawnSync(process.execPath, cliCommand(args), {
    ...surroundings(options),
    encoding: "utf8",
  });
}

/** The same beside a server of the test, which `runCli` would hold up. */
export async function runCliBeside(
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliRun> {
  const child = spawn(process.execPath, cliCommand(args), surroundings(options));
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  return { status, stdout, stderr };
}
