import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promptFromFile } from "../../../runtime/prompts";
import { CANARY } from "../support/canaries";

let folder: string;
let file: string;
const git = (...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-prompt-"));
  file = path.join(folder, "answer.system.md");
  writeFileSync(file, CANARY);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  jest.restoreAllMocks();
});

describe("a prompt in a file", () => {
  it("has the version that leads git to its commit, and another one while it is uncommitted", () => {
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "one");
    const committed = promptFromFile(pathToFileURL(file)).version;
    writeFileSync(file, `${CANARY}, edited`);
    const dirty = promptFromFile(file).version;
    expect(git("log", "--format=%s", `--find-object=${committed}`)).toBe("one");
    expect(dirty).not.toBe(committed);
    expect(dirty).toMatch(/^[0-9a-f]{12}$/);
    expect(() => git("cat-file", "-e", dirty)).toThrow();
  });

  it("has the name of the file, or the one that is given", () => {
    expect(promptFromFile(file).name).toBe("answer");
    expect(promptFromFile(pathToFileURL(file).href, { name: "summary" }).name).toBe("summary");
  });

  it("that is larger than any prompt is not read", () => {
    const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
    truncateSync(file, 2 ** 24);
    expect(promptFromFile(file).version).toMatch(/^[0-9a-f]{12}$/);
    truncateSync(file, 2 ** 30);
    expect(promptFromFile(file).version).toBe("unknown");
    expect(warn.mock.calls).toEqual([[expect.stringContaining("(EFBIG)")]]);
  });

  it("that is missing has an unknown version, and the console says so once", () => {
    const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
    const missing = path.join(folder, "gone.md");
    expect(promptFromFile(missing)).toEqual({ name: "gone", version: "unknown" });
    promptFromFile(missing);
    expect(warn.mock.calls).toEqual([[expect.stringContaining("prompt gone is unknown")]]);
    expect(warn.mock.calls[0]?.[0]).toContain("ENOENT");
  });

  it.each([
    [undefined, "ERR_INVALID_ARG_TYPE"],
    [null, "ERR_INVALID_ARG_TYPE"],
    [7, "ERR_INVALID_ARG_TYPE"],
    [{}, "ERR_INVALID_ARG_TYPE"],
    [new URL("https://example.com/a.md"), "ERR_INVALID_URL_SCHEME"],
    [tmpdir(), "it is no file"],
    ["/dev/zero", "it is no file"],
    [hostile(new Error(CANARY)), "it is no file"],
    [hostile(Object.assign(new Error(CANARY), { code: 7 })), "it is no file"],
  ])("that is none (%#) does not throw, and the console says why", (given, why) => {
    const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
    Reflect.deleteProperty(process, Symbol.for("datadog-llm.said"));
    expect(promptFromFile(given as never).version).toBe("unknown");
    expect(warn.mock.calls).toEqual([[expect.stringContaining(`(${why}).`)]]);
    expect(warn.mock.calls[0]?.[0]).not.toContain(CANARY);
  });
});

/** An address that throws when it is read. */
function hostile(error: Error): object {
  return {
    get href(): string {
      throw error;
    },
  };
}
