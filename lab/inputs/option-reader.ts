import { MONITOR_OPTIONS, type OptionRule } from "./monitor-options";

export type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads the options of one monitor. What is there and cannot be read is remembered, because a default
 * in its place would be evaluated without a word.
 */
export class OptionReader {
  private readonly problems: string[] = [];

  constructor(private readonly raw: Raw) {}

  /** Why the monitor must not be evaluated. */
  get unsupported(): readonly string[] {
    return [...this.problems].sort();
  }

  text(name: string): string {
    const value = this.raw[name];
    if (isUnset(value)) return "";
    if (typeof value === "string") return value;
    this.addUnreadable(name, value, "text");
    return "";
  }

  /**
   * Terraform writes numbers as text in places.
   *
   * @param from the least that Datadog takes
   * @param to the most
   */
  number(name: string, from = -Infinity, to = Infinity): number | undefined {
    const value = this.raw[name];
    if (isUnset(value)) return undefined;
    const found = typeof value === "number" || typeof value === "string" ? Number(value) : NaN;
    if (Number.isFinite(found) && found >= from && found <= to) return found;
    const most = to === Infinity ? "" : ` to ${to}`;
    this.addUnreadable(
      name,
      value,
      from === -Infinity ? "a number" : `a number from ${from}${most}`,
    );
    return undefined;
  }

  flag(name: string): boolean | undefined {
    const value = this.raw[name];
    if (isUnset(value)) return undefined;
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    this.addUnreadable(name, value, "true or false");
    return undefined;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.raw[name];
    if (isUnset(value)) return undefined;
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.addUnreadable(name, value, allowed.join(", "));
    return found;
  }

  listOf<T extends string>(name: string, allowed?: readonly T[]): T[] | undefined {
    const value = this.raw[name];
    if (isUnset(value)) return undefined;
    const isItem = (item: unknown): item is T =>
      typeof item === "string" && (allowed === undefined || allowed.some((one) => one === item));
    if (Array.isArray(value) && value.every(isItem)) return value;
    this.addUnreadable(name, value, `a list of ${allowed?.join(", ") ?? "text"}`);
    return undefined;
  }

  /** Remembers what is set and that the lab does not evaluate. */
  refuseUnsupported(isComposite: boolean, rules = MONITOR_OPTIONS): void {
    for (const [name, value] of Object.entries(this.raw)) {
      if (!isSet(value)) continue;
      if (rules[name]?.except?.(value)) continue;
      const reason = reasonAgainst(rules[name], isComposite);
      if (reason !== undefined) this.problems.push(`${name} (${reason})`);
    }
  }

  private addUnreadable(name: string, value: unknown, wanted: string): void {
    this.problems.push(`${name} (${JSON.stringify(value)} is not ${wanted})`);
  }
}

function reasonAgainst(rule: OptionRule | undefined, isComposite: boolean): string | undefined {
  if (rule === undefined) return "the lab does not know it";
  if (rule.use === "unsupported") return rule.because;
  return isComposite ? rule.unsupportedInComposites : undefined;
}

/** Terraform writes an option that is not set as an empty text. */
function isUnset(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}

/** An option that is not set may still be there, as null, false, 0 or an empty list. */
function isSet(value: unknown): boolean {
  if (isUnset(value) || value === false || value === 0) return false;
  return typeof value !== "object" || value === null || Object.keys(value).length > 0;
}
