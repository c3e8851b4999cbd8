import type { KeptSpan } from "../../../../simulation";
import { h } from "../../dom";
import { format } from "../../format";
import { record, records, text, type Json } from "../../json";
import { clockWithSeconds } from "../../time";
import type { Drawn, WidgetContext } from "../context";
import { attribute, spanSearch } from "../span-search";
import { message } from "./message";

interface Found {
  readonly span: KeptSpan;
  readonly trace: number;
}

/** The spans that a search finds, among those that the run kept. */
export function drawListStream(definition: Json, context: WidgetContext): Drawn {
  const request = record(records(definition["requests"])[0]);
  const query = record(request["query"]);
  const source = text(query["data_source"]);
  if (source !== "trace_stream") {
    return {
      body: message("problem", "Not supported", `Lists of ${source} are not drawn by the report.`),
    };
  }
  const { report, range, variables } = context;
  const matches = spanSearch(text(query["query_string"]), variables);
  const found = report.traces
    .flatMap(({ spans }, trace) => spans.map((span): Found => ({ span, trace })))
    .filter(
      ({ span }) =>
        matches(span) && span.start >= range.from * 1_000 && span.start < range.to * 1_000,
    )
    .sort((a, b) => b.span.start - a.span.start);
  const kept = `The report keeps the spans of ${report.traces.length} requests, from the incident on.`;
  if (found.length === 0) {
    return { body: message("empty", "No spans among those kept", kept) };
  }
  const columns = records(request["columns"]).map((column) => text(column["field"]));
  return {
    body: h(
      "div",
      { class: "list-stream" },
      h(
        "div",
        {
          class: "query-table",
          tabindex: 0,
          role: "region",
          "aria-label": text(definition["title"]),
        },
        h(
          "table",
          {},
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              ...columns.map((name) => h("th", { scope: "col" }, name.replace(/^@/, ""))),
              h("th", { scope: "col" }, h("span", { class: "sr-only" }, "Trace")),
            ),
          ),
          h("tbody", {}, ...found.map((one) => row(one, columns, context))),
        ),
      ),
      h("p", { class: "beyond" }, `${found.length} spans. ${kept}`),
    ),
  };
}

function row(
  { span, trace }: Found,
  columns: readonly string[],
  context: WidgetContext,
): HTMLElement {
  return h(
    "tr",
    {},
    ...columns.map((column) =>
      h("td", { "data-label": column.replace(/^@/, "") }, cell(span, column)),
    ),
    h(
      "td",
      {},
      h(
        "button",
        { type: "button", class: "link", on: { click: () => context.openTrace(trace) } },
        "Open trace",
      ),
    ),
  );
}

function cell(span: KeptSpan, column: string): string {
  if (column === "timestamp") return clockWithSeconds(span.start / 1_000);
  if (column === "@duration") return format(span.duration, "millisecond");
  const value = attribute(span, column);
  return value === undefined ? "–" : String(value);
}
