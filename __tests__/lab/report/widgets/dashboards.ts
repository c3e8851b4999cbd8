import { dashboardsOfStack, type Dashboard } from "../../../../lab";
import { graph, marker, one, type Json } from "./definitions";
import type { Pair } from "./pairs";

/** Both widgets of each pair, one after the other. */
export const dashboardOf = (id: string, pairs: readonly Pair[]): Dashboard => ({
  ...{ id, title: id },
  body: {
    ...{ title: id, layout_type: "ordered" },
    widgets: pairs.flatMap(([, without, withIt]) => [
      { definition: without },
      { definition: withIt },
    ]),
  },
});

const variables = (name: string, more: Json): Json => ({ name, prefix: "env", ...more });
export const VARIABLES: Dashboard = {
  ...{ id: "variables", title: "variables" },
  body: {
    title: "variables",
    template_variables: [
      variables("older", { default: "staging" }),
      variables("where", { defaults: ["prod*"] }),
      { name: "whole", prefix: null, default: "env:prod" },
      variables("offered", { defaults: ["*"], available_values: ["prod", "elsewhere"] }),
    ],
    widgets: ["older", "where", "whole", "offered"].map((name) => ({
      definition: {
        type: "timeseries",
        title: name,
        requests: [{ q: `avg:g{$${name}} by {env}` }],
      },
    })),
  },
};

/** Every event of `prod` is a good one, of all three environments. */
export const OBJECTIVES: readonly Dashboard[] = dashboardsOfStack({
  resource: {
    datadog_service_level_objective: {
      prod: {
        name: "prod answers",
        tags: ["team:a"],
        query: [
          {
            numerator: "sum:c{env:prod}.as_count()",
            denominator: "sum:c{!env:prod-eu}.as_count()",
          },
        ],
        thresholds: [{ timeframe: "7d", target: 95 }],
      },
    },
    datadog_dashboard_json: {
      objectives: {
        dashboard: JSON.stringify({
          title: "objectives",
          widgets: [
            {
              type: "slo",
              slo_id: "${datadog_service_level_objective.prod.id}",
              time_windows: ["7d"],
            },
            { type: "slo_list", requests: [{ query: { query_string: "team:a" } }] },
            { type: "slo_list", requests: [{ query: { query_string: "team:b" } }] },
          ].map((definition) => ({ definition })),
        }),
      },
    },
  },
});

export const UNKNOWN: Dashboard = {
  ...{ id: "unknown", title: "unknown" },
  body: {
    title: "unknown",
    template_variable_presets: [{ name: "preset" }],
    widgets: [
      graph({ events: [{ q: "deploys" }] }),
      graph({}, { queries: undefined, formulas: undefined, log_query: { index: "*" } }),
      graph({ yaxis: { scale: "sinus" } }),
      graph(marker("x = 1")),
      one("heatmap"),
      { type: "slo", title: "slo", slo_id: "abc" },
    ].map((definition) => ({ definition })),
  },
};
