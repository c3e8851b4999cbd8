import type { Unknown } from "./known";

/** `warn` is worth a look, `fail` keeps an alert from working, `unknown` could not be asked. */
export type Result = "ok" | "warn" | "fail" | "unknown";

/** Something that can be wrong. `<name>` in a text stands for what differs from case to case. */
export interface Fault {
  readonly result: "warn" | "fail";
  /** What is wrong, in a sentence of the documentation. */
  readonly what: string;
  /** The command to run, or the line to write. */
  readonly cure: string;
}

/** One line of the report. */
export interface Finding {
  /** Id of the check. */
  readonly check: string;
  readonly result: Result;
  /** Id of the fault, where there is one. */
  readonly fault?: string;
  /** What it is about: a stack, a service in its environment, or the organisation. */
  readonly about: string;
  /** What was found. */
  readonly found: string;
  readonly cure?: string;
}

/** Writes the findings of one check. */
export class Findings<F extends string> {
  constructor(
    private readonly check: { readonly id: string; readonly faults: Readonly<Record<F, Fault>> },
    private readonly about: string,
  ) {}

  ok(found: string): Finding {
    return { check: this.check.id, result: "ok", about: this.about, found };
  }

  /** @param values what stands for each `<name>` of the cure */
  fault(fault: F, found: string, values: Readonly<Record<string, string>> = {}): Finding {
    const { result, cure } = this.check.faults[fault];
    const filled = cure.replace(/<(\w+)>/g, (name, key: string) => values[key] ?? name);
    return { check: this.check.id, result, fault, about: this.about, found, cure: filled };
  }

  unknown({ why, permission }: Unknown): Finding {
    const found = `Not known: ${why}.`;
    const base = { check: this.check.id, result: "unknown", about: this.about, found } as const;
    return permission === undefined ? base : { ...base, cure: permissionCure(permission) };
  }
}

function permissionCure(permission: string): string {
  return (
    `Give the application key the scope ${permission} (Organization Settings > Application Keys), ` +
    "and its owner a role with that permission."
  );
}
