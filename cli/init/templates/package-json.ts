import type { Manifest, Project } from "../project";
import { ownVersion } from "../../own-version";
import { VERSIONS } from "../versions";

type Versions = Readonly<Record<string, string>>;

/** The package.json with what is missing in it; nothing that is there changes. */
export function packageJsonFile(project: Project): string {
  const { manifest } = project;
  const written: Manifest = {
    ...(Object.keys(manifest).length === 0 ? { private: true } : manifest),
    scripts: { ...scripts(project), ...manifest.scripts },
    dependencies: withMissing(manifest.dependencies, missing(project, dependencies(project))),
    devDependencies: withMissing(
      manifest.devDependencies,
      missing(project, devDependencies(project)),
    ),
  };
  const [, indent = "  "] = /\n([ \t]+)"/.exec(project.read("package.json")) ?? [];
  return `${JSON.stringify(written, null, indent)}\n`;
}

function scripts(project: Project): Versions {
  return {
    ...project.manifest.scripts,
    start: "datadog-llm synth",
    lab: "datadog-llm lab",
    test: project.hasJestConfig ? "jest" : "tsc --noEmit && jest",
  };
}

function dependencies(project: Project): Versions {
  return {
    ...(project.isCdktn
      ? pick("@cdktn/provider-datadog")
      : pick("cdktf", "@cdktf/provider-datadog")),
    ...pick("constructs"),
    "datadog-llm": `^${ownVersion()}`,
  };
}

function devDependencies(project: Project): Versions {
  const isLoaded = project.dependsOn("ts-node") || project.dependsOn("tsx");
  // Whoever has an app runs it somehow, often with a CLI that is installed globally.
  const isApp = project.dependsOn("cdktf") || project.dependsOn("cdktn");
  return {
    ...(isApp ? {} : pick("cdktf-cli")),
    ...pick("@datadog/sketches-js", "@msgpack/msgpack", "@types/node", "typescript"),
    ...(isLoaded ? {} : pick("tsx")),
    ...(project.hasJestConfig ? {} : pick("@swc/core", "@swc/jest", "@types/jest", "jest")),
  };
}

function pick(...names: readonly (keyof typeof VERSIONS)[]): Versions {
  return Object.fromEntries(names.map((name) => [name, VERSIONS[name]]));
}

/** A package may stand in any group, and in whatever version. */
function missing(project: Project, wanted: Versions): Versions {
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !project.dependsOn(name)));
}

/** Sorted, as package managers write them. */
function withMissing(there: Versions = {}, added: Versions): Versions {
  const entries = Object.entries({ ...there, ...added });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
