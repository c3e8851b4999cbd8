import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stackFiles } from "../../../cli/stacks/stack-files";
import { stacksOf } from "../../../cli/stacks/stacks-of";
import { review } from "../../../review";
import { monitor } from "../../review/stack";

const folder = mkdtempSync(path.join(tmpdir(), "plain-terraform-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A project of Terraform JSON, file by file. */
function project(name: string, files: Readonly<Record<string, Record<string, unknown>>>): string {
  for (const [file, monitors] of Object.entries(files)) {
    const place = path.join(folder, name, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, JSON.stringify({ resource: { datadog_monitor: monitors } }));
  }
  return path.join(folder, name);
}

describe("two folders of Terraform JSON", () => {
  const disk = monitor({ name: "Disk", tags: [] });
  const net = monitor({ name: "Net", tags: [] });
  const base = project("base", { "main.tf.json": { disk }, "net/main.tf.json": { net } });

  test("are compared module by module, whatever the files are called", () => {
    const head = project("head", {
      "alerts.tf.json": { disk },
      "more.tf.json": {},
      "net/main.tf.json": { net: { ...net, priority: "1" } },
    });
    const changes = review(stacksOf("--base", base, ""), stacksOf("--head", head, ""));
    expect(changes.map(({ address, text }) => `${address}: ${text}`)).toEqual([
      "net/datadog_monitor.net: priority: 1 instead of 2",
    ]);
  });

  test("or two files of them", () => {
    const [left, right] = ["main.tf.json", "net/main.tf.json"].map((file) => path.join(base, file));
    const stacks = [left, right].map((file) => stacksOf("--base", file!, ""));
    expect(stacks.map(([one]) => one!.stack)).toEqual([".", "."]);
  });
});

describe("a folder", () => {
  const place = project("large", {
    "a.tf.json": {},
    "b/c.tf.json": {},
    "node_modules/x.tf.json": {},
  });
  const files = ["a.tf.json", "b/c.tf.json"].map((file) => path.join(place, file));

  test("is looked through as far as folders of stacks are large, and not a whole disk", () => {
    expect(stackFiles("--head", place, 4)).toEqual(files);
    expect(() => stackFiles("--head", place, 3)).toThrow(
      `--head: ${place} holds more than 3 files and folders`,
    );
  });

  test("that cannot be read is named", () => {
    const none = path.join(place, "none");
    expect(() => stackFiles("--head", none)).toThrow(`--head: ${none} cannot be read: ENOENT`);
  });
});

describe("what is no folder", () => {
  test.each([
    "--upload-pack=touch pwned",
    "-opwned",
    "--output=pwned",
    "--all",
    "$(touch pwned)",
    "HEAD --",
  ])("%s is no revision either, and no option of git's", (revision) => {
    expect(() => stacksOf("--base", revision, "main.ts")).toThrow("or a git revision");
    expect(existsSync("pwned")).toBe(false);
  });
});
