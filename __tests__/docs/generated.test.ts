import { readFileSync } from "node:fs";
import path from "node:path";
import { REPOSITORY } from "../support/run-cli";
import { spawnSync } from "node:child_process";

describe("the generated pages", () => {
  it("are up to date: after a change of the contract or of a signal, run npm run docs", () => {
    const script = `
      import("./scripts/generate-docs.ts").then(async (module) => {
        const { generatedDocs } = module.default ?? module;
        process.stdout.write(JSON.stringify(await generatedDocs()));
      });`;
    const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "-e", script], {
      cwd: REPOSITORY,
      env: process.env,
      encoding: "utf8",
    });
    const pages = JSON.parse(stdout) as Record<string, string>;
    expect(Object.keys(pages)).toEqual([
      "docs/telemetry.md",
      "docs/chance.md",
      "docs/datadog-forms.md",
      "docs/mutation.md",
      "README.md",
      "docs/lab.md",
      "docs/metric-costs.md",
      "docs/doctor.md",
      "docs/security.md",
      "docs/review.md",
      "docs/reference/constructs.md",
      "docs/reference/declaration.md",
      "docs/reference/runtime.md",
      "docs/reference/bridges.md",
      "docs/reference/lab.md",
      "docs/reference/cli.md",
    ]);
    for (const [page, text] of Object.entries(pages)) {
      expect(readFileSync(path.join(REPOSITORY, page), "utf8")).toBe(text);
    }
  }, 120_000);
});
