import type { IncomingMessage, ServerResponse } from "node:http";
import { runTimeseries, type MetricStore } from "../../../lab";
import { unparsedAnswer } from "../../support/datadog-api";
import { LoopbackServer } from "../../support/loopback-server";

/** What a query meets instead of its answer. */
export interface Trouble {
  /** Part of the path or of the query. */
  readonly on: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** How many requests meet it. @default all */
  times?: number;
}

interface Attributes {
  readonly from: number;
  readonly to: number;
  readonly queries: readonly { readonly query: string }[];
}

/** Datadog's query API as documented, over a store of the lab, on the loopback interface. */
export class QueryServer extends LoopbackServer {
  readonly queries: string[] = [];
  readonly malformed: string[] = [];
  readonly troubles: Trouble[] = [];
  /** Seconds that its clock is ahead. */
  skew = 0;
  /** What it answers with, whatever is asked. */
  page: string | undefined;
  /** Points it gives are that many times as long as asked for. */
  coarser = 1;

  /** @param now seconds since the epoch */
  constructor(
    private readonly store: MetricStore,
    private readonly now: number,
  ) {
    super();
  }

  protected respond(request: IncomingMessage, text: string, response: ServerResponse): void {
    const date = new Date((this.now + this.skew) * 1_000).toUTCString();
    const { status, headers = {}, body } = this.answer(request.url ?? "", text);
    response.sendDate = false;
    response.writeHead(status, { "content-type": "application/json", date, ...headers });
    response.end(this.page ?? JSON.stringify(body));
  }

  private answer(path: string, text: string): Omit<Trouble, "on"> {
    const trouble = this.troubles.find(
      ({ on, times = Infinity }) => times > 0 && (path.includes(on) || text.includes(on)),
    );
    if (trouble) {
      trouble.times = (trouble.times ?? Infinity) - 1;
      return { body: { errors: ["trouble"] }, ...trouble };
    }
    if (path === "/api/v1/validate") return { status: 200, body: { valid: true } };
    const { attributes } = (JSON.parse(text) as { data: { attributes: Attributes } }).data;
    this.queries.push(attributes.queries[0]!.query);
    const isScalar = path === "/api/v2/query/scalar";
    const body = isScalar ? this.scalar(attributes) : this.timeseries(attributes);
    const type = isScalar ? "ScalarFormulaQueryResponse" : "TimeseriesFormulaQueryResponse";
    this.malformed.push(...unparsedAnswer(body, "v2", type));
    return { status: 200, body };
  }

  private timeseries({ from, to, queries }: Attributes): unknown {
    const formula = queries[0]!.query.replace(
      /rollup\(sum, (\d+)\)/,
      (_, seconds: string) => `rollup(sum, ${Number(seconds) * this.coarser})`,
    );
    const ask = (text: string) =>
      runTimeseries(this.store, { formula: text, from: from / 1_000, to: to / 1_000 });
    const keys = /by \{([^}]*)\}/.exec(formula)?.[1]?.split(",") ?? [];
    const grouped = ask(formula).map(({ tags, values }) => ({
      group_tags: keys.map((key) => `${key}:${tags[key]}`),
      values: Array.from(values),
    }));
    const [whole] = ask(formula.replace(/ by \{[^}]*\}/, ""));
    const lost = Array.from(whole?.values ?? [], (all, at) =>
      grouped.reduce((rest, { values }) => rest - numberOf(values[at]), numberOf(all)),
    );
    const series = lost.some((count) => count > 0)
      ? [...grouped, { group_tags: keys.map((key) => `${key}:N/A`), values: lost }]
      : grouped;
    return {
      data: {
        type: "timeseries_response",
        attributes: {
          times: Array.from(whole?.times ?? [], (time) => time * 1_000),
          series: series.map(({ group_tags }) => ({ group_tags, query_index: 0 })),
          values: series.map(({ values }) => values.map((v) => (Number.isNaN(v) ? null : v))),
        },
      },
    };
  }

  private scalar({ from, to, queries }: Attributes): unknown {
    const formula = `${queries[0]!.query}.rollup(sum, 3600)`;
    const [whole] = runTimeseries(this.store, { formula, from: from / 1_000, to: to / 1_000 });
    const sum = Array.from(whole?.values ?? []).reduce(
      (total, value) => total + numberOf(value),
      0,
    );
    const columns = [{ name: "a", type: "number", values: [sum], meta: {} }];
    return { data: { type: "scalar_response", attributes: { columns } } };
  }
}

/** A bucket without data adds nothing. */
const numberOf = (value = NaN): number => (Number.isNaN(value) ? 0 : value);
