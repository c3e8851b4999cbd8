import type { MonitorDefinition } from "../../lab/monitors/definition";
import type { Expression, MonitorQuery } from "../../lab/query";
import type { Resource } from "../resources";

/** A monitor as a rule sees it. */
export interface LintedMonitor {
  readonly resource: Resource;
  readonly definition: MonitorDefinition;
  /** What a reviewer calls it. */
  readonly subject: string;
  /** Absent for composites and for monitors of other products. */
  readonly query: MonitorQuery | undefined;
  /** A monitor that only serves a composite notifies nobody, and is not read by itself. */
  readonly isPart: boolean;
}

/** Everything that is reviewed: a rule may need what stands beside a monitor. */
export interface Linted {
  readonly monitors: readonly LintedMonitor[];
  readonly resources: readonly Resource[];
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
  /** @returns what is wrong with the monitor, in a sentence each. */
  readonly check: (monitor: LintedMonitor, all: Linted) => readonly string[];
}

export type { Expression };
