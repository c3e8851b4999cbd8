import type { NamedQuery, ScalarAggregator } from "../../../metrics";
import { splitQueries } from "../../../query";
import type { Unit } from "../format";
import { record, records, text, type Json } from "../json";
import { limitOf, type Limit } from "./limit";
import { unitOf } from "./units";

/** One formula of a request, with what it is called and how its numbers are shown. */
export interface Formula {
  readonly formula: string;
  readonly alias: string | undefined;
  readonly unit: Unit;
  readonly limit: Limit | undefined;
  /** Name of a palette, where one is chosen, and the place in it. */
  readonly palette: string;
  readonly paletteIndex: number | undefined;
  readonly conditionalFormats: unknown;
}

/** What a widget asks for, in one form for the older requests (`q`) and those with formulas. */
export interface Request {
  readonly queries: readonly NamedQuery[];
  readonly formulas: readonly Formula[];
}

/** Sources of older requests that are no metrics, each a key of its own. */
const OTHER_SOURCES = [
  ...["apm_query", "apm_stats_query", "audit_query", "event_query", "log_query", "network_query"],
  ...["process_query", "profile_metrics_query", "rum_query", "security_query"],
];

/**
 * Reads a request.
 *
 * @throws Error where it asks for what the lab does not have.
 * @throws QueryError
 */
export function readRequest(request: Json): Request {
  const source = OTHER_SOURCES.find((key) => key in request);
  if (source !== undefined) throw new Error(`A ${source} is not supported by the lab.`);
  const { q } = request;
  return typeof q === "string" ? olderRequest(q, request) : requestWithFormulas(request);
}

/** All requests of a widget, as one. */
export function readRequests(definition: Json): Request[] {
  return records(definition["requests"]).map(readRequest);
}

/** Each of its queries is a formula of its own. */
function olderRequest(q: string, request: Json): Request {
  const parts = splitQueries(q).map((written, index) => {
    const { formula: query, limit } = limitOf(written, {});
    const name = `query${index + 1}`;
    const named = { name, query, ...aggregatorOf(request["aggregator"]) };
    return { written, limit, named };
  });
  const queries = parts.map(({ named }) => named);
  return {
    queries,
    formulas: parts.map(({ written, limit, named: { name, query } }) => {
      const alias = aliasOf(request, written) ?? aliasOf(request, query) ?? request["alias"];
      return { ...readFormula({ formula: name, alias }, request, queries), limit };
    }),
  };
}

function requestWithFormulas(request: Json): Request {
  const queries = records(request["queries"]).map((query) => {
    const source = text(query["data_source"], "metrics");
    if (source !== "metrics") throw new Error(`Queries of ${source} are not supported by the lab.`);
    return {
      name: text(query["name"]),
      query: text(query["query"]),
      ...aggregatorOf(query["aggregator"]),
    };
  });
  const given = records(request["formulas"]);
  const definitions: readonly Json[] =
    given.length > 0 ? given : queries.map(({ name }) => ({ formula: name }));
  return { queries, formulas: definitions.map((one) => readFormula(one, request, queries)) };
}

function readFormula(definition: Json, request: Json, queries: readonly NamedQuery[]): Formula {
  const written = text(definition["formula"]);
  const { formula, limit } = limitOf(written, record(definition["limit"]));
  const style = record(definition["style"]);
  const alias = definition["alias"] ?? aliasOf(request, written);
  return {
    formula,
    alias: typeof alias === "string" && alias !== "" ? alias : undefined,
    unit: unitOf(formula, queries, record(definition["number_format"])),
    limit,
    palette: text(style["palette"], text(record(request["style"])["palette"])),
    paletteIndex: typeof style["palette_index"] === "number" ? style["palette_index"] : undefined,
    conditionalFormats: definition["conditional_formats"] ?? request["conditional_formats"],
  };
}

const AGGREGATORS: readonly ScalarAggregator[] = ["avg", "min", "max", "sum", "last", "percentile"];

function aggregatorOf(name: unknown): { readonly aggregator?: ScalarAggregator } {
  if (typeof name !== "string") return {};
  const aggregator = AGGREGATORS.find((one) => one === name);
  if (!aggregator) throw new Error(`The aggregator "${name}" is not supported by the lab.`);
  return { aggregator };
}

/** What a graph calls an expression, apart from its formulas. */
function aliasOf(request: Json, expression: string): string | undefined {
  const found = records(request["metadata"]).find((one) => one["expression"] === expression);
  return found && (text(found["alias_name"]) || undefined);
}
