import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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
