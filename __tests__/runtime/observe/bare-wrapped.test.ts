import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { cases } from "../../support/fast-check";

/**
 * What a call returns is used like the bare result, by any sequence of calls: the same values in the same
 * order, the same errors, the same work done by its source, the same rejections that nobody handles,
 * which Jest would take for its own.
 */
const HOUR_MS = 3_600_000;

it.each(["promises", "iterables", "node-streams", "byte-streams"])(
  "wrapped %s are used like bare ones",
  async (kind) => {
    const script = join(__dirname, "bare/main.ts");
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--no-warnings",
      "--import",
      "tsx",
      script,
      kind,
      String(cases(200)),
    ]);
    expect(stdout).toBe("no difference\n");
  },
  HOUR_MS,
);
