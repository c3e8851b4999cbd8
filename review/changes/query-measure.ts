import { metricQueries, type MonitorQuery, type Scope } from "../../lab/query";
import type { Difference } from "../change";
import { measureOf } from "../measure";
import { apart } from "./attributes";
import { differing } from "./differing";

interface Side {
  readonly query: MonitorQuery;
  readonly text: string;
}

/** What differs between what two queries measure: groups, filters, and the rest as it is written. */
export function measureChanges(from: Side, to: Side): Difference[] {
  const rest = (left: MonitorQuery, right: MonitorQuery): boolean =>
    measureOf(left) === measureOf(right);
  if (rest(from.query, to.query)) return [];
  const groups = groupChange(from.query, to.query);
  const [was, is] = [from.query, to.query].map((one) => without(one, "by"));
  if (!was || !is || rest(was, is)) return groups;
  if (rest(without(was, "scope"), without(is, "scope"))) {
    return [...groups, change("query.filter", filterText(from.query, to.query))];
  }
  if (rest({ ...was, aggregator: is.aggregator }, is)) {
    const text = `takes the ${is.aggregator.name} over the window instead of the ${was.aggregator.name}`;
    return [...groups, change("query.aggregator", text)];
  }
  const texts = [from, to].map(({ text }) => measure(text));
  const [left, right] = texts[0] === texts[1] ? [from.text, to.text] : texts;
  const [old, now] = apart(...differing(left ?? "", right ?? ""));
  return [...groups, change("query.measure", `measures ${now} instead of ${old}`)];
}

function change(attribute: string, text: string): Difference {
  return { risk: "changed", attribute, text };
}

/** A query whose metrics say nothing about groups, or about filters. */
function without(query: MonitorQuery, key: "by" | "scope"): MonitorQuery {
  const text = JSON.stringify(query.expression, (name, value: unknown) =>
    name === key ? null : value,
  );
  return { ...query, expression: JSON.parse(text) as MonitorQuery["expression"] };
}

function groupChange(from: MonitorQuery, to: MonitorQuery): Difference[] {
  const [was, is] = [groupsOf(from), groupsOf(to)];
  const [gone, come] = [minus(was, is), minus(is, was)];
  if (gone.length === 0 && come.length === 0) return [];
  const words = (keys: readonly string[]): string =>
    keys.length === 0 ? "for all together" : `per ${keys.join(", ")}`;
  const isSplit = gone.length === 0 && was.length > 0;
  const isJoined = come.length === 0 && is.length > 0;
  const text = isSplit
    ? `also per ${come.join(", ")}`
    : isJoined
      ? `no longer per ${gone.join(", ")}`
      : `${words(is)} instead of ${words(was)}`;
  return [change("query.by", text)];
}

function groupsOf({ expression }: MonitorQuery): string[] {
  const keys = metricQueries(expression).flatMap(({ by }) => by.map(({ name }) => name));
  return [...new Set(keys)].sort();
}

/** `watches only feature:search now`; for one metric of several, with its name. */
function filterText(from: MonitorQuery, to: MonitorQuery): string {
  const [was, is] = [from, to].map(({ expression }) => metricQueries(expression));
  const each = (is ?? []).flatMap(({ metric, scope }, index) => {
    const [before, after] = [terms(was?.[index]?.scope), terms(scope)];
    const [gone, come] = [minus(before, after), minus(after, before)];
    return gone.length === 0 && come.length === 0
      ? []
      : [{ metric, text: filterWords(gone, come) }];
  });
  const texts = [...new Set(each.map(({ text }) => text))];
  const isAlike = texts.length === 1 && each.length === is?.length;
  const named = new Set(each.map(({ metric, text }) => `${metric} ${text}`));
  return `watches ${isAlike ? texts.join() : [...named].join(", ")}`;
}

function filterWords(gone: readonly string[], come: readonly string[]): string {
  if (gone.length === 0) return `only ${come.join(", ")} now`;
  if (come.length === 0) return `no longer only ${gone.join(", ")}`;
  return `${come.join(", ")} instead of ${gone.join(", ")}`;
}

/** What all has to be true of a point. */
function terms(scope: Scope | undefined): string[] {
  if (scope === undefined || scope.kind === "everything") return [];
  return scope.kind === "and" ? scope.of.flatMap(terms).sort() : [scopeText(scope)];
}

function scopeText(scope: Scope): string {
  switch (scope.kind) {
    case "everything":
      return "*";
    case "variable":
      return `${scope.key === undefined ? "" : `${scope.key}:`}$${scope.name}`;
    case "not":
      return `not ${scopeText(scope.of)}`;
    case "and":
    case "or":
      return `(${scope.of.map(scopeText).sort().join(` ${scope.kind} `)})`;
    case "tag": {
      const { key, values, list } = scope;
      if (values.length === 0) return key;
      return list ? `${key}:(${[...values].sort().join(", ")})` : `${key}:${values.join()}`;
    }
  }
}

function minus(left: readonly string[], right: readonly string[]): string[] {
  return left.filter((one) => !right.includes(one));
}

function measure(query: string): string {
  return query.replace(/^[^:]*:/, "").replace(/\s*(?:[<>]=?|[!=]=)\s*[-\d.e+]+\s*$/, "");
}
