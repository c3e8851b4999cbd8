import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { symlinkSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { compiledSources, SHIPPED } from "./compiled-sources";
import { REPOSITORY, type CliRun } from "./run-cli";

/** A folder that has the package installed, compiled as it is published, and links to other packages. */
export interface UserProject {
  readonly folder: string;
  write(file: string, text: string): void;
  /** Removes all but the packages. */
  clear(): void;
  /** Runs the installed command line, with nothing in the environment but what Node needs. */
  cli(args: readonly string[], options?: RunOptions): CliRun;
  /** Runs a script of an installed package, or one of the project's own. */
  node(args: readonly string[], options?: RunOptions): CliRun;
  remove(): void;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** @param packages names of packages of this repository that the project has, too */
export function userProject(packages: readonly string[]): UserProject {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "datadog-llm-project-")));
  const modules = path.join(folder, "node_modules");
  for (const name of packages) {
    const link = path.join(modules, name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(REPOSITORY, "node_modules", name), link);
  }
  const own = path.join(modules, "datadog-llm");
  for (const name of SHIPPED) {
    cpSync(path.join(compiledSources(), name), path.join(own, "dist", name), { recursive: true });
  }
  writeFileSync(path.join(own, "package.json"), manifest());
  const node = (args: readonly string[], options: RunOptions = {}): CliRun =>
    spawnSync(process.execPath, args, {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...options.env },
      encoding: "utf8",
      input: options.input,
    });
  return {
    folder,
    write: (file, text) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    },
    clear: () => {
      for (const name of readdirSync(folder)) {
        if (name !== "node_modules") rmSync(path.join(folder, name), { recursive: true });
      }
    },
    node,
    cli: (args, options) => node([path.join(own, "dist/cli/main.js"), ...args], options),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Types come from the sources, which the published declarations are made of. */
function manifest(): string {
  const entry = (name: string): object => ({
    types: path.join("./types", name, "index.ts"),
    default: `./dist/${name}/index.js`,
  });
  return JSON.stringify({
    name: "datadog-llm",
    version: "0.1.0",
    exports: Object.fromEntries(SHIPPED.slice(0, 4).map((name) => [`./${name}`, entry(name)])),
  });
}
