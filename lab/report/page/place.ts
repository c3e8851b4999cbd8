/** What the reader looks at; it is in the address, so that a link leads there. */
export interface Place {
  readonly run: number;
  readonly tab: string;
}

export function readPlace(runs: number): Place {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const run = Number(parameters.get("run") ?? 0);
  const isKnown = Number.isInteger(run) && run >= 0 && run < runs;
  return { run: isKnown ? run : 0, tab: parameters.get("tab") ?? "summary" };
}

export function writePlace({ run, tab }: Place): void {
  history.replaceState(null, "", `#run=${run}&tab=${encodeURIComponent(tab)}`);
}
