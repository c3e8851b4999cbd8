import type { WidgetDefinition } from "./definition";

/** Newest spans that a search finds. */
export function spanList(
  title: string,
  query: string,
  columns: readonly string[],
): WidgetDefinition {
  return {
    type: "list_stream",
    title,
    requests: [
      {
        response_format: "event_list",
        query: { data_source: "trace_stream", query_string: query, indexes: [] },
        columns: columns.map((field) => ({ field, width: "auto" })),
      },
    ],
  };
}
