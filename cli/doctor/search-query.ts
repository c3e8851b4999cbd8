/** More ways than these nobody writes, and each level of parentheses may multiply them. */
const MOST = 1_000;

type Alternatives = readonly (readonly string[])[];

/**
 * The ways in which a search for spans matches, each as the words that have to hold together:
 * `a AND (b OR c)` as `[[a, b], [a, c]]`. Quotes around a value are left out. What cannot be read has no
 * way.
 *
 * @see https://docs.datadoghq.com/tracing/trace_explorer/query_syntax/
 */
export function alternativesOf(query: string): Alternatives {
  const words = (query.match(/[()]|(?:"[^"]*"|[^\s()"])+/g) ?? []).map((word) =>
    word.replaceAll('"', ""),
  );
  const reader = new Reader(words);
  const found = reader.disjunction();
  return reader.isAtEnd && found.length <= MOST ? found : [];
}

class Reader {
  private at = 0;

  constructor(private readonly words: readonly string[]) {}

  get isAtEnd(): boolean {
    return this.at >= this.words.length;
  }

  disjunction(): Alternatives {
    const found = [...this.conjunction()];
    while (this.words[this.at] === "OR") {
      this.at += 1;
      found.push(...this.conjunction());
    }
    return found;
  }

  /** Two words without anything in between have to hold together as well. */
  private conjunction(): Alternatives {
    let found: Alternatives = [[]];
    while (!this.isAtEnd && !["OR", ")"].includes(this.words[this.at] ?? "")) {
      const next = this.term();
      if (found.length * next.length > MOST) return [];
      found = found.flatMap((left) => next.map((right) => [...left, ...right]));
    }
    return found;
  }

  private term(): Alternatives {
    const word = this.words[this.at] ?? "";
    this.at += 1;
    if (word === "AND") return [[]];
    if (word !== "(") return [[word]];
    const inner = this.disjunction();
    // An unclosed parenthesis reads as one way that nothing allows.
    if (this.words[this.at] !== ")") return [[word]];
    this.at += 1;
    return inner;
  }
}
