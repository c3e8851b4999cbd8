import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { clientsPage } from "../../../scripts/clients-page";
import { compiledFile, REPOSITORY } from "../../support/compiled-sources";
import type { Measured } from "./measure";
import { mistakesOf } from "./mistakes";
import { ROWS } from "./rows";

let measured: readonly Measured[];

/** In a process of its own: some clients need what a test runner hides. */
beforeAll(() => {
  const script = compiledFile(path.join(__dirname, "measure.ts"));
  measured = JSON.parse(run(script)) as readonly Measured[];
}, 180_000);

const names = ROWS.map(
  ({ client, package: name, way }, index) => [client, name, way, index] as const,
);

describe.each(names)("%s (%s) by %s", (_client, _package, _way, index) => {
  it("has recorded what its provider's answer says", () => {
    expect(mistakesOf(ROWS[index]!, measured[index]!)).toEqual([]);
  });

  it("has told a limit from other failures", () => {
    expect(measured[index]!.errorClass).toBe("rate_limit");
  });
});

it("the page says what was measured", () => {
  const prettier = path.join(REPOSITORY, "node_modules/prettier/bin/prettier.cjs");
  const written = path.join(REPOSITORY, "docs/clients.md");
  const page = run(prettier, ["--stdin-filepath", written], clientsPage(measured));
  expect(readFileSync(written, "utf8")).toBe(page);
  expect(ROWS.length).toBeGreaterThanOrEqual(25);
});

/** What a script prints. */
function run(script: string, args: readonly string[] = [], input = ""): string {
  return execFileSync(process.execPath, [script, ...args], {
    cwd: REPOSITORY,
    encoding: "utf8",
    input,
    stdio: ["pipe", "pipe", "ignore"],
  });
}
