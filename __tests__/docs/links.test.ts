import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { pages } from "../support/markdown-blocks";
import { anchorsOf, linksOf, type Link } from "../support/markdown-links";
import { REPOSITORY } from "../support/run-cli";

const LINKS = pages().flatMap(linksOf);
const isExternal = ({ target }: Link): boolean => /^[a-z]+:/.test(target);

/** What is wrong with a link within the repository; nothing where it leads somewhere. */
function problemOf({ place, page, target }: Link): string[] {
  const [file = "", anchor] = target.split("#");
  const found = file === "" ? page : path.join(path.dirname(page), file);
  if (found.startsWith("..")) return [`${place}: ${target} leaves the repository`];
  if (!existsSync(path.join(REPOSITORY, found))) return [`${place}: ${target} does not exist`];
  if (anchor === undefined) return [];
  const isPage = statSync(path.join(REPOSITORY, found)).isFile() && found.endsWith(".md");
  const leads = isPage && anchorsOf(found).includes(anchor);
  return leads ? [] : [`${place}: ${target} has no such heading`];
}

describe("the links of the docs", () => {
  it("lead to files and headings that exist", () => {
    const internal = LINKS.filter((link) => !isExternal(link));
    expect(internal.length).toBeGreaterThan(100);
    expect(internal.flatMap(problemOf)).toEqual([]);
  });

  it("are encrypted where they leave the repository", () => {
    const external = LINKS.filter(isExternal);
    expect(external.length).toBeGreaterThan(20);
    expect(external.filter(({ target }) => !/^https:\/\/[\w.-]+\.\w+/.test(target))).toEqual([]);
  });

  it("reach every page from the index, because a page that nobody finds is not read", () => {
    const reached = new Set(["docs/README.md"]);
    for (const page of reached) {
      for (const { target } of linksOf(page).filter((link) => !isExternal(link))) {
        const file = path.join(path.dirname(page), target.split("#")[0] ?? "");
        if (file.endsWith(".md") && existsSync(path.join(REPOSITORY, file))) reached.add(file);
      }
    }
    expect(pages().filter((page) => !reached.has(page))).toEqual([]);
  });
});
