import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { withoutEffect } from "../../cli/option-rules";
import { COMMANDS, type CommandName } from "../../cli/usage";
import { runCli } from "../support/run-cli";

const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-options-"));
const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const RESULTS = file("results.jsonl", '{"case":"a","version":"1","pass":true}\n');
const SERIES = file("series.csv", "time,metric,value,tags\n");

/**
 * For each command: the options that have an effect together, as many as there can be. Whatever is not in
 * one line with another has none beside it.
 */
const TOGETHER: Readonly<Record<CommandName, readonly string[]>> = {
  init: ["service env team site notify yes dry-run"],
  synth: ["app json"],
  lab: [
    "app scenario stack changed against seed traffic-from junit report messages",
    "app scenario stack changed against seed traffic-from junit report json",
    "app stack list json",
    "app stack recording until thresholds junit report messages",
    "app stack recording until thresholds junit report json",
    "recording monitors until thresholds junit report messages",
    "recording monitors until thresholds junit report json",
    "app stack recording monitors until thresholds junit report messages",
    "app stack recording monitors until thresholds junit report json",
  ],
  review: [
    "base head=HEAD~1 app fail-on play",
    "base head=HEAD~1 app fail-on play markdown",
    "base head=HEAD~1 app fail-on play sarif",
    "base head=HEAD~1 app fail-on play json",
    "base head=docs fail-on play",
    "base head=docs fail-on play markdown",
    "base head=docs fail-on play sarif",
    "base head=docs fail-on play json",
    "head=HEAD~1 app lock",
    "head=docs lock",
  ],
  costs: ["app stack hosts no-settings price budget requests recording json"],
  import: ["monitors app out", "state app out"],
  watch: ["app stack port dogstatsd-port ui-port"],
  record: [
    "out port dogstatsd-port for tag",
    "out from=datadog last app stack site",
    "out from=datadog last app stack api-url",
    "out from=datadog last monitors site",
    "out from=datadog last monitors api-url",
  ],
  compare: ["window", "once"]
    .flatMap((looks) => [
      `source=lab scenario share ${looks}`,
      `source=datadog since site ${looks}`,
      `source=datadog since api-url ${looks}`,
      `source=${SERIES} ${looks}`,
    ])
    .flatMap((read) => [`${read} labels`, `${read} trust-judge`])
    .concat(`source=${RESULTS} margin labels trust-judge`)
    .map((read) => `${read} prompt baseline candidate app stack report`)
    .flatMap((read) => [`${read} markdown`, `${read} json`]),
  release: [
    "phase prompt version stack app site dry-run",
    "phase prompt version stack app api-url dry-run",
  ],
  evaluate: ["markdown", "json"].map(
    (form) =>
      `dataset run prompt baseline candidate eval out concurrency margin labels trust-judge report ${form}`,
  ),
  dataset: ["recording where out site", "from=datadog where last service env out site api-url"],
  bootstrap: [
    "via=api wait site",
    "via=api wait api-url",
    "via=api dry-run site",
    "via=api dry-run api-url",
    "via=agent wait site host port",
    "via=agent wait api-url host port",
    "via=agent dry-run host port",
  ],
  doctor: ["app stack site api-url json"],
};

const given = (options: Iterable<string>) =>
  new Map([...options].map((one) => [nameOf(one), one.split("=")[1] ?? "x"]));
const nameOf = (option: string): string => option.split("=")[0]!;
const optionsOf = (command: CommandName): string[] =>
  [...COMMANDS[command].matchAll(/^ {4}--([a-z-]+)/gm)].map(([, name]) => name!);

describe.each(Object.entries(TOGETHER) as [CommandName, readonly string[]][])(
  "the options of %s",
  (command, lines) => {
    const sets = lines.map((line) => line.split(" "));
    const options = optionsOf(command);

    it("are those of its help", () => {
      expect([...new Set(sets.flat().map(nameOf))].sort()).toEqual([...options].sort());
    });

    it("go together where each has an effect", () => {
      for (const set of sets) expect([set, withoutEffect(command, given(set))]).toEqual([set, []]);
    });

    it("are refused by name where one has none beside another", () => {
      const accepted = sets.flatMap((set) =>
        options
          .filter((name) => !set.map(nameOf).includes(name))
          // A larger line holds it, too.
          .filter((name) => !sets.some((one) => [...set, name].every((each) => one.includes(each))))
          .filter((name) => withoutEffect(command, given([...set, name])).length === 0)
          .map((name) => `${name} beside ${set.join(" ")}`),
      );
      expect(accepted).toEqual([]);
    });

    it("are refused in pairs that nothing makes useful", () => {
      const values = new Set(sets.flat());
      const accepted = [...values].flatMap((first, index) =>
        [...values]
          .slice(index + 1)
          .filter((second) => nameOf(second) !== nameOf(first))
          .filter((second) => !sets.some((set) => set.includes(first) && set.includes(second)))
          .filter((second) => withoutEffect(command, given([first, second])).length === 0)
          .map((second) => `${first} ${second}`),
      );
      expect(accepted).toEqual([]);
    });
  },
);

describe("an option without an effect", () => {
  it.each([
    [
      ["compare", "--source", RESULTS, "--share", "10%", "--once"],
      3,
      "--share needs --source lab.\n--once does not go with results of evaluate: they are looked at once.\n",
    ],
    [
      ["review", "--markdown", "--json", "--fail-on", "quieter"],
      2,
      "--json does not go with --markdown.\n--fail-on needs --base <what>.\n",
    ],
    [
      ["lab", "--recording", SERIES, "--monitors", "a.json", "--app", "main.ts"],
      2,
      "--app does not go with --monitors, which stand instead of the app's; --stack <name> adds those of a stack.\n--monitors: there is no a.json.\n",
    ],
  ])("ends %j", (args, status, stderr) => {
    expect(runCli(args)).toMatchObject({ status, stdout: "", stderr });
  });
});
