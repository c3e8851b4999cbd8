import type { Range } from "./time";

/** The list of all runs, in place of one of them. */
export const OVERVIEW = -1;

/** What the reader looks at; it is in the address, so that a link leads there and Back works. */
export interface Place extends Choices {
  readonly run: number;
  readonly tab: string;
}

/** What is chosen within a tab. */
export interface Choices {
  /** The only service of which the list of runs shows the scenarios. */
  readonly service?: string;
  /** A monitor that is opened. */
  readonly monitor?: string;
  /** The minute of the incident to which the reader is led. */
  readonly minute?: number;
  /** The place of a trace. */
  readonly trace?: number;
  /** What a dashboard is zoomed to. */
  readonly range?: Range;
  /** Values of a dashboard's variables, where they are not its own. */
  readonly variables?: Readonly<Record<string, readonly string[]>>;
}

const VARIABLE = "v.";

export function readPlace(runs: number): Place {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const first = runs > 1 ? OVERVIEW : 0;
  const run = Number(parameters.get("run") ?? first);
  const isKnown = Number.isInteger(run) && run >= first && run < runs;
  const monitor = parameters.get("monitor");
  const service = parameters.get("service");
  const [minute, trace, from, to] = ["minute", "trace", "from", "to"].map((name) =>
    Number(parameters.get(name) ?? NaN),
  ) as [number, number, number, number];
  const variables = [...parameters].flatMap(([name, values]): [string, string[]][] =>
    name.startsWith(VARIABLE) ? [[name.slice(VARIABLE.length), values.split(",")]] : [],
  );
  return {
    run: isKnown ? run : first,
    tab: parameters.get("tab") ?? "summary",
    ...(service === null ? {} : { service }),
    ...(monitor === null ? {} : { monitor }),
    ...(Number.isNaN(minute) ? {} : { minute }),
    ...(Number.isNaN(trace) ? {} : { trace }),
    ...(from < to ? { range: { from, to } } : {}),
    ...(variables.length > 0 ? { variables: Object.fromEntries(variables) } : {}),
  };
}

/** The end of an address that leads to a place. */
export function addressOf({ run, tab, service, ...chosen }: Place): string {
  const { monitor, minute, trace, range, variables } = chosen;
  const parameters: [string, string | number | undefined][] = [
    ["run", run],
    ["tab", tab],
    ["service", service],
    ["monitor", monitor],
    ["minute", minute],
    ["trace", trace],
    ["from", range?.from],
    ["to", range?.to],
    ...Object.entries(variables ?? {}).map(([name, values]): [string, string] => [
      VARIABLE + name,
      values.join(","),
    ]),
  ];
  const given = parameters.filter(([, value]) => value !== undefined);
  return `#${given.map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`).join("&")}`;
}

/** @param how A step that Back undoes, or another form of the present one. */
export function writePlace(place: Place, how: "step" | "same" = "step"): void {
  const address = addressOf(place);
  if (address === location.hash) return;
  if (how === "same") history.replaceState(null, "", address);
  else history.pushState(null, "", address);
}

/** Address of a monitor in this run, and of what happened to it in a minute. */
export type MonitorLink = (monitor: string, minute?: number) => string;
