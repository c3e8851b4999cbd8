import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(__dirname, "../..");

/** A temporary folder in which the steps work, with an environment that holds nothing. */
export class Workshop {
  private packed: string | undefined;

  constructor(readonly folder: string) {}

  /** Makes an empty project; `files` are its files by name. */
  project(name: string, files: Readonly<Record<string, string>> = {}): string {
    const project = path.join(this.folder, name);
    mkdirSync(project, { recursive: true });
    this.write(project, { "package.json": manifest({ name, private: true }), ...files });
    return project;
  }

  write(project: string, files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(project, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  /** The checkout as a clone holds it, with what is not committed yet. */
  clone(name: string): string {
    const clone = path.join(this.folder, name);
    const args = ["ls-files", "--cached", "--others", "--exclude-standard"];
    for (const file of this.run(ROOT, "git", args).split("\n")) {
      const from = path.join(ROOT, file);
      if (file !== "" && existsSync(from)) cpSync(from, path.join(clone, file));
    }
    return clone;
  }

  /** The package as a release packs it; packed once. */
  tarball(): string {
    this.packed ??= this.pack();
    return this.packed;
  }

  private pack(): string {
    const built = path.join(this.folder, "built");
    this.run(ROOT, "npm", ["run", "--silent", "build", "--", built]);
    const name = this.run(built, "npm", ["pack", "--silent", "--pack-destination", this.folder]);
    return path.join(this.folder, name.split("\n").at(-1) ?? "");
  }

  /** Installs packages into a project, this one among them unless `withPackage` is false. */
  install(project: string, packages: readonly string[], withPackage = true): void {
    const own = withPackage ? [this.tarball()] : [];
    const quiet = ["--silent", "--no-audit", "--no-fund"];
    this.run(project, "npm", ["install", ...quiet, ...own, ...packages]);
  }

  /**
   * Runs a command with nothing in the environment but what finds it.
   *
   * @returns what it printed
   * @throws with what it printed, where it fails
   */
  run(
    cwd: string,
    command: string,
    args: readonly string[],
    extra: NodeJS.ProcessEnv = {},
  ): string {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, CHECKPOINT_DISABLE: "1", ...extra };
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
    if (status === 0) return stdout.trim();
    throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  }

  /** Runs a command line as it stands in the docs. */
  shell(cwd: string, line: string): string {
    return this.run(cwd, "sh", ["-c", line]);
  }
}

export function manifest(content: object): string {
  return JSON.stringify({ version: "1.0.0", ...content }, null, 2);
}

/** @throws unless `text` holds `wanted` */
export function mustHold(text: string, wanted: string): void {
  if (!text.includes(wanted)) throw new Error(`${JSON.stringify(wanted)} is not in:\n${text}`);
}

/** Version that this checkout pins of a package. */
export function pinned(name: string): string {
  const app = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    readonly dependencies: Record<string, string>;
    readonly devDependencies: Record<string, string>;
  };
  const version = { ...app.dependencies, ...app.devDependencies }[name];
  if (version === undefined) throw new Error(`package.json does not name ${name}.`);
  return `${name}@${version}`;
}
