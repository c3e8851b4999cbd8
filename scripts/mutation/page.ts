import { HARMLESS } from "./harmless";
import { readResults, score, type FileResult, type Survivor } from "./results";

/** What the tests notice, by room, and what they do not. */
export function mutationPage(): string {
  const results = Object.entries(readResults());
  const rooms = [...new Set(results.map(([file]) => roomOf(file)))].map((room) => {
    const files = results.filter(([file]) => roomOf(file) === room);
    return [room, files.map(([, result]) => result)] as const;
  });
  const all = results.map(([, result]) => result);
  return [
    "# Which broken code the tests notice",
    "Each file below was broken in small ways, one at a time (a condition turned round, a call left out, a text emptied), and the tests of its room were run on each. Written by `npm run docs` from `docs/mutation.json`, which `npm run mutation -- <file or folder> …` adds to, with [Stryker](https://stryker-mutator.io/). Only the room's own tests are asked, and what the whole suite would notice beside them is not counted; changes of what is evaluated once, when a file loads, are left out.",
    `**${score(all).toFixed(1)} % of ${count(all)} changes noticed**, in ${results.length} ${results.length === 1 ? "file" : "files"}; files that are not listed were not tried.`,
    roomTable(rooms),
    "## What no test noticed",
    survivorTable(results),
  ].join("\n\n");
}

function roomTable(rooms: readonly (readonly [string, readonly FileResult[]])[]): string {
  const rows = rooms.map(
    ([room, files]) =>
      `| \`${room}\` | ${files.length} | ${count(files)} | ${score(files).toFixed(1)} % |`,
  );
  return ["| Room | Files | Changes | Noticed |", "| --- | ---: | ---: | ---: |", ...rows].join(
    "\n",
  );
}

function survivorTable(results: readonly (readonly [string, FileResult])[]): string {
  const rows = results.flatMap(([file, { survivors }]) =>
    survivors.map(
      (one) =>
        `| \`${file}\` ${one.line} | ${code(one.from)} | ${code(one.to)} | ${reasonFor(file, one)} |`,
    ),
  );
  const head = ["| Where | From | To | Why it is harmless |", "| --- | --- | --- | --- |"];
  return [...head, ...rows].join("\n");
}

/** A line moves, what stands on it does not. */
function reasonFor(file: string, { from, to }: Survivor): string {
  return HARMLESS.find((one) => one.file === file && one.from === from && one.to === to)?.why ?? "";
}

function count(results: readonly FileResult[]): number {
  return results.reduce((sum, { noticed, survivors }) => sum + noticed + survivors.length, 0);
}

function roomOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/"));
}

function code(text: string): string {
  return text === "" ? "nothing" : `\`\` ${text.replaceAll("|", "\\|")} \`\``;
}
