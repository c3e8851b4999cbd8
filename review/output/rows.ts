import { RISKS, type Change, type Risk } from "../change";

/** A sentence, and all that it is true of: one change of a setting often changes many alerts alike. */
export interface Row {
  readonly risk: Risk;
  readonly subjects: readonly string[];
  readonly text: string;
  /** What to paste or do, for one or several of the subjects. */
  readonly hints: readonly string[];
}

function rowsOf(changes: readonly Change[]): Row[] {
  const rows = new Map<
    string,
    { risk: Risk; text: string; subjects: Set<string>; hints: Set<string> }
  >();
  for (const { risk, subject, text, hint } of changes) {
    const key = `${risk} ${text}`;
    const row = rows.get(key) ?? { risk, text, subjects: new Set(), hints: new Set() };
    row.subjects.add(subject);
    if (hint !== undefined) row.hints.add(hint);
    rows.set(key, row);
  }
  return [...rows.values()].map((row) => ({
    ...row,
    subjects: [...row.subjects],
    hints: [...row.hints],
  }));
}

/** The rows of each risk that there is, the gravest first. */
export function rowsByRisk(changes: readonly Change[]): (readonly [Risk, readonly Row[]])[] {
  const rows = rowsOf(changes);
  return RISKS.map((risk) => [risk, rows.filter((row) => row.risk === risk)] as const).filter(
    ([, own]) => own.length > 0,
  );
}

const MAX_NAMED = 3;

export function namesOf({ subjects }: Row): string {
  if (subjects.length <= MAX_NAMED) return subjects.join(", ");
  return `${subjects.slice(0, MAX_NAMED - 1).join(", ")} and ${subjects.length - MAX_NAMED + 1} more`;
}

/** What a risk is called above its rows. */
export const HEADINGS: Readonly<Record<Risk, string>> = {
  refused: "Refused by Datadog: apply fails",
  "re-created": "Deleted and made anew: history, muting and downtimes are lost",
  quieter: "Quieter: pages later, less often or no more",
  "re-routed": "Re-routed: somebody else hears of it",
  louder: "Louder: pages sooner, more often or for the first time",
  changed: "Measures or shows something else",
  cosmetic: "Words and order only",
};
