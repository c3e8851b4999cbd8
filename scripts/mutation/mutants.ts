import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

export const ROOT = path.join(__dirname, "../..");

const INSTRUMENTER = path.join(
  __dirname,
  "node_modules/@stryker-mutator/instrumenter/dist/src/index.js",
);

/** A small breaking change of a file. */
export interface Mutant {
  readonly id: string;
  readonly file: string;
  readonly range: Range;
  /** What stands there, and what is put in its place. */
  readonly from: string;
  readonly to: string;
}

/** Lines and columns count from 0. */
interface Range {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

interface Made {
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly mutants: readonly {
    readonly id: string;
    readonly fileName: string;
    readonly location: Range;
    readonly replacement: string;
    readonly mutatorName: string;
  }[];
}

interface Instrumenter {
  instrument(
    files: readonly { name: string; content: string; mutate: true | readonly Range[] }[],
    options: object,
  ): Promise<Made>;
}

/** Every change that Stryker makes of a folder or a file, but of what is generated, and of prose. */
export async function mutantsOf(room: string): Promise<readonly Mutant[]> {
  const files = sourceFiles(room).map((name) => ({
    name,
    content: read(name),
    mutate: true as const,
  }));
  const made = await (await instrumenter()).instrument(files, OPTIONS);
  return made.mutants.map(mutantOf).filter((one) => !isProse(one));
}

/** Writes the files with switches for these changes alone into a folder, and numbers the changes anew. */
export async function prepare(
  mutants: readonly Mutant[],
  folder: string,
): Promise<readonly Mutant[]> {
  const names = [...new Set(mutants.map(({ file }) => file))];
  const files = names.map((name) => ({
    name,
    content: read(name),
    mutate: mutants.filter(({ file }) => file === name).map(({ range }) => range),
  }));
  const made = await (await instrumenter()).instrument(files, OPTIONS);
  for (const { name, content } of made.files) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  const wanted = new Set(mutants.map(keyOf));
  return made.mutants.map(mutantOf).filter((one) => wanted.has(keyOf(one)));
}

/** The file's text with the change made. */
export function changedText({ file, range, to }: Mutant): string {
  const lines = read(file).split("\n");
  const before = [
    ...lines.slice(0, range.start.line),
    lines[range.start.line]?.slice(0, range.start.column),
  ];
  const after = [
    lines[range.end.line]?.slice(range.end.column),
    ...lines.slice(range.end.line + 1),
  ];
  return before.join("\n") + to + after.join("\n");
}

const OPTIONS = { plugins: null, excludedMutations: [], ignorers: [], noHeader: false };
const QUIET = {
  isDebugEnabled: () => false,
  debug: () => undefined,
  info: () => undefined,
  warn: console.warn,
};

async function instrumenter(): Promise<Instrumenter> {
  // Some 25 MB that nobody else needs.
  if (!existsSync(INSTRUMENTER)) execFileSync("npm", ["ci"], { cwd: __dirname, stdio: "inherit" });
  const { Instrumenter } = (await import(pathToFileURL(INSTRUMENTER).href)) as {
    Instrumenter: new (log: object) => Instrumenter;
  };
  return new Instrumenter(QUIET);
}

function sourceFiles(room: string): string[] {
  if (room.endsWith(".ts")) return [room];
  return readdirSync(path.join(ROOT, room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.includes("generated"))
    .map((name) => path.join(room, name))
    .sort();
}

/**
 * An emptied literal of three words or more and no sign of a query: what is written for a reader
 * (descriptions, advice, next steps) can be put in other words, and a test of the words would repeat them.
 */
function isProse({ from, to }: Mutant): boolean {
  return to === '""' && /^["'](?:[^:{}@*=]|: )*["']$/.test(from) && from.split(" ").length > 2;
}

function mutantOf({
  id,
  fileName: file,
  location: range,
  replacement: to,
}: Made["mutants"][number]): Mutant {
  return { id, file, range, from: textAt(file, range), to };
}

function textAt(file: string, { start, end }: Range): string {
  const lines = read(file)
    .split("\n")
    .slice(start.line, end.line + 1);
  lines.push(lines.pop()?.slice(0, end.column) ?? "");
  return [lines[0]?.slice(start.column), ...lines.slice(1)].join("\n");
}

function keyOf({ file, range: { start, end }, to }: Mutant): string {
  return [file, start.line, start.column, end.line, end.column, to].join(":");
}

const texts = new Map<string, string>();

function read(file: string): string {
  const text = texts.get(file) ?? readFileSync(path.join(ROOT, file), "utf8");
  texts.set(file, text);
  return text;
}
