import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { REPOSITORY } from "../../support/run-cli";
import type { Measured } from "./measure";
import { mistakesOf } from "./mistakes";
import { ROWS } from "./rows";

interface Written {
  readonly measured: readonly Measured[];
  readonly page: string;
}

let written: Written;

beforeAll(() => {
  const script = path.join(REPOSITORY, "scripts/clients-page.ts");
  const command = ["--import", "tsx", script, "--json"];
  const printed = execFileSync(process.execPath, command, { encoding: "utf8", maxBuffer: 1e7 });
  written = JSON.parse(printed) as Written;
}, 180_000);

const names = ROWS.map(
  ({ client, package: name, way }, index) => [client, name, way, index] as const,
);

describe.each(names)("%s (%s) by %s", (_client, _package, _way, index) => {
  it("has recorded what its provider's answer says", () => {
    expect(mistakesOf(ROWS[index]!, written.measured[index]!)).toEqual([]);
  });

  it("has told a limit from other failures", () => {
    expect(written.measured[index]!.errorClass).toBe("rate_limit");
  });
});

it("the page says what was measured", () => {
  expect(readFileSync(path.join(REPOSITORY, "docs/clients.md"), "utf8")).toBe(written.page);
  expect(ROWS.length).toBeGreaterThanOrEqual(25);
});
