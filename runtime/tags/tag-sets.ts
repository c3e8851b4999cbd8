import { MAX_TAG_LENGTH, UNKNOWN_TAG_VALUE } from "../../telemetry";
import { FOLDED_TAG_VALUE, type AdmittedValue, type CardinalityGuard } from "./cardinality-guard";
import { CombinationMap } from "./combination-map";
import type { Declaration } from "./declaration";
import { CONTEXT_TAGS, NO_TAG_VALUE, TagSet, type ContextTag } from "./tag-set";
import { tagText } from "./text";

/** Context of a call as the application gave it. */
export type GivenValues = Readonly<Record<ContextTag, unknown>>;

/** Combinations kept; beyond them all are made anew. Declared services have a few dozen. */
const MAX_SETS = 2000;

/** An experiment or a tier is optional, and a group needs all of its tags to exist. */
const DEFAULTS: Partial<Record<ContextTag, string>> = {
  prompt_variant: NO_TAG_VALUE,
  tenant_tier: NO_TAG_VALUE,
};

/** Finds the tag set of a combination of values, and keeps the tags' values within their bounds. */
export class TagSets {
  /** For telemetry about the runtime itself, which belongs to no call. */
  readonly unknown: TagSet;
  private readonly sets = new CombinationMap<TagSet>();
  /** The same by the values as they came: to check a text's form again and again would cost more. */
  private readonly byGiven = new CombinationMap<TagSet>();
  private generation = 0;

  constructor(
    private readonly declaration: Declaration,
    private readonly cardinality: CardinalityGuard,
  ) {
    const values = this.record((tag) => DEFAULTS[tag] ?? UNKNOWN_TAG_VALUE);
    this.unknown = new TagSet(values, values, [], []);
  }

  find(given: GivenValues): TagSet {
    this.cardinality.advance();
    // Values that were admitted a generation ago have to be admitted again, or they would age out.
    if (this.generation !== this.cardinality.generation || this.sets.size >= MAX_SETS) {
      this.sets.clear();
      this.byGiven.clear();
      this.generation = this.cardinality.generation;
    }
    const values = CONTEXT_TAGS.map((tag) => given[tag]);
    const known = this.byGiven.get(values);
    if (known !== undefined) return known;
    const set = this.findByText(given);
    // A folded value is one of very many: keeping its combination would only grow the map.
    if (set.folded.length === 0 && values.every(isShort)) {
      if (this.byGiven.size >= MAX_SETS) this.byGiven.clear();
      this.byGiven.add(values, set);
    }
    return set;
  }

  private findByText(given: GivenValues): TagSet {
    const texts = CONTEXT_TAGS.map((tag) => this.contextText(tag, given));
    const known = this.sets.get(texts);
    if (known !== undefined) return known;
    const made = this.make(this.record((tag) => this.contextText(tag, given)));
    if (made.folded.length === 0) this.sets.add(texts, made);
    return made;
  }

  /** See `CardinalityGuard.advance`. */
  advance(): void {
    this.cardinality.advance();
  }

  /** Admits the value of a tag that only some metrics carry, such as `tool`. */
  admit(tag: string, given: unknown): AdmittedValue & { readonly undeclared: boolean } {
    const value = this.text(tag, given) ?? UNKNOWN_TAG_VALUE;
    const declared = this.declaration.isDeclared(tag, value);
    return {
      ...this.cardinality.admit(tag, value, declared === true),
      undeclared: declared === false,
    };
  }

  private make(values: Readonly<Record<ContextTag, string>>): TagSet {
    const admitted = this.record((tag) => this.admit(tag, values[tag]));
    return new TagSet(
      this.record((tag) => admitted[tag].stored),
      this.record((tag) => (admitted[tag].folded ? FOLDED_TAG_VALUE : admitted[tag].stored)),
      CONTEXT_TAGS.filter((tag) => admitted[tag].undeclared && !isUnknownModel(tag, values[tag])),
      CONTEXT_TAGS.filter((tag) => admitted[tag].folded),
    );
  }

  private contextText(tag: ContextTag, given: GivenValues): string {
    return this.text(tag, given[tag]) ?? DEFAULTS[tag] ?? "";
  }

  /** What is declared is a name, whatever it looks like: its alerts would not see it as `unknown`. */
  private text(tag: string, given: unknown): string | undefined {
    const isName = typeof given === "string" && this.declaration.isDeclared(tag, given) === true;
    return isName ? given : tagText(tag, given);
  }

  private record<T>(valueOf: (tag: ContextTag) => T): Record<ContextTag, T> {
    return Object.fromEntries(CONTEXT_TAGS.map((tag) => [tag, valueOf(tag)])) as Record<
      ContextTag,
      T
    >;
  }
}

/** A key must not keep an object alive, nor a text of a megabyte. */
function isShort(value: unknown): boolean {
  return value === undefined || (typeof value === "string" && value.length <= MAX_TAG_LENGTH);
}

/** A retrieval before the first request cannot know which model it serves: nothing is wrong there. */
function isUnknownModel(tag: ContextTag, value: string): boolean {
  return value === "" && (tag === "model" || tag === "provider");
}
