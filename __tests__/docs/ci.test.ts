import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { cliHelp } from "../../scripts/reference/cli-help";
import { workflowFile } from "../../cli/init/templates/workflow";
import {
  githubTemplate,
  gitlabTemplate,
  yamlBlocks,
  type GithubWorkflow,
  type Step,
} from "../support/pipeline-templates";
import { REPOSITORY } from "../support/run-cli";

const [github] = yamlBlocks("docs/ci.md");
const [gate, gitlabGate] = yamlBlocks("docs/prompt-releases.md");
const { permissions, jobs } = githubTemplate();
const gitlab = gitlabTemplate();
const own = readFileSync(path.join(REPOSITORY, ".github/workflows/ci.yml"), "utf8");

const WORKFLOWS = { github: github!, gate: gate!, own, init: workflowFile("pnpm") };
const STEPS: Step[] = Object.values(WORKFLOWS).flatMap((text) =>
  Object.values((parse(text) as GithubWorkflow).jobs).flatMap(({ steps }) => steps),
);

function uses(workflow: string): string[] {
  return [...workflow.matchAll(/uses: (.*)/g)].map(([, one = ""]) => one);
}

describe("the templates for pipelines", () => {
  test("name jobs and steps that there are", () => {
    for (const { needs, if: condition = "", steps } of Object.values(jobs)) {
      if (needs !== undefined) expect(Object.keys(jobs)).toContain(needs);
      for (const [, job] of condition.matchAll(/needs\.(\w+)/g)) expect(job).toBe(needs);
      for (const step of steps)
        expect([step.uses, step.run].filter((one) => one !== undefined)).toHaveLength(1);
    }
    for (const { needs = [], extends: base } of Object.values(gitlab)) {
      for (const job of needs) expect(Object.keys(gitlab)).toContain(job);
      if (base !== undefined) expect(base).toBe(".terraform");
    }
  });

  test("pin every action by the hash of a commit, with its version beside it", () => {
    expect(uses(github!).length).toBeGreaterThan(6);
    expect(uses(gate!)).toHaveLength(2);
    for (const one of [...uses(github!), ...uses(gate!), ...uses(own)])
      expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("use the same actions as the workflow that init writes", () => {
    for (const one of uses(workflowFile("npm"))) expect(uses(github!)).toContain(one);
  });

  test("let one job write, which runs nothing of the pull request", () => {
    expect(permissions).toEqual({ contents: "read" });
    const writing = Object.entries(jobs).filter(([, job]) => job.permissions !== undefined);
    expect(writing.map(([name, job]) => [name, job.permissions])).toEqual([
      ["comment", { "pull-requests": "write" }],
    ]);
    const [, { steps }] = writing[0]!;
    expect(steps.map((step) => (step.uses ?? "run").replace(/@.*/, ""))).toEqual([
      "actions/download-artifact",
      "run",
    ]);
    expect(steps[1]!.run).not.toMatch(/\b(?:npm|npx|node)\b/);
    for (const step of STEPS.filter((one) => one.uses?.startsWith("actions/checkout")))
      expect(step.with).toMatchObject({ "persist-credentials": false });
  });

  test("give keys to single steps of jobs with an environment, and to no fork", () => {
    for (const { env, environment, steps, if: condition } of Object.values(jobs)) {
      expect(JSON.stringify(env ?? {})).not.toContain("secrets.");
      const withKeys = steps.filter((step) => JSON.stringify(step).includes("secrets."));
      if (withKeys.length === 0) continue;
      expect(withKeys).toHaveLength(1);
      expect(withKeys[0]!.run).not.toContain("npm ci");
      expect(environment).toMatch(/^datadog/);
      expect(condition).toMatch(
        /^github\.event_name == 'push'$|head\.repo\.full_name == github\.repository$/,
      );
    }
  });

  test("put what a stranger writes into no script", () => {
    const scripts = STEPS.flatMap(({ run }) => run ?? []);
    expect(scripts.length).toBeGreaterThan(15);
    for (const script of scripts) expect(script).not.toMatch(/\$\{\{(?! matrix\.)/);
    // GitLab puts variables into the environment; only its own texts of a shell would be inserted.
    expect(yamlBlocks("docs/ci.md")[1]).not.toMatch(/\$\[\[|eval|TITLE|COMMIT_MESSAGE|REF_NAME/);
  });

  test("run commands that exist, with options that they take", () => {
    const { commands } = cliHelp();
    const scripts = [
      ...STEPS.flatMap(({ run }) => run ?? []),
      ...Object.values(gitlab).flatMap(({ script }) => script),
      gitlabGate!,
    ];
    const found = [...scripts.join("\n").matchAll(/npx datadog-llm ([a-z]+)([^\n|>]*)/g)];
    expect(found.length).toBeGreaterThan(8);
    for (const [, name, rest = ""] of found) {
      const help = commands.get(name!)!;
      for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(help).toContain(option);
    }
  });

  test("find the review's comment by the line that it begins with", () => {
    const source = readFileSync(path.join(REPOSITORY, "review/output/markdown.ts"), "utf8");
    const [, marker = "?"] = /MARKER = "(.*)"/.exec(source) ?? [];
    expect(jobs["comment"]!.steps[1]!.run).toContain(marker);
    expect(gitlab["comment"]!.script.join("\n")).toContain(marker);
  });

  test("have the same jobs on both sides", () => {
    expect(Object.keys(gitlab)).toEqual(Object.keys(jobs));
    for (const name of ["comment", "plan"]) {
      const [first] = gitlab[name]!.rules!;
      expect(first!.if).toContain("$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID");
    }
    expect(gitlab["deploy"]!.rules).toEqual([
      { if: '$CI_PIPELINE_SOURCE == "push"', when: "manual" },
    ]);
  });
});
