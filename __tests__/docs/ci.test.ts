import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { cliHelp } from "../../scripts/reference/cli-help";
import { workflowFile } from "../../cli/init/templates/workflow";
import { codeBlocks } from "../support/markdown-blocks";
import { REPOSITORY } from "../support/run-cli";

const yaml = (page: string): string[] =>
  codeBlocks(page)
    .filter(({ language }) => language === "yaml")
    .map(({ text }) => text);
const [github, gitlab] = yaml("docs/ci.md");
const [gate, gitlabGate] = yaml("docs/prompt-releases.md");

function uses(workflow: string): string[] {
  return [...workflow.matchAll(/uses: (.*)/g)].map(([, one = ""]) => one);
}

describe("the templates for pipelines", () => {
  test("pin every action by the hash of a commit, with its version beside it", () => {
    expect(uses(github!).length).toBeGreaterThan(6);
    expect(uses(gate!)).toHaveLength(2);
    for (const one of [...uses(github!), ...uses(gate!)])
      expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("use the same actions as the workflow that init writes", () => {
    for (const one of uses(workflowFile("npm"))) expect(uses(github!)).toContain(one);
  });

  test("let no job do more than it has to", () => {
    expect(github).toContain("\npermissions:\n  contents: read\n");
    expect(github!.match(/: write/g)).toEqual([": write"]);
    expect(github!.match(/persist-credentials: false/g)).toHaveLength(
      uses(github!).filter((one) => one.startsWith("actions/checkout")).length,
    );
  });

  test("put what a stranger writes into no script", () => {
    const scripts = [...`${github!}\n${gate!}`.matchAll(/run: (?:\|\n((?: {10,}.*\n)+)|(.*))/g)];
    for (const [, block, line] of scripts) expect(block ?? line).not.toContain("${{");
  });

  test("run commands that exist, with options that they take", () => {
    const { commands } = cliHelp();
    const found = [
      ...[github, gitlab, gate, gitlabGate]
        .join("\n")
        .matchAll(/npx datadog-llm ([a-z]+)([^\n|>]*)/g),
    ];
    expect(found.length).toBeGreaterThan(8);
    for (const [, name, rest = ""] of found) {
      const help = commands.get(name!)!;
      for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(help).toContain(option);
    }
  });

  test("find the review's comment by the line that it begins with", () => {
    const source = readFileSync(path.join(REPOSITORY, "review/output/markdown.ts"), "utf8");
    const [, marker = "?"] = /MARKER = "(.*)"/.exec(source) ?? [];
    expect(github).toContain(marker);
  });
});

describe("the gate of a prompt's release", () => {
  interface Step {
    readonly id?: string;
    readonly if?: string;
    readonly run?: string;
  }
  const workflow = parse(gate!) as {
    on: object;
    permissions: object;
    jobs: { gate: { steps: Step[] } };
  };
  const { "prompt-release": job } = parse(gitlabGate!) as {
    "prompt-release": { script: string[]; allow_failure: object; artifacts: { paths: string[] } };
  };

  /** Runs commands as GitHub and GitLab do, beside a command line that ends with so much. */
  function run(commands: string, code: number) {
    const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-gate-"));
    const at = (name: string): string => path.join(folder, name);
    writeFileSync(at("npx"), `#!/bin/sh\necho "### a verdict"\nexit ${code}\n`, { mode: 0o755 });
    writeFileSync(at("npm"), "#!/bin/sh\n", { mode: 0o755 });
    writeFileSync(at("roll-on.sh"), "#!/bin/sh\necho rolled on\n", { mode: 0o755 });
    const files = { GITHUB_OUTPUT: at("output"), GITHUB_STEP_SUMMARY: at("summary") };
    const env = { PATH: `${folder}:${process.env["PATH"]}`, PROMPT: "answer", ...files };
    const { status, stdout } = spawnSync("bash", ["-ec", commands], {
      ...{ cwd: folder, env, encoding: "utf8" },
    });
    return { status, stdout, read: (name: string) => readFileSync(at(name), "utf8") };
  }

  it.each([
    [0, "goes on", 0],
    [1, "fails", 1],
    [2, "ends well, and does not go on", 0],
    [3, "fails", 3],
  ])("on GitHub, after %i, %s", (code, _what, ends) => {
    const { steps } = workflow.jobs.gate;
    const { status, read } = run(steps.find(({ id }) => id === "compare")!.run!, code);
    expect(status).toBe(ends);
    expect(read("output")).toBe(`code=${code}\n`);
    expect(read("summary")).toBe("### a verdict\n");
    expect(steps.at(-1)).toEqual({
      if: "steps.compare.outputs.code == '0'",
      run: "./roll-on.sh",
    });
    expect(workflow).toMatchObject({
      on: { workflow_dispatch: { inputs: { prompt: { required: true } } } },
      permissions: { contents: "read" },
    });
  });

  it.each([0, 1, 2, 3])("on GitLab, goes on after 0 alone, and may fail by a hold: %i", (code) => {
    const { status, stdout } = run(job.script.join("\n"), code);
    expect(status).toBe(code);
    expect(stdout.includes("rolled on")).toBe(code === 0);
    expect(job.allow_failure).toEqual({ exit_codes: 2 });
    expect(job.script.join("\n")).toContain(`--report ${job.artifacts.paths[0]}`);
  });
});

test("the templates of pipelines are YAML", () => {
  for (const text of [github, gitlab]) expect(Object.keys(parse(text!) as object)).not.toEqual([]);
});
