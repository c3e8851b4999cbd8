import { record } from "../lab/inputs/record";
import { Problems } from "../telemetry";
import { RULES } from "./lint";
import type { Finding } from "./lint/rule";

/** A finding that a team has decided to live with, until a day. */
export interface Suppression {
  readonly rule: string;
  /** As the review prints it, or `*` for all. */
  readonly subject: string;
  readonly reason: string;
  /** The last day on which it holds, such as `2026-12-31`. */
  readonly until: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads `[{ "rule", "subject", "reason", "until" }]`.
 *
 * @throws InvalidInputError with everything that is wrong
 */
export function readSuppressions(json: unknown): Suppression[] {
  const problems = new Problems();
  problems.require(Array.isArray(json), "the file", json, "a list of suppressions");
  const list = (Array.isArray(json) ? (json as unknown[]) : []).map((one, index) => {
    const { rule, subject, reason, until } = record(one);
    const at = `[${index}]`;
    const names = RULES.map(({ id }) => id);
    problems.require(names.includes(String(rule)), `${at}.rule`, rule, names.join(", "));
    problems.require(
      isText(subject),
      `${at}.subject`,
      subject,
      "what the review calls the monitor, or * for all",
    );
    problems.require(isText(reason), `${at}.reason`, reason, "why it may stay");
    problems.require(DAY.test(String(until)), `${at}.until`, until, "a day, such as 2026-12-31");
    return {
      rule: String(rule),
      subject: String(subject),
      reason: String(reason),
      until: String(until),
    };
  });
  problems.throwIfAny("the suppressions");
  return list;
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

/**
 * What is left to mend, and the suppressions that have run out or silence nothing.
 *
 * @param isLookedFor whether a rule has looked at all monitors this time: else its silence says nothing
 */
export function suppressed(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  today: string,
  isLookedFor: (rule: string) => boolean = () => true,
): { readonly findings: Finding[]; readonly stale: Finding[] } {
  const matches = (one: Suppression, { rule, subject }: Finding): boolean =>
    one.rule === rule && (one.subject === "*" || one.subject === subject);
  const isIdle = (one: Suppression): boolean =>
    isLookedFor(one.rule) && !findings.some((finding) => matches(one, finding));
  const isCurrent = ({ until }: Suppression): boolean => until >= today;
  const left = findings.filter(
    (finding) => !suppressions.some((one) => isCurrent(one) && matches(one, finding)),
  );
  const stale = suppressions
    .filter((one) => !isCurrent(one) || isIdle(one))
    .map((one) => ({
      rule: "stale-suppression",
      subject: one.subject,
      address: "",
      text: `${one.rule} is silenced ${isCurrent(one) ? "and finds nothing any more" : `until ${one.until}, which is past`}: take the suppression out`,
    }));
  return { findings: left, stale };
}
