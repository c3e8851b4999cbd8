import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Watched } from "../../lab";
import type * as ExampleStacks from "../../scripts/example-stacks";

/** The stacks of the examples, synthesized to a temporary folder; by service. */
export function synthesizeExamples(): ReadonlyMap<string, Watched> {
  const outdir = mkdtempSync(path.join(tmpdir(), "datadog-llm-examples-"));
  const before = process.env["CDKTF_OUTDIR"];
  process.env["CDKTF_OUTDIR"] = outdir;
  try {
    // Whoever loads the app synthesizes it: it must not be loaded before.
    const { exampleStacks } = jest.requireActual<typeof ExampleStacks>(
      "../../scripts/example-stacks",
    );
    return new Map(exampleStacks().map((watched) => [watched.service.service, watched]));
  } finally {
    if (before === undefined) delete process.env["CDKTF_OUTDIR"];
    else process.env["CDKTF_OUTDIR"] = before;
    rmSync(outdir, { recursive: true, force: true });
  }
}
