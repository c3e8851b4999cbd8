/**
 * Writes the package as it is published, with a `package.json` of its own, to `dist/` or to the folder
 * that is given: `npm run build -- <folder>`.
 */
import { execFileSync } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildPage, builtFiles, PAGE_NAMES } from "../../lab/report/page-bundle";
import { bundleRuntime } from "./bundle-runtime";
import { writeCdkTerrain } from "./cdk-terrain";
import { writeManifest } from "./manifest";
import { requireWhole } from "./require-whole";
import { writeMatcherEntries } from "./matcher-entries";

const ROOT = path.join(__dirname, "../..");
const GENERATED = "lab/query/generated";

async function main(dist: string): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  const compiler = path.join(ROOT, "node_modules/typescript/bin/tsc");
  const project = path.join(ROOT, "tsconfig.build.json");
  // `npm run check` is what checks the types: here they are only written.
  const args = ["-p", project, "--outDir", dist, "--noCheck"];
  execFileSync(process.execPath, [compiler, ...args], { stdio: "inherit" });
  cpSync(path.join(ROOT, GENERATED), path.join(dist, GENERATED), { recursive: true });
  await bundleRuntime(ROOT, dist);
  writeCdkTerrain(dist);
  writeMatcherEntries(dist);
  writePages(dist);
  writeManifest(ROOT, dist);
  copyPages(dist);
  requireWhole(dist);
  const shown = path.relative(process.cwd(), dist);
  console.log(
    `${shown}/ is the package: npm pack ./${shown}, then npm install <the file that it names>`,
  );
}

/** The pages, where `lab/report/page-bundle.ts` looks for them, and the licences of what they hold. */
function writePages(dist: string): void {
  const folder = path.join(dist, "lab/report");
  const notices = PAGE_NAMES.map((name) => {
    const { script, style, licences } = buildPage(name);
    const files = builtFiles(name, folder);
    writeFileSync(files.script, script);
    writeFileSync(files.style, style);
    return licences;
  });
  const head = "Packages that are part of lab/report/page.js and of each report:";
  const licences = notices.filter((text) => text !== "").join("\n");
  writeFileSync(path.join(dist, "THIRD_PARTY_NOTICES.txt"), `${head}\n\n${licences}\n`);
}

/** The pages that a user reads beside the package, without their pictures. */
function copyPages(dist: string): void {
  for (const file of ["README.md", "CHANGELOG.md", "LICENSE"]) {
    cpSync(path.join(ROOT, file), path.join(dist, file));
  }
  cpSync(path.join(ROOT, "docs"), path.join(dist, "docs"), {
    recursive: true,
    filter: (file) => !file.endsWith(".png"),
  });
}

void main(path.resolve(process.argv[2] ?? path.join(ROOT, "dist")));
