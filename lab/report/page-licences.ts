import { readFileSync } from "node:fs";
import path from "node:path";

/** A package that became part of the page. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** The whole text: who passes a report on passes the package on. */
  readonly licence: string;
}

/** The packages among a bundle's source files, each once, by name. */
export function bundledPackages(sources: readonly string[]): readonly BundledPackage[] {
  const folders = sources.flatMap(
    (source) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0] ?? [],
  );
  return [...new Set(folders)].sort().map((folder) => {
    const manifest = readFileSync(path.join(folder, "package.json"), "utf8");
    const { name, version } = JSON.parse(manifest) as { name: string; version: string };
    const licence = readFileSync(path.join(folder, "LICENSE"), "utf8").trim();
    return { name, version, licence };
  });
}

/** As text for people. */
export function licenceText(packages: readonly BundledPackage[]): string {
  return packages
    .map(({ name, version, licence }) => `${name} ${version}\n\n${licence}`)
    .join(`\n\n${"-".repeat(72)}\n\n`);
}
