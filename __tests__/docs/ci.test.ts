import { readFileSync } from "node:fs";
import path from "node:path";
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
