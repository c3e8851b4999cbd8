import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../usage-error";

/** The parts of a package.json that `init` reads and adds to. */
export interface Manifest {
  readonly type?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

export type PackageManager = "npm" | "pnpm" | "yarn";

/** What is in the folder already. */
export class Project {
  readonly manifest: Manifest;

  /** @throws UsageError where package.json is not JSON */
  constructor(readonly folder: string) {
    this.manifest = this.readManifest();
  }

  has(file: string): boolean {
    return existsSync(path.join(this.folder, file));
  }

  /** Empty where there is no such file. */
  read(file: string): string {
    return this.has(file) ? readFileSync(path.join(this.folder, file), "utf8") : "";
  }

  /** Whether a file of the project uses this package already. */
  usesUs(file: string): boolean {
    return /["']datadog-llm\//.test(this.read(file));
  }

  dependsOn(name: string): boolean {
    const { dependencies, devDependencies, peerDependencies } = this.manifest;
    return [dependencies, devDependencies, peerDependencies].some(
      (group) => group !== undefined && name in group,
    );
  }

  /** CDK Terrain has the API of CDKTF under another name. */
  get isCdktn(): boolean {
    return this.dependsOn("cdktn");
  }

  get isEsModule(): boolean {
    return this.manifest.type === "module";
  }

  get hasJestConfig(): boolean {
    const files = ["js", "cjs", "mjs", "ts", "json"].map((ending) => `jest.config.${ending}`);
    return "jest" in this.manifest || files.some((file) => this.has(file));
  }

  get packageManager(): PackageManager {
    if (this.has("pnpm-lock.yaml")) return "pnpm";
    return this.has("yarn.lock") ? "yarn" : "npm";
  }

  private readManifest(): Manifest {
    if (!this.has("package.json")) return {};
    try {
      return JSON.parse(this.read("package.json")) as Manifest;
    } catch (error) {
      throw new UsageError(`package.json: ${(error as Error).message}`);
    }
  }
}
