import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Place } from "../../review/output/sarif";
import type { StackFile } from "../../review";
import { MOST_OF_JSON, readText } from "../read-bytes";
import { isModule } from "../stacks/stack-files";

/**
 * Where a reader finds what a review speaks of: in the file of Terraform JSON that says it, or in the
 * module that made it. What is there no more is shown at the beginning of its stack's file.
 *
 * @param root of the repository
 * @returns The place of an address, `stack/type.name`.
 */
export function placesIn(
  head: readonly StackFile[],
  root: string,
): (address: string) => Place | undefined {
  return (address) => {
    const own = head
      .filter(({ stack }) => address.startsWith(`${stack}/`))
      .sort((left, right) => right.stack.length - left.stack.length)[0];
    const [, name = ""] = /\.(.*)$/.exec(address.slice((own?.stack.length ?? 0) + 1)) ?? [];
    const files = (own ?? head[0])?.files ?? [];
    const found = files.flatMap((file) => {
      const line = isModule(file) ? undefined : lineOf(file, name.replace(/\[.*$/, ""));
      return line === undefined ? [] : [{ ...locationOf(file, root), line }];
    });
    const [first] = files;
    return found[0] ?? (first === undefined ? undefined : { ...locationOf(first, root), line: 1 });
  };
}

/** The line on which a file of Terraform JSON names a resource, from 1. */
function lineOf(file: string, name: string): number | undefined {
  const text = readText(file, MOST_OF_JSON);
  const at = name === "" ? -1 : text.search(new RegExp(`${escaped(JSON.stringify(name))}\\s*:`));
  return at < 0 ? undefined : text.slice(0, at).split("\n").length;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function locationOf(file: string, root: string): Omit<Place, "line"> {
  const within = path.relative(root, path.resolve(file)).split(path.sep);
  if (within[0] === ".." || path.isAbsolute(within.join(path.sep))) {
    return { uri: String(pathToFileURL(path.resolve(file))), isInRepository: false };
  }
  return { uri: within.map(encodeURIComponent).join("/"), isInRepository: true };
}
