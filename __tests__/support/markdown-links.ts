import { readFileSync } from "node:fs";
import path from "node:path";
import { REPOSITORY } from "./run-cli";

export interface Link {
  /** Page and line, for messages. */
  readonly place: string;
  readonly page: string;
  readonly target: string;
}

/** What a page links to, pictures included, outside of code. */
export function linksOf(page: string): Link[] {
  const text = withoutCode(readFileSync(path.join(REPOSITORY, page), "utf8"));
  return [...text.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)].map((match) => ({
    place: `${page}:${text.slice(0, match.index).split("\n").length}`,
    page,
    target: match[1]!,
  }));
}

/** Anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(page: string): string[] {
  const text = withoutBlocks(readFileSync(path.join(REPOSITORY, page), "utf8"));
  const seen = new Map<string, number>();
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => {
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-");
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}

/** Keeps the lines, so that places stay true. */
function withoutBlocks(markdown: string): string {
  return markdown.replaceAll(/^```[\s\S]*?^```$/gm, (block) => block.replaceAll(/[^\n]/g, ""));
}

function withoutCode(markdown: string): string {
  return withoutBlocks(markdown).replaceAll(/`[^`\n]*`/g, (code) => "`".repeat(code.length));
}
