import type { Run, Scenario } from "../../lab";
import type { Drawn } from "./drawn";
import type { LintedMonitor } from "./linted-monitor";

/** What a rule may need beside the monitor itself. */
export interface Surroundings {
  /** Names of the monitors in the same stack. */
  readonly names: ReadonlySet<string>;
  /** Metrics with a tag configuration in any stack, and whether it switches percentiles on. */
  readonly percentiles: ReadonlyMap<string, boolean>;
  /** The timeseries of the stack's dashboards. */
  readonly drawn: readonly Drawn[];
  /** Absent where the project is in none. */
  readonly repository?: Repository | undefined;
  /** What the lab's incidents made of the stack's monitors; none where nothing was played. */
  readonly runs: readonly PlayedRun[];
}

/** The repository in which the project's runbooks may stand. */
export interface Repository {
  /** Where people read it, such as `https://github.com/acme/alerts`. */
  readonly url: string;
  /** @param file from its root */
  readonly has: (file: string) => boolean;
}

/** One scenario that was played for a service. */
export interface PlayedRun {
  readonly scenario: Pick<Scenario, "id" | "title">;
  /** Nothing happens in it for which anybody would have to be called. */
  readonly isUneventful: boolean;
  readonly run: Pick<Run, "alerts" | "unsupported">;
}

/** Something to mend, and where. */
export interface Finding {
  readonly rule: string;
  readonly subject: string;
  readonly address: string;
  readonly text: string;
}

/** One thing that goes wrong with alerts, looked for in each monitor. */
export interface Rule {
  readonly id: string;
  /** What it finds, in a sentence. */
  readonly what: string;
  /** What happens to those who leave it as it is, with the page that says so. */
  readonly why: string;
  /** How to mend it. */
  readonly cure: string;
  /** It looks at what the alerts did in the lab. @default false */
  readonly needsPlay?: boolean;
  /** @returns what is wrong with the monitor, in a sentence each. */
  readonly check: (monitor: LintedMonitor, around: Surroundings) => readonly string[];
}
