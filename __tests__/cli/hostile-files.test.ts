import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { datasetCommand } from "../../cli/commands/dataset";
import { importCommand } from "../../cli/commands/import";
import { labCommand } from "../../cli/commands/lab-command";
import { reviewCommand } from "../../cli/commands/review";
import { errorText } from "../../cli/error-text";
import { HOSTILE_FILES } from "./hostile-files";

// What is loaded late has the name of the built file, which Jest does not find.
jest.mock(
  "../../cli/commands/lab-recording.js",
  () => jest.requireActual("../../cli/commands/lab-recording"),
  { virtual: true },
);
jest.mock(
  "../../cli/lab/watched-services.js",
  () => jest.requireActual("../../cli/lab/watched-services"),
  { virtual: true },
);

const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-hostile-"));
const place = (name: string): string => path.join(folder, name);
const stacks = (index: number | string): string => place(`stacks-${index}`);

/** A stack that nobody could object to, and the points of a metric. */
const GOOD = `{"resource":{"datadog_monitor":{"a":{"name":"b","type":"query alert","query":"avg(last_5m):avg:a.b{*} > 1","message":"@slack-a"}}}}`;
const HEADER = `{"format":"datadog-llm recording","version":1}\n`;
const POINT = `{"time":1767225600,"metric":"a.b","type":"gauge","values":[1],"tags":["constructor:b"]}\n`;

const GIGABYTE = 2 ** 30;

function createdIn(file: string): string {
  writeFileSync(file, "");
  return file;
}

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
/** Files that are, or say that they are, more than anybody can read. */
const ENDLESS = { "a gigabyte": place("gigabyte"), "no end": place("endless") };
truncateSync(createdIn(ENDLESS["a gigabyte"]), GIGABYTE);
symlinkSync("/dev/zero", ENDLESS["no end"]);
for (const [name, file] of Object.entries(ENDLESS)) {
  writeFileSync(`${file}.jsonl`, HEADER);
  truncateSync(`${file}.jsonl`, GIGABYTE);
  mkdirSync(stacks(name));
  symlinkSync(file, path.join(stacks(name), "x.tf.json"));
  files.push({ name, file, stack: stacks(name), out: place(`out-${name}`) });
}
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
    expect(text).not.toMatch(
      /\n\s+at |Cannot find module|is not a function|of undefined|call stack|\[object /,
    );
    expect(text.length).toBeLessThan(2_000);
    expect(Object("")).not.toHaveProperty("polluted");
  });
});

/** What a command says of a file. */
function said(command: string, name: string): Promise<string> {
  const file = files.find((one) => one.name === name)!;
  return COMMANDS[command]!(file).then(() => "", errorText);
}

test("what is nested too deeply, or is no text, is said", async () => {
  const command = "import --monitors";
  expect(await said(command, "a deep list")).toMatch(/it is nested too deeply to be read$/);
  expect(await said(command, "Latin1")).toMatch(/it is not written in UTF-8$/);
});

const TOO_MUCH = {
  "a gigabyte": /it has 1024 MiB, and at most (64|256) MiB are read$/,
  "no end":
    /it has more, and at most 64 MiB are read$|is no file: a recording is read more than once/,
};
/** They read lines, and a line has an end. */
const OF_LINES: Readonly<Record<string, RegExp>> = {
  "lab --recording with a header": /: Line 2: .*; it is cut off: delete it to read the rest\.$/,
  "dataset --recording": /holds no failed call that matches/,
};

test.each(Object.keys(COMMANDS))("%s says why it reads no further", async (command) => {
  for (const [name, reason] of Object.entries(TOO_MUCH)) {
    expect(await said(command, name)).toMatch(OF_LINES[command] ?? reason);
  }
});
