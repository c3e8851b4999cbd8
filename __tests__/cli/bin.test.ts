import { spawnSync } from "node:child_process";
import path from "node:path";
import { REPOSITORY } from "../support/run-cli";

test("the command line runs from its sources by one plain file, which npx can start in a clone", () => {
  const bin = path.join(REPOSITORY, "cli/bin.js");
  const args = [bin, "lab", "--stack", "code-review", "--scenario", "provider-429-storm"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: REPOSITORY,
    env: process.env,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("every expected alert fired");
}, 60_000);
