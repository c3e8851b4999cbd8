import { wilson } from "../../release/statistics/wilson";
import { HARMLESS } from "./harmless";
import { readResults, type RoomResult, type Survivor } from "./results";

/** Of one side, for 95 % between both. */
const Z95 = 1.96;

/** What the tests notice, by room, and what they do not. */
export function mutationPage(): string {
  const rooms = Object.entries(readResults());
  const survivors = rooms.flatMap(([, one]) => one.survivors);
  const open = survivors.filter((one) => reasonFor(one) === undefined).length;
  return [
    "# Which broken code the tests notice",
    "The code was broken in small ways, one at a time (a condition turned round, a call left out, a text emptied), and the tests that come by the change were run on each. A change that no test notices shows a test that is missing, or code that does nothing. Written by `npm run docs` from `docs/mutation.json`, which `npm run mutation -- --sample 100 --seed 2 telemetry` writes.",
    roomTable(rooms),
    [
      "- [Stryker](https://stryker-mutator.io/)'s instrumenter makes the changes. There are thousands, so some are drawn by chance from the seed; the interval (95 %, Wilson) is what the draw says of all of them.",
      "- The score is that of the draw, before what it found was mended; a draw with another seed measures the mending.",
      "- Left out are generated code, and literals of three words or more that are emptied: advice and descriptions can be put in other words.",
      "- A change is tried with the tests nearest to its file that come by it, the quick ones first, up to some seconds of them; those that start browsers, compilers, services, Terraform or long plays are not asked. So the whole suite notices more than is counted here, not less.",
      "- The type check is asked first, as `npm test` does; the last column counts only what it lets pass.",
    ].join("\n"),
    "## What no test noticed",
    `${survivors.length} changes; beside each stands why it is harmless, or what notices it since. Open, for want of a test or of less code: ${open}.`,
    survivorTable(survivors),
  ].join("\n\n");
}

function roomTable(rooms: readonly (readonly [string, RoomResult])[]): string {
  const rows = rooms.map(([room, { of, seed, by, survivors }]) => {
    const noticed = by.tests + by.types;
    const drawn = noticed + survivors.length;
    const { low, high } = wilson(noticed, drawn, Z95);
    return [
      `\`${room}\``,
      `${drawn} of ${of}`,
      seed,
      `**${percent(noticed / drawn)}**`,
      `${percent(low)} to ${percent(high)}`,
      by.types,
      percent(by.tests / (drawn - by.types)),
    ];
  });
  return [
    [
      "Room",
      "Changes tried",
      "Seed",
      "Noticed",
      "Of all, at 95 %",
      "By types",
      "By tests, of the rest",
    ],
    ["---", ...Array<string>(6).fill("---:")],
    ...rows,
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function survivorTable(survivors: readonly Survivor[]): string {
  const rows = survivors.map((one) => {
    const { file, line, from, to } = one;
    return `| \`${file}\` ${line} | ${code(from)} | ${code(to)} | ${reasonFor(one) ?? "open"} |`;
  });
  const head = ["| Where | From | To | Why |", "| --- | --- | --- | --- |"];
  return [...head, ...rows].join("\n");
}

/** A line moves, what stands on it does not. */
function reasonFor({ file, from, to }: Survivor): string | undefined {
  return HARMLESS.find((one) => one.file === file && one.from === from && one.to === to)?.why;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function code(text: string): string {
  return text === "" ? "nothing" : `\`\` ${text.replaceAll("|", "\\|")} \`\``;
}
