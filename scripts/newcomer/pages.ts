import { codeBlocks } from "../../__tests__/support/markdown-blocks";

export const README = "README.md";

/**
 * A code block of a page, by the file name behind its language: ```ts services.ts
 *
 * @param holding tells blocks of the same name apart
 */
export function pageFile(page: string, name: string, holding = ""): string {
  return only(page, name, ({ info, text }) => info === name && text.includes(holding));
}

/** The command of a page that stands alone in its block and ends like this. */
export function pageCommand(page: string, end: string): string {
  return only(
    page,
    end,
    ({ language, text }) => language === "sh" && text.trim().endsWith(end),
  ).trim();
}

function only(
  page: string,
  what: string,
  test: (block: ReturnType<typeof codeBlocks>[number]) => boolean,
): string {
  const [block, ...others] = codeBlocks(page).filter(test);
  if (block === undefined || others.length > 0) {
    throw new Error(
      `${page} should have one block for ${what}, and has ${others.length + (block ? 1 : 0)}.`,
    );
  }
  return block.text;
}
