import type { Dashboard } from "../../../lab";

/** Would run, load or close something, were it ever markup. */
export const HOSTILE = `</script><!--<img data-hostile src=x onerror="document.title='owned'">`;

const metric = (query: string) => [{ name: "query1", data_source: "metrics", query }];

/** What a report has to survive: markup in every text, and widgets that it does not know. */
export const HOSTILE_DASHBOARD: Dashboard = {
  id: "hostile",
  title: HOSTILE,
  body: {
    title: HOSTILE,
    description: HOSTILE,
    template_variables: [],
    layout_type: "ordered",
    widgets: [
      { definition: { type: "note", content: `**${HOSTILE}** [link](javascript:alert(1))` } },
      { definition: { type: "sunburst", title: HOSTILE } },
      {
        definition: {
          type: "timeseries",
          title: "anomalies",
          requests: [
            {
              display_type: "line",
              queries: metric("sum:llm.requests{*}.as_count()"),
              formulas: [{ formula: "anomalies(query1, 'basic', 2)", alias: HOSTILE }],
            },
          ],
        },
      },
      {
        definition: {
          type: "list_stream",
          title: "slow",
          requests: [
            {
              query: { data_source: "trace_stream", query_string: "@duration:>5s" },
              columns: [{ field: "timestamp" }],
            },
          ],
        },
      },
      {
        definition: {
          type: "toplist",
          title: HOSTILE,
          requests: [
            {
              queries: metric("sum:llm.requests{*} by {model}.as_count()"),
              formulas: [{ formula: "query1", alias: HOSTILE }],
            },
          ],
        },
      },
    ],
  },
};
