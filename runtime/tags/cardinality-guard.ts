import { normalizeTagValue } from "../../telemetry";
import type { Clock } from "../safety/clock";

/** What the values beyond a tag's bound become. */
export const FOLDED_TAG_VALUE = "other";

/** Bounds of the values that a metric tag may have. */
export interface CardinalityOptions {
  /** Distinct values that one tag may have in a window, declared ones not counted. @default 100 */
  readonly maxValues?: number;
  /** How long a value that is not seen any more keeps its place, in milliseconds. @default 3600000 */
  readonly windowMs?: number;
}

/** A tag value as Datadog stores it. */
export interface AdmittedValue {
  readonly stored: string;
  /** The tag has too many values already: metrics carry `other`, spans may carry `stored`. */
  readonly folded: boolean;
}

/**
 * Bounds the distinct values of each tag over a sliding window.
 *
 * Values live in two generations. One that is seen moves to the current generation; when a window has
 * passed, the current generation becomes the previous one, and the previous one is forgotten. So a
 * value lives between one and two windows after it was last seen, at constant cost per look-up.
 */
export class CardinalityGuard {
  /** Grows when values may have aged out: what was derived from them has to be derived again. */
  generation = 0;
  private startedAt: number;
  private readonly tags = new Map<string, Generations>();
  private readonly maxValues: number;
  private readonly windowMs: number;

  constructor(
    options: CardinalityOptions,
    private readonly clock: Clock,
  ) {
    this.maxValues = positive(options.maxValues) ?? 100;
    this.windowMs = positive(options.windowMs) ?? 3_600_000;
    this.startedAt = clock();
  }

  /** Starts a new generation where the window has passed. Called before look-ups, not in each. */
  advance(): void {
    const elapsed = this.clock() - this.startedAt;
    if (elapsed < this.windowMs) return;
    for (const values of this.tags.values()) {
      values.previous = elapsed < 2 * this.windowMs ? values.current : new Map<string, string>();
      values.current = new Map();
    }
    this.startedAt += elapsed;
    this.generation++;
  }

  admit(tag: string, value: string, declared: boolean): AdmittedValue {
    const values = this.generationsOf(tag);
    // A flood of undeclared values must not push out a declared one.
    if (declared) return { stored: storedForm(values.declared, tag, value), folded: false };
    const known = values.current.get(value) ?? this.renew(values, value);
    if (known !== undefined) return { stored: known, folded: false };
    const stored = normalizeTagValue(tag, value);
    if (values.current.size + values.previous.size >= this.maxValues) {
      return { stored, folded: true };
    }
    values.current.set(value, stored);
    return { stored, folded: false };
  }

  private renew(values: Generations, value: string): string | undefined {
    const stored = values.previous.get(value);
    if (stored === undefined) return undefined;
    values.previous.delete(value);
    values.current.set(value, stored);
    return stored;
  }

  private generationsOf(tag: string): Generations {
    let values = this.tags.get(tag);
    if (values === undefined) {
      values = { declared: new Map(), current: new Map(), previous: new Map() };
      this.tags.set(tag, values);
    }
    return values;
  }
}

/** Stored form by given value: normalising costs a few regular expressions, a look-up does not. */
interface Generations {
  /** Outside the generations: the declaration bounds them. */
  readonly declared: Map<string, string>;
  current: Map<string, string>;
  previous: Map<string, string>;
}

function storedForm(known: Map<string, string>, tag: string, value: string): string {
  let stored = known.get(value);
  if (stored === undefined) known.set(value, (stored = normalizeTagValue(tag, value)));
  return stored;
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}
