/** A dashboard's body as the API takes it, as far as it is translated. */
interface Body {
  readonly title: string;
  readonly description: string;
  readonly layout_type: string;
  readonly reflow_type: string;
  readonly tags: readonly string[];
  readonly template_variables: readonly Record<string, unknown>[];
  readonly widgets: readonly Placed[];
}

interface Placed {
  readonly definition: Widget;
  readonly layout: object;
}

interface Widget {
  readonly type: string;
  readonly title?: string;
  readonly layout_type?: string;
  readonly widgets?: readonly Placed[];
  readonly requests?: readonly Request[];
  readonly markers?: readonly Record<string, unknown>[];
}

interface Request {
  readonly queries?: readonly Record<string, unknown>[];
  readonly formulas?: readonly { readonly formula: string; readonly alias?: string }[];
}

/**
 * A dashboard's JSON as the configuration of the typed `Dashboard`. Every widget becomes one widget with
 * the same queries, formulas and markers, but only as a time series, a number or a note: what a widget
 * costs depends on its queries, and hardly on its kind.
 */
export function typedDashboard(json: string): object {
  const body = JSON.parse(json) as Body;
  return {
    title: body.title,
    description: body.description,
    layoutType: body.layout_type,
    reflowType: body.reflow_type,
    tags: body.tags,
    templateVariable: body.template_variables.map(camelCaseKeys),
    widget: body.widgets.map(typedWidget),
  };
}

function typedWidget({ definition, layout }: Placed): object {
  const { type, title } = definition;
  const placed = { widgetLayout: layout };
  if (definition.widgets) {
    const widget = definition.widgets.map(typedWidget);
    const layoutType = definition.layout_type;
    return { groupDefinition: { title, layoutType, showTitle: true, widget }, ...placed };
  }
  const queried = (definition.requests ?? []).filter(({ queries }) => queries);
  if (queried.length === 0) {
    return { noteDefinition: { content: title ?? "note", backgroundColor: "white" }, ...placed };
  }
  const request = queried.map(typedRequest);
  if (type === "query_value") return { queryValueDefinition: { title, request }, ...placed };
  const marker = definition.markers?.map(camelCaseKeys);
  return { timeseriesDefinition: { title, showLegend: true, request, marker }, ...placed };
}

function typedRequest({ queries = [], formulas = [] }: Request): object {
  return {
    query: queries.map((query) => ({ metricQuery: camelCaseKeys(query) })),
    formula: formulas.map(({ formula, alias }) => ({ formulaExpression: formula, alias })),
  };
}

/** The bindings take camel case where Terraform and Datadog take snake case. */
export function camelCaseKeys(value: object): object {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "//")
      .map(([key, inner]: [string, unknown]) => [
        key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
        typeof inner === "object" && inner !== null && !Array.isArray(inner)
          ? camelCaseKeys(inner)
          : inner,
      ]),
  );
}
