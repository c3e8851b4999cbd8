import { parse } from "yaml";
import { codeBlocks } from "./markdown-blocks";

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface GithubJob {
  readonly if?: string;
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface GithubWorkflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, GithubJob>>;
}

export interface GitlabJob {
  readonly script: readonly string[];
  readonly rules?: readonly { readonly if: string; readonly when?: string }[];
  readonly environment?: string | { readonly name: string };
  readonly needs?: readonly string[];
  readonly extends?: string;
}

/** The source of each block of YAML on a page. */
export function yamlBlocks(page: string): string[] {
  return codeBlocks(page)
    .filter(({ language }) => language === "yaml")
    .map(({ text }) => text);
}

/** The workflow of docs/ci.md. */
export function githubTemplate(): GithubWorkflow {
  return parse(yamlBlocks("docs/ci.md")[0]!) as GithubWorkflow;
}

const NO_JOBS = ["image", "variables", "workflow", "stages"];

/** The jobs of docs/ci.md for GitLab. */
export function gitlabTemplate(): Readonly<Record<string, GitlabJob>> {
  const file = parse(yamlBlocks("docs/ci.md")[1]!) as Record<string, GitlabJob>;
  return Object.fromEntries(
    Object.entries(file).filter(([name]) => !NO_JOBS.includes(name) && !name.startsWith(".")),
  );
}
