/**
 * Installs what `__tests__/packages` names: packages of some 200 MB that only tests use, and that
 * everyone's `npm ci` is spared. Does nothing where they are installed already.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

const TESTS = path.join(__dirname, "../__tests__");
const FOLDER = path.join(TESTS, "packages");
/** What was installed: the lock file as it then was. */
const INSTALLED = path.join(FOLDER, "node_modules/.installed-lock.json");

function main(): void {
  const wanted = readFileSync(path.join(FOLDER, "package-lock.json"), "utf8");
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, "utf8") === wanted) return;
  console.log("Installing the packages that only tests use …");
  execFileSync("npm", ["ci"], { cwd: FOLDER, stdio: ["ignore", "ignore", "inherit"] });
  // A `package.json` beside the tests would hide the checkout's own from them.
  rmSync(path.join(TESTS, "node_modules"), { recursive: true, force: true });
  symlinkSync(path.join(FOLDER, "node_modules"), path.join(TESTS, "node_modules"), "junction");
  writeFileSync(INSTALLED, wanted);
}

main();
