import { codeBlocks, pages } from "../../__tests__/support/markdown-blocks";

/** A code block of the README, by the file name in its first line: ```ts services.ts */
export function readmeFile(name: string): string {
  return block(({ info }) => info === name, name);
}

/** The README's command that starts with `npm ci` and ends with this. */
export function readmeCommand(end: string): string {
  const text = block(({ language, text }) => language === "sh" && text.trim().endsWith(end), end);
  return text.trim();
}

function block(
  test: (one: ReturnType<typeof codeBlocks>[number]) => boolean,
  what: string,
): string {
  const readme = pages().filter((page) => page === "README.md");
  const found = readme.flatMap(codeBlocks).filter(test);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new Error(`The README has ${found.length} blocks for ${what}; one is wanted.`);
  }
  return only.text;
}
