import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { REPOSITORY } from "./support/run-cli";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const LOCKS = [
  "package-lock.json",
  "__tests__/packages/package-lock.json",
  "scripts/mutation/package-lock.json",
] as const;
/** In any combination of these, code may be passed on and sold, in return for its notice. */
const PERMISSIVE = /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense)$/;

function locked(file: string): [string, Locked][] {
  const { packages } = JSON.parse(read(file)) as { packages: Record<string, Locked> };
  return Object.entries(packages).filter(([folder]) => folder !== "");
}

function read(file: string): string {
  return readFileSync(path.join(REPOSITORY, file), "utf8");
}

describe.each(LOCKS)("%s", (file) => {
  it("holds a hash of every package but those that lie within another", () => {
    const without = locked(file).filter(([, { integrity }]) => !integrity?.startsWith("sha512-"));
    expect(without.filter(([, { inBundle }]) => inBundle !== true)).toEqual([]);
  });

  it("names no other registry than npm's, because each may have one in its place", () => {
    const addresses = locked(file).flatMap(([, { resolved }]) => resolved ?? []);
    expect(addresses.filter((one) => !one.startsWith("https://registry.npmjs.org/"))).toEqual([]);
  });
});

it("installs no package whose script would run but four that tools need for their binaries", () => {
  const scripts = locked("package-lock.json").filter(([, one]) => one.hasInstallScript);
  const names = scripts.map(([folder]) => folder.replace(/^.*node_modules\//, ""));
  expect(names).toEqual(["@parcel/watcher", "@swc/core", "esbuild", "unrs-resolver"]);
});

it("needs, beside its development, only packages with licences that companies accept", () => {
  const others = locked("package-lock.json")
    .filter(
      ([, { dev, license = "" }]) =>
        dev !== true && !license.split(/ (?:AND|OR) /).every(isPermissive),
    )
    .map(([folder, { license }]) => `${folder.replace(/^.*node_modules\//, "")}: ${license}`);
  expect(others).toEqual([
    // Files under this licence may stand beside any others; only changes to them must be published.
    "@cdktf/provider-datadog: MPL-2.0",
    "cdktf: MPL-2.0",
    "jsonify: Public Domain",
  ]);
});

function isPermissive(licence: string): boolean {
  return PERMISSIVE.test(licence.replace(/[()]/g, ""));
}

it("pins each action of its workflows by the hash of a commit", () => {
  const folder = path.join(REPOSITORY, ".github/workflows");
  const workflows = readdirSync(folder).map((name) => read(`.github/workflows/${name}`));
  const actions = workflows.flatMap((text) =>
    [...text.matchAll(/uses: (.*)/g)].map(([, one]) => one),
  );
  expect(actions.length).toBeGreaterThan(2);
  for (const one of actions) expect(one).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  for (const text of workflows) expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
});

it("runs no script of its own when it is installed", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: object };
  const run = Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name));
  expect(run).toEqual([]);
});
