import { readFileSync } from "node:fs";
import path from "node:path";
import { cliHelp } from "../../scripts/reference/cli-help";
import { codeBlocks, pages } from "../support/markdown-blocks";
import { REPOSITORY } from "../support/run-cli";

/** A command as a page prints it. */
interface Command {
  readonly page: string;
  readonly text: string;
}

const COMMANDS = pages().flatMap((page) => [...inBlocks(page), ...inSentences(page)]);
const { scripts } = JSON.parse(readFileSync(path.join(REPOSITORY, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const { commands: ours } = cliHelp();
/** The commands of npm itself that the pages use. */
const OF_NPM = ["audit", "ci", "install", "ls", "pack", "sbom", "view"];

/** Lines of shell blocks, without what only sets variables or follows as a comment. */
function inBlocks(page: string): Command[] {
  return codeBlocks(page)
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.replaceAll("\\\n", " ").split("\n"))
    .flatMap((line) => line.replace(/ +#.*/, "").split(/ && | \|\| |; /))
    .map((text) => ({ page, text: text.trim() }));
}

/** Code spans that begin like a command; one that ends in "…" is no whole command. */
function inSentences(page: string): Command[] {
  const markdown = readFileSync(path.join(REPOSITORY, page), "utf8");
  const prose = markdown.replaceAll(/^```[\s\S]*?^```$/gm, "");
  return [...prose.matchAll(/`((?:npm|npx|datadog-llm) [^`…]+)`/g)].flatMap(([, text = ""]) =>
    text.split(" && ").map((one) => ({ page, text: one.trim() })),
  );
}

/** The words after a tool, and the names of the options among them. */
function wordsAfter(prefix: RegExp): { page: string; words: string[]; options: string[] }[] {
  return COMMANDS.filter(({ text }) => prefix.test(text)).map(({ page, text }) => {
    const words = text
      .replace(prefix, "")
      .split(/\s+/)
      .filter((word) => word !== "--");
    const options = words.filter((word) => word.startsWith("--"));
    return { page, words, options: options.map((option) => option.split("=")[0]!) };
  });
}

function unknownOptions(help: string, options: readonly string[]): string[] {
  const known: string[] = help.match(/--[a-z][a-z-]*/g) ?? [];
  return options.filter((option) => !known.includes(option) && option !== "--help");
}

describe("the commands in the docs", () => {
  it("of npm are scripts of this package, or npm's own", () => {
    const named = wordsAfter(/^npm (?:run )?(?:--silent )?/);
    expect(named.length).toBeGreaterThan(20);
    const unknown = named.filter(
      ({ words: [name = ""] }) => scripts[name] === undefined && !OF_NPM.includes(name),
    );
    expect(unknown).toEqual([]);
  });

  it("of datadog-llm exist, with the options that are given", () => {
    const named = wordsAfter(/^(?:npx )?datadog-llm /);
    expect(named.length).toBeGreaterThan(10);
    for (const { page, words, options } of named) {
      const [command = ""] = words;
      if (command === "<command>" || command.startsWith("--")) continue;
      expect({ page, command, known: ours.has(command) }).toMatchObject({ known: true });
      expect({ page, command, unknown: unknownOptions(ours.get(command)!, options) }).toEqual({
        page,
        command,
        unknown: [],
      });
    }
  });

  it("of npm that are commands of datadog-llm take those options, too", () => {
    const named = wordsAfter(/^npm run /).flatMap(({ page, words: [script = ""], options }) => {
      const command = /cli\/main\.\w+ (\w+)/.exec(scripts[script] ?? "")?.[1];
      return command === undefined ? [] : [{ page, command, options }];
    });
    expect(named.length).toBeGreaterThan(1);
    for (const { page, command, options } of named) {
      expect({ page, unknown: unknownOptions(ours.get(command) ?? "", options) }).toEqual({
        page,
        unknown: [],
      });
    }
  });

  it("of cdktf are commands and options of its command line", () => {
    const bundle = path.join(REPOSITORY, "node_modules/cdktf-cli/bundle/bin/cdktf.js");
    const source = readFileSync(bundle, "utf8");
    const named = wordsAfter(/^npx cdktf /);
    expect(named.length).toBeGreaterThan(5);
    for (const { page, words, options } of named) {
      expect(["deploy", "destroy", "diff", "list", "synth"]).toContain(words[0]);
      const unknown = options.filter((option) => !source.includes(`"${option.slice(2)}"`));
      expect({ page, unknown }).toEqual({ page, unknown: [] });
    }
  });
});
