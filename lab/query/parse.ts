import type { CompositeFormula, Expression, FunctionCall, MonitorQuery } from "./ast";
import { parse as generatedParse, SyntaxError as GeneratedError } from "./generated/parser";
import { QueryError } from "./query-error";

/** Datadog refuses shorter ones already; the parser is recursive, so depth must be bounded. */
const MAX_DEPTH = 100;
const MAX_LENGTH = 100_000;

/**
 * Reads a metric query or a formula over several: `100 * sum:a{*}.as_count() / sum:b{*}.as_count()`.
 *
 * @throws QueryError
 */
export function parseExpression(query: string): Expression {
  return parseFrom("ExpressionStart", query) as Expression;
}

/**
 * The queries of an older widget's `q`, which may hold several: `avg:a{*}, top(avg:b{*} by {host}, 5)`.
 *
 * @throws QueryError
 */
export function splitQueries(text: string): string[] {
  const before = "list(";
  try {
    const list = parseExpression(`${before}${text})`);
    const starts = list.kind === "call" ? list.args.map(({ at }) => at - before.length) : [];
    return starts.map((start, index) => withoutComma(text.slice(start, starts[index + 1])));
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new QueryError(text, Math.max(0, error.at - before.length), error.reason);
  }
}

/** The text of a function's argument. */
export function argumentText(text: string, { args }: FunctionCall, index: number): string {
  const end = args[index + 1]?.at ?? text.lastIndexOf(")");
  return withoutComma(text.slice(args[index]?.at, end));
}

function withoutComma(text: string): string {
  return text.replace(/\s*,?\s*$/, "");
}

/**
 * Reads a metric monitor's query: `sum(last_10m):sum:llm.requests{*}.as_count() >= 50`.
 *
 * @throws QueryError
 */
export function parseMonitorQuery(query: string): MonitorQuery {
  refuseOtherSources(query);
  return parseFrom("MonitorStart", query) as MonitorQuery;
}

/**
 * Reads a composite's formula: `1 && !2 || (3 && 4)`. An id is a number, a word, or a Terraform
 * reference.
 *
 * @throws QueryError
 */
export function parseComposite(query: string): CompositeFormula {
  return parseFrom("CompositeStart", query) as CompositeFormula;
}

type StartRule = "ExpressionStart" | "MonitorStart" | "CompositeStart";

function parseFrom(startRule: StartRule, query: string): unknown {
  if (query.length > MAX_LENGTH) {
    throw new QueryError(query, MAX_LENGTH, `A query has at most ${MAX_LENGTH} characters; cut`);
  }
  refuseDepth(query);
  try {
    return generatedParse(query, { startRule });
  } catch (error) {
    if (!(error instanceof GeneratedError)) throw error;
    throw new QueryError(query, error.location.start.offset, describe(error));
  }
}

function refuseDepth(query: string): void {
  let depth = 0;
  for (let at = 0; at < query.length; at += 1) {
    const character = query[at];
    if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    if (depth > MAX_DEPTH) {
      throw new QueryError(query, at, `More than ${MAX_DEPTH} nested parentheses`);
    }
  }
}

/** `logs("…")`, `"http.can_connect".over(…)`: real monitors, but not of metrics. */
function refuseOtherSources(query: string): void {
  const source = /^\s*(?:([\w-]+)\(\s*["']|(["']))/.exec(query);
  if (!source) return;
  const what = source[1] === undefined ? "Service check queries" : `${source[1]}("…") queries`;
  throw new QueryError(query, query.search(/\S/), `${what} are not metric queries: not supported,`);
}

function describe(error: GeneratedError): string {
  if (error.found === null) return `Expected ${expectations(error)} but the query ends`;
  return `Expected ${expectations(error)} but found ${JSON.stringify(error.found)}`;
}

function expectations(error: GeneratedError): string {
  const shown = new Set<string>();
  for (const one of error.expected ?? []) {
    const name =
      one.type === "other" ? one.description : one.type === "end" ? "the end" : literal(one);
    if (name !== undefined && name !== "white space") shown.add(name);
  }
  const names = [...shown];
  const last = names.pop() ?? "something else";
  return names.length === 0 ? last : `${names.join(", ")} or ${last}`;
}

function literal(one: { readonly type: string; readonly text?: string }): string | undefined {
  return one.text === undefined ? undefined : JSON.stringify(one.text);
}
