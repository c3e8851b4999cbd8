import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { compiledFile } from "../../support/compiled-sources";

it("observing a stream does not hide the rejection of an error that the application forgot", async () => {
  const script = compiledFile(join(__dirname, "forgotten-error.ts"));
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  expect(JSON.parse(stdout)).toEqual({ endings: ["error", "error", "error"], unhandled: 3 });
}, 30_000);
