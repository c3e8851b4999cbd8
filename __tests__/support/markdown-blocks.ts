import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { REPOSITORY } from "./run-cli";

export interface CodeBlock {
  /** Page and line, for messages. */
  readonly place: string;
  readonly page: string;
  /** The section that it stands in; empty above the first. */
  readonly heading: string;
  readonly language: string;
  /** What follows the language on the fence, such as `test`. */
  readonly info: string;
  readonly text: string;
}

/** The pages that users read: README, CONTRIBUTING and everything under docs/. */
export function pages(): string[] {
  const docs = readdirSync(path.join(REPOSITORY, "docs"), { recursive: true, encoding: "utf8" });
  return [
    "README.md",
    "CONTRIBUTING.md",
    ...docs.filter((file) => file.endsWith(".md")).map((file) => path.join("docs", file)),
  ];
}

/** Name of the file that a block's first line says it is, such as `// stack.ts`. */
export function fileNameOf({ text }: CodeBlock): string | undefined {
  return /^\/\/ (\w+\.ts)\n/.exec(text)?.[1];
}

/** The fenced code blocks of a page. */
export function codeBlocks(page: string): CodeBlock[] {
  const markdown = readFileSync(path.join(REPOSITORY, page), "utf8");
  return [...markdown.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    place: `${page}:${markdown.slice(0, match.index).split("\n").length}`,
    page,
    heading:
      /^## (.*)$/m.exec(
        markdown
          .slice(0, match.index)
          .split(/^(?=## )/m)
          .at(-1)!,
      )?.[1] ?? "",
    language: match[1]!,
    info: match[2]!,
    text: match[3]!,
  }));
}
