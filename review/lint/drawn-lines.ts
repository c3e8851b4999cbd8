import { readableQuery } from "./interpolations";
import { shapeOfText } from "./measure-shape";

/** One measure that a timeseries draws. */
export interface DrawnLine {
  /** The queries and the formula as they are written. */
  readonly text: string;
  /** See `shapeOfText`; absent where it cannot be read. */
  readonly shape: string | undefined;
  /** See `filtersIn`. */
  readonly filters: Filters;
}

/** The values that a query admits, by tag. */
export type Filters = ReadonlyMap<string, ReadonlySet<string>>;

/** The values that the filters in some queries name, by tag. */
export function filtersIn(text: string): Filters {
  const found = new Map<string, Set<string>>();
  for (const [scope] of text.matchAll(/\{[^{}]*\}/g)) {
    for (const [, key = "", value = ""] of scope.matchAll(/(?<![!\w])([\w.-]+):([^,{}\s()$*]+)/g)) {
      found.set(key, (found.get(key) ?? new Set<string>()).add(value));
    }
  }
  return found;
}

/** Dashboards that fill in their service by a variable are written alike: these many lines are kept. */
const MAX_KEPT = 2_000;

/** Reads the lines of many dashboards; each that is written alike is read once. */
export class DrawnLines {
  private readonly kept = new Map<string, DrawnLine>();

  /** @param named the queries that the formula may refer to */
  line(formula: string, named: ReadonlyMap<string, string>): DrawnLine {
    const key = JSON.stringify([formula, ...named]);
    const known = this.kept.get(key);
    if (known) return known;
    const read = new ReadLine(formula, named);
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    this.kept.set(key, read);
    return read;
  }
}

/** Most lines are compared with nothing, so that nothing is read before it is asked for. */
class ReadLine implements DrawnLine {
  readonly text: string;
  private readonly named: ReadonlyMap<string, string>;
  private found: { shape?: { text: string | undefined }; filters?: Filters } = {};

  constructor(
    private readonly formula: string,
    named: ReadonlyMap<string, string>,
  ) {
    this.named = new Map(Array.from(named, ([name, text]) => [name, readableQuery(text)]));
    this.text = [formula, ...this.named.values()].join(" ");
  }

  get shape(): string | undefined {
    this.found.shape ??= { text: shapeOfText(readableQuery(this.formula), this.named)?.text };
    return this.found.shape.text;
  }

  get filters(): Filters {
    return (this.found.filters ??= filtersIn(this.text));
  }
}
