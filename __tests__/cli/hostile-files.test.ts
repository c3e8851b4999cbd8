import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { datasetCommand } from "../../cli/commands/dataset";
import { importCommand } from "../../cli/commands/import";
import { labCommand } from "../../cli/commands/lab-command";
import { reviewCommand } from "../../cli/commands/review";
import { errorText } from "../../cli/error-text";
import { HOSTILE_FILES } from "./hostile-files";

const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-hostile-"));
const place = (name: string): string => path.join(folder, name);
const stacks = (index: number | string): string => place(`stacks-${index}`);

/** A stack that nobody could object to, and the points of a metric. */
const GOOD = `{"resource":{"datadog_monitor":{"a":{"name":"b","type":"query alert","query":"avg(last_5m):avg:a.b{*} > 1","message":"@slack-a"}}}}`;
const HEADER = `{"format":"datadog-llm recording","version":1}\n`;
const POINT = `{"time":1767225600,"metric":"a.b","type":"gauge","values":[1],"tags":["constructor:b"]}\n`;

const files = Object.entries(HOSTILE_FILES).map(([name, content], index) => {
  const file = place(`file-${index}.json`);
  writeFileSync(file, content);
  writeFileSync(`${file}.jsonl`, Buffer.concat([Buffer.from(HEADER), Buffer.from(content)]));
  mkdirSync(stacks(index));
  writeFileSync(path.join(stacks(index), "x.tf.json"), content);
  return { name, file, stack: stacks(index), out: place(`out-${index}`) };
});
mkdirSync(path.join(stacks("none"), "x.tf.json"), { recursive: true });
files.push({ name: "a folder", file: folder, stack: stacks("none"), out: place("out-folder") });
mkdirSync(stacks("good"));
writeFileSync(path.join(stacks("good"), "x.tf.json"), GOOD);
writeFileSync(place("good.jsonl"), HEADER + POINT.repeat(3));

beforeAll(() => {
  jest.spyOn(console, "log").mockImplementation(() => undefined);
});
afterAll(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

type File = (typeof files)[number];

const COMMANDS: Readonly<Record<string, (file: File) => Promise<void>>> = {
  "import --monitors": ({ file, out }) => importCommand(["--monitors", file, "--out", `${out}.1`]),
  "import --state": ({ file, out }) => importCommand(["--state", file, "--out", `${out}.2`]),
  "review --head": ({ file }) => reviewCommand(["--head", file]),
  "review --base": ({ stack }) =>
    reviewCommand(["--base", stack, "--head", stacks("good"), "--markdown"]),
  "lab --recording": ({ file }) => labCommand(["--recording", file, "--app", stacks("good")]),
  "lab --recording with a header": ({ file }) =>
    labCommand(["--recording", `${file}.jsonl`, "--app", stacks("good")]),
  "dataset --recording": ({ file, out }) =>
    datasetCommand(["--recording", `${file}.jsonl`, "--out", `${out}.3`]),
  "lab --monitors": ({ file }) =>
    labCommand(["--recording", place("good.jsonl"), "--monitors", file]),
  "lab --app": ({ stack }) => labCommand(["--recording", place("good.jsonl"), "--app", stack]),
};

describe.each(Object.entries(COMMANDS))("%s", (_command, run) => {
  test.each(files)("reads or refuses $name", async (file) => {
    const text = await run(file).then(() => "", errorText);
    expect(text).not.toMatch(/\n\s+at |is not a function|of undefined|call stack|\[object /);
    expect(text.length).toBeLessThan(2_000);
    expect(Object("")).not.toHaveProperty("polluted");
  });
});

test("what is nested too deeply, or is no text, is said", async () => {
  const said = (name: string): Promise<string> =>
    COMMANDS["import --monitors"]!(files.find((one) => one.name === name)!).then(
      () => "",
      errorText,
    );
  expect(await said("a deep list")).toMatch(/it is nested too deeply to be read$/);
  expect(await said("Latin1")).toMatch(/it is not written in UTF-8$/);
});
