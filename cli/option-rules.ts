import { existsSync, statSync } from "node:fs";
import { areResults } from "./evaluate/results";
import type { CommandName } from "./usage";

/** Options as they stand on the command line, each with its last value; "" for one that takes none. */
export type Given = ReadonlyMap<string, string>;

/** Options without an effect beside the others. */
interface Rule {
  readonly options: readonly string[];
  readonly hasNone: (given: Given) => boolean;
  /** Ends the sentence that the option begins. */
  readonly why: string;
}

/**
 * What has no effect beside what else is given, of each command: left out in silence, somebody would take
 * it for done. The help says the same in its words.
 */
const RULES: Readonly<Record<CommandName, readonly Rule[]>> = {
  init: [],
  synth: [],
  lab: [
    without("recording", ["scenario", "seed", "traffic-from", "list", "changed", "against"]),
    needing("recording <file>", ["monitors", "thresholds", "until"]),
    without("list", [
      "scenario",
      "seed",
      "traffic-from",
      "changed",
      "against",
      "messages",
      "junit",
      "report",
    ]),
    without("json", ["messages"]),
    {
      options: ["app"],
      hasNone: (given) => given.has("recording") && given.has("monitors") && !given.has("stack"),
      why: "does not go with --monitors, which stand instead of the app's; --stack <name> adds those of a stack.",
    },
  ],
  review: [
    ...oneOf("markdown", "sarif", "json"),
    without("lock", ["base", "fail-on", "play", "markdown", "sarif", "json"]),
    needing("base <what>", ["fail-on"]),
    {
      options: ["app"],
      hasNone: (given) => existsSync(given.get("head") ?? ""),
      why: "does not go with --head, where that is a file or a folder.",
    },
  ],
  costs: [],
  import: [...oneOf("monitors", "state")],
  watch: [needing("app <file>", ["stack"])],
  record: [
    without("from", ["port", "dogstatsd-port", "for", "tag"]),
    needing("from datadog", ["last", "app", "stack", "monitors", "site", "api-url"]),
    without("monitors", ["app", "stack"]),
    without("api-url", ["site"]),
  ],
  compare: [
    ofSource(["lab"], ["scenario", "share"], "needs --source lab."),
    ofSource(["datadog"], ["site", "api-url"], "needs --source datadog."),
    ofSource(["datadog"], ["since"], "needs --source datadog: of any other, all is read."),
    ofSource(
      ["results"],
      ["margin"],
      "needs results of evaluate as --source; of production, the declared release has margins.",
    ),
    ofSource(
      ["datadog", "lab", "points"],
      ["window", "once"],
      "does not go with results of evaluate: they are looked at once.",
    ),
    {
      options: ["labels"],
      hasNone: (given) => given.has("trust-judge") && sourceOf(given) !== "results",
      why: "does not go with --trust-judge.",
    },
    without("once", ["window"]),
    without("api-url", ["site"]),
    ...oneOf("markdown", "json"),
  ],
  release: [without("api-url", ["site"])],
  evaluate: [...oneOf("markdown", "json")],
  dataset: [
    ...oneOf("recording", "from"),
    needing("from datadog", ["last", "service", "env", "api-url"]),
  ],
  bootstrap: [
    without("api-url", ["site"]),
    without("dry-run", ["wait"]),
    {
      options: ["host", "port"],
      hasNone: (given) => given.get("via") === "api",
      why: "does not go with --via api.",
    },
    {
      options: ["site", "api-url"],
      hasNone: (given) => given.get("via") === "agent" && !given.has("wait"),
      why: "does not go with --via agent, unless --wait asks Datadog.",
    },
  ],
  doctor: [],
};

function without(other: string, options: readonly string[]): Rule {
  return {
    options,
    hasNone: (given) => given.has(other),
    why: `does not go with --${other}.`,
  };
}

/** @param other with its value, as in the help */
function needing(other: string, options: readonly string[]): Rule {
  const [name = ""] = other.split(" ");
  return { options, hasNone: (given) => !given.has(name), why: `needs --${other}.` };
}

function oneOf(...options: readonly string[]): Rule[] {
  return options.map((first, index) => without(first, options.slice(index + 1)));
}

/** What `compare` reads from. */
type Source = "datadog" | "lab" | "results" | "points";

function ofSource(sources: readonly Source[], options: readonly string[], why: string): Rule {
  return { options, hasNone: (given) => !sources.includes(sourceOf(given)), why };
}

function sourceOf(given: Given): Source {
  const source = given.get("source") ?? "datadog";
  if (source === "datadog" || source === "lab") return source;
  const files = source.split(",");
  const areFiles = files.every((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  return areFiles && files.every(areResults) ? "results" : "points";
}

/** A sentence for each option that would have no effect. */
export function withoutEffect(command: CommandName, given: Given): string[] {
  const refused = new Map<string, string>();
  for (const { options, hasNone, why } of RULES[command]) {
    for (const name of options.filter((one) => given.has(one) && hasNone(given))) {
      // One reason is enough.
      if (!refused.has(name)) refused.set(name, `--${name} ${why}`);
    }
  }
  return [...refused.values()];
}
