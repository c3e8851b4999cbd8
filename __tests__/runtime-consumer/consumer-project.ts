import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const REPOSITORY = path.resolve(__dirname, "../..");

/** A project that has installed the packed package, and dd-trace beside it. */
export interface ConsumerProject {
  readonly folder: string;
  /** Writes a file of the project; returns its path. */
  write(name: string, text: string): string;
  remove(): void;
}

/** Packs the package as a release does, and installs the tarball as its users do. */
export function createConsumerProject(): ConsumerProject {
  // The real path: Node names modules by it, and the temporary folder may be a link.
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "datadog-llm-consumer-")));
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const built = path.join(folder, "built");
  npm(REPOSITORY, "run", "build", "--", built);
  const packed = npm(built, "pack", "--pack-destination", folder);
  rmSync(built, { recursive: true });
  write("package.json", JSON.stringify({ name: "consumer", version: "1.0.0", private: true }));
  npm(
    folder,
    "install",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    `./${packed.split("\n").at(-1)}`,
  );
  // The package asks for neither, so npm did not install them.
  for (const name of ["dd-trace", "@types"]) {
    const modules = path.join(REPOSITORY, "node_modules", name);
    symlinkSync(modules, path.join(folder, "node_modules", name), "dir");
  }
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function npm(cwd: string, ...args: readonly string[]): string {
  // Its own output on stderr would mix with that of the tests.
  return execFileSync("npm", ["--silent", ...args], {
    cwd,
    encoding: "utf8",
    stdio: "pipe",
  }).trim();
}
