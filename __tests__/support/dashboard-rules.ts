import { METRICS } from "../../telemetry";
import { metricQueries, tagsRead } from "./metric-queries";
import { dashboardQueries, widgetsOf, type Dashboard, type Widget } from "./synth";

const VARIABLES = [
  "env",
  "service",
  "feature",
  "provider",
  "model",
  "prompt_name",
  "prompt_version",
];

/** Keys that Datadog returns: one more or less, and every later plan shows a change. */
const BODY_KEYS = [
  "description",
  "layout_type",
  "notify_list",
  "reflow_type",
  "tags",
  "template_variables",
  "title",
  "widgets",
];

/** What would break a dashboard or its second plan; empty where all is well. */
export function dashboardProblems(dashboard: Dashboard): string[] {
  const widgets = widgetsOf(dashboard);
  return [
    ...(Object.keys(dashboard).sort().join() === BODY_KEYS.join() ? [] : ["wrong keys"]),
    ...(dashboard.template_variables.map(({ name }) => name).join() === VARIABLES.join()
      ? []
      : ["wrong template variables"]),
    ...widgets.flatMap(layoutProblems),
    ...overlapProblems(dashboard.widgets),
    ...dashboardQueries(dashboard).flatMap(queryProblems),
    ...widgets.flatMap(formulaProblems),
    ...dashboard.widgets.flatMap(rowProblems),
  ];
}

function queryProblems(text: string): string[] {
  const queries = metricQueries(text);
  if (queries.length !== 1) return [`not one metric in ${text}`];
  return queries.flatMap((query) => {
    const carried = (METRICS as Record<string, { tags: readonly string[] }>)[query.metric]?.tags;
    return [
      ...(carried ? [] : [`unknown metric ${query.metric}`]),
      ...tagsRead(query)
        .filter((tag) => !carried?.includes(tag))
        .map((tag) => `${query.metric} does not carry ${tag}`),
      ...VARIABLES.filter((name) => !query.filters.includes(`$${name}`)).map(
        (name) => `$${name} is not used by ${text}`,
      ),
      ...(query.asCount && !["sum", "count"].includes(query.aggregator)
        ? [`as_count: ${text}`]
        : []),
    ];
  });
}

/** A formula names every query of its request, and no other. */
function formulaProblems({ definition }: Widget): string[] {
  return (definition.requests ?? []).flatMap(({ queries = [], formulas = [] }) => {
    const declared = queries.map(({ name }) => name).sort();
    const used = formulas.flatMap(({ formula }) => formula.match(/query\d+/g) ?? []);
    return [...new Set(used)].sort().join() === declared.join()
      ? []
      : [`formulas use ${used.join()} of ${declared.join()} in ${definition.title}`];
  });
}

function layoutProblems({ definition, layout }: Widget): string[] {
  if (!layout) return [`no layout: ${definition.title}`];
  return layout.x + layout.width > 12 ? [`too wide: ${definition.title}`] : [];
}

function overlapProblems(widgets: readonly Widget[]): string[] {
  return widgets.flatMap((widget, index) => [
    ...widgets.slice(index + 1).flatMap((other) => {
      const [a, b] = [widget.layout!, other.layout!];
      const apart =
        a.x + a.width <= b.x ||
        b.x + b.width <= a.x ||
        a.y + a.height <= b.y ||
        b.y + b.height <= a.y;
      return apart ? [] : [`${widget.definition.title} overlaps ${other.definition.title}`];
    }),
    ...overlapProblems(widget.definition.widgets ?? []),
  ]);
}

/** Every row says which decision it serves. */
function rowProblems({ definition }: Widget): string[] {
  const note = definition.widgets?.[0]?.definition;
  return note?.type === "note" && note.content?.startsWith("**Decision:**")
    ? []
    : [`no decision: ${definition.title}`];
}
