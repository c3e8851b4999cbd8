import { markdownTable } from "../telemetry-reference";
import { labSeeds } from "./kept";

/** What the scenarios came to with several seeds: of `docs/chance.md`. */
export function verdictsSection(): string[] {
  const { runs, reasons } = labSeeds();
  const services = [...new Set(runs.map(({ service }) => service))];
  const rows = services.map((service) => {
    const own = runs.filter((run) => run.service === service);
    const sum = (count: (run: (typeof own)[number]) => number): string =>
      String(own.reduce((total, run) => total + count(run), 0));
    return [
      service,
      own.length === 20 ? "1 to 20" : own.map(({ seed }) => seed).join(", "),
      sum((run) => run.runs),
      sum((run) => run.fired),
      sum((run) => run.explained),
      sum((run) => run.problems.length),
    ];
  });
  const explained = services.flatMap((service) =>
    (reasons[service] ?? []).map((reason) => `- ${service}, ${reason}`),
  );
  return [
    "## Verdicts of the lab",
    "What a scenario expects of an alert follows from its rate, its traffic, and the alert's window, threshold and guards, not from the seed. An alert that fires with a probability of at least 0.9999 has to fire, within minutes that are as probable; one that does with less than 0.0001 must not; of those between, the run says that it is chance, and how probable. The arithmetic is in `lab/run/chance.ts`, for windows that share no event; those between them only help. All scenarios, from `node --import tsx scripts/lab-seeds/main.ts` (hours):",
    markdownTable(
      ["Service", "Seeds", "Runs", "Fired as expected", "Explained", "Not as expected"],
      rows,
    ),
    "Explained, each in all seeds (where groups differ in nothing, once):",
    explained.join("\n"),
  ];
}
