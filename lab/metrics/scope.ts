import type { Scope } from "../query";
import type { Series } from "./series";

/** Values of template variables, by name. A variable that is absent or empty selects everything. */
export type Variables = Readonly<Record<string, string | readonly string[] | VariableValues>>;

/** Values of a variable that filters another tag than the one of its name. */
export interface VariableValues {
  /** The tag; empty where each value is a whole tag, such as `env:prod`. */
  readonly prefix: string;
  readonly values: readonly string[];
}

/** The chosen values of a variable, whatever tag they filter. */
export function valuesOfVariable(given: Variables[string] | undefined): readonly string[] {
  if (given === undefined) return [];
  if (typeof given === "string") return [given];
  return isPrefixed(given) ? given.values : given;
}

function isPrefixed(given: readonly string[] | VariableValues): given is VariableValues {
  return !Array.isArray(given);
}

export type SeriesFilter = (series: Series) => boolean;

/** @see https://docs.datadoghq.com/metrics/advanced-filtering/ */
export function scopeFilter(scope: Scope, variables: Variables = {}): SeriesFilter {
  switch (scope.kind) {
    case "everything":
      return () => true;
    case "tag":
      return tagFilter(scope.key, scope.values);
    case "variable":
      return variableFilter(scope, variables[scope.name]);
    case "not": {
      const inner = scopeFilter(scope.of, variables);
      return (series) => !inner(series);
    }
    case "and": {
      const filters = scope.of.map((one) => scopeFilter(one, variables));
      return (series) => filters.every((filter) => filter(series));
    }
    case "or": {
      const filters = scope.of.map((one) => scopeFilter(one, variables));
      return (series) => filters.some((filter) => filter(series));
    }
  }
}

/**
 * The first place where symbols (`!`, `,`) and words (`AND`, `OR`, `NOT`, `IN`) are mixed, which
 * Datadog does not allow.
 */
export function mixedScope(scope: Scope): number | undefined {
  const styles: { symbol: boolean; at: number }[] = [];
  collectStyles(scope, styles);
  const first = styles[0];
  return styles.find(({ symbol }) => symbol !== first?.symbol)?.at;
}

function collectStyles(scope: Scope, styles: { symbol: boolean; at: number }[]): void {
  if (scope.kind === "tag" && scope.list) styles.push({ symbol: false, at: scope.at });
  if (scope.kind === "not") {
    styles.push({ symbol: scope.symbol, at: scope.at });
    collectStyles(scope.of, styles);
  }
  if (scope.kind !== "and" && scope.kind !== "or") return;
  styles.push({ symbol: scope.symbol, at: scope.at });
  for (const one of scope.of) collectStyles(one, styles);
}

function variableFilter(
  { name, key }: { readonly name: string; readonly key?: string },
  given: Variables[string] | undefined,
): SeriesFilter {
  const values = valuesOfVariable(given);
  if (values.length === 0 || values.includes("*")) return () => true;
  const prefix = key ?? prefixOf(given) ?? name;
  if (prefix !== "") return tagFilter(prefix, values);
  const filters = values.map((tag) => wholeTagFilter(tag));
  return (series) => filters.some((filter) => filter(series));
}

function prefixOf(given: Variables[string] | undefined): string | undefined {
  return typeof given === "object" && isPrefixed(given) ? given.prefix : undefined;
}

function wholeTagFilter(tag: string): SeriesFilter {
  const colon = tag.indexOf(":");
  return colon < 0 ? tagFilter(tag, []) : tagFilter(tag.slice(0, colon), [tag.slice(colon + 1)]);
}

function tagFilter(key: string, values: readonly string[]): SeriesFilter {
  if (key.includes("*")) {
    const pattern = wildcard(values.length === 0 ? key : `${key}:${values.join("|")}`);
    return (series) => series.tagList.some((tag) => pattern.test(tag));
  }
  if (values.length === 0) return (series) => series.tags.has(key);
  const exact = new Set(values.filter((value) => !value.includes("*")));
  const patterns = values.filter((value) => value.includes("*")).map(wildcard);
  return (series) =>
    series.tags
      .get(key)
      ?.some((value) => exact.has(value) || patterns.some((pattern) => pattern.test(value))) ??
    false;
}

function wildcard(text: string): RegExp {
  const escaped = text.replace(/[\\^$.+?()[\]{}|]/g, "\\$&").replace(/\*+/g, ".*");
  return new RegExp(`^${escaped}$`);
}
