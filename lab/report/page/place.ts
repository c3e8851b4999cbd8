/** The list of all runs, in place of one of them. */
export const OVERVIEW = -1;

/** What the reader looks at; it is in the address, so that a link leads there. */
export interface Place {
  readonly run: number;
  readonly tab: string;
}

export function readPlace(runs: number): Place {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const first = runs > 1 ? OVERVIEW : 0;
  const run = Number(parameters.get("run") ?? first);
  const isKnown = Number.isInteger(run) && run >= first && run < runs;
  return { run: isKnown ? run : first, tab: parameters.get("tab") ?? "summary" };
}

export function writePlace({ run, tab }: Place): void {
  history.replaceState(null, "", `#run=${run}&tab=${encodeURIComponent(tab)}`);
}
