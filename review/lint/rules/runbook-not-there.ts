import { linksOf } from "../links";
import type { Repository, Rule } from "../rule";

export const runbookNotThere: Rule = {
  id: "runbook-not-there",
  what: "A link in a message that leads nowhere: to a file that the repository does not have, or to no page at all.",
  why: "At night, whoever is paged learns from it that nobody knows what to do.",
  cure: "Mend the link, or write the page. Links into other sites are not followed.",
  check: ({ definition: { message } }, { repository }) =>
    linksOf(message).flatMap((link) => {
      const reason = fault(link, repository);
      return reason === undefined ? [] : [`${JSON.stringify(link)} ${reason}`];
    }),
};

function fault(link: string, repository: Repository | undefined): string | undefined {
  if (/^(?:mailto:|\/|#\w)/i.test(link) && !link.startsWith("//")) return undefined;
  if (PLACEHOLDER.test(link)) return "is a placeholder";
  if (!/^[a-z]+:/i.test(link)) {
    return repository && !repository.has(filePart(link))
      ? "is not in the repository, and a message needs a whole address"
      : undefined;
  }
  if (!URL.canParse(link)) return "is no address";
  const paths = repository ? pathsIn(repository.url, link) : [];
  const isThere = paths.some((one) => repository?.has(one));
  return paths.length > 0 && !isThere ? "is not in the repository" : undefined;
}

const PLACEHOLDER =
  /^$|^(?:#|https?:\/\/)?(?:to-?do|tbd|fixme|xxx+|url|link|runbook)?$|^https?:\/\/(?:www\.)?(?:example\.(?:com|org|net)|localhost)(?:[:/]|$)/i;

/**
 * What a link into the repository names, where it is one. A branch's name may hold slashes, so that
 * there are several readings.
 */
function pathsIn(url: string, link: string): string[] {
  if (!link.toLowerCase().startsWith(`${url.toLowerCase()}/`)) return [];
  const [, rest] = /^\/(?:-\/)?(?:blob|tree|raw|src\/branch|src)\/(.+)$/.exec(
    link.slice(url.length),
  ) ?? [undefined, undefined];
  if (rest === undefined) return [];
  const parts = filePart(rest).split("/");
  return parts.slice(1).map((_part, index) => parts.slice(index + 1).join("/"));
}

/** Without what names a line or a heading. */
function filePart(link: string): string {
  const [file = ""] = link.replace(/^\.\//, "").split(/[?#]/);
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
