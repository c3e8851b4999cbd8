import type { MetricTag } from "../../telemetry";
import type { Scope } from "./query";
import { note, type WidgetDefinition } from "./widgets";

/** Variables of every dashboard, each used by every query. */
export const TEMPLATE_VARIABLES = [
  "env",
  "service",
  "feature",
  "provider",
  "model",
  "prompt_name",
  "prompt_version",
] as const satisfies readonly MetricTag[];

export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number];

/** Scope of every dashboard query. */
export const DASHBOARD_SCOPE: Scope = TEMPLATE_VARIABLES.map((name) => `$${name}`);

/** The same variables in a search for spans, where LLM tags are attributes. */
export function spanScope(): string {
  const attribute = (name: TemplateVariable): string =>
    name === "env" || name === "service" ? name : `@llm.${name}`;
  return TEMPLATE_VARIABLES.map((name) => `${attribute(name)}:$${name}.value`).join(" ");
}

/** A row of a dashboard: a question, the decision that its answer serves, and the graphs. */
export interface Row {
  readonly title: string;
  readonly decision: string;
  readonly widgets: readonly PlacedWidget[];
}

/** A widget and its share of the row: columns of {@link COLUMNS}. */
export interface PlacedWidget {
  readonly definition: WidgetDefinition;
  readonly width: number;
}

export interface DashboardProps {
  readonly title: string;
  readonly description: string;
  readonly team: string;
  readonly rows: readonly Row[];
  /** Values selected when the dashboard opens; all values where none is named. */
  readonly selected: Readonly<Partial<Record<TemplateVariable, readonly string[]>>>;
  /** Values offered; Datadog offers what it has seen where none is named. */
  readonly offered: Readonly<Partial<Record<TemplateVariable, readonly string[]>>>;
}

/** Width of Datadog's grid. */
export const COLUMNS = 12;
const NOTE_HEIGHT = 1;
const WIDGET_HEIGHT = 3;
const GROUP_TITLE_HEIGHT = 1;

/**
 * A dashboard's body. It holds exactly the keys that Datadog returns, also the empty ones: one key more
 * or less and every later plan shows a change.
 */
export function dashboardBody(props: DashboardProps): object {
  let top = 0;
  const widgets = props.rows.map((row) => {
    const group = rowGroup(row, top);
    top += group.layout.height;
    return group;
  });
  return {
    title: props.title,
    description: props.description,
    widgets,
    template_variables: TEMPLATE_VARIABLES.map((name) => ({
      name,
      prefix: name,
      available_values: props.offered[name] ?? [],
      defaults: props.selected[name] ?? ["*"],
    })),
    layout_type: "ordered",
    notify_list: [],
    // `fixed` wants a layout on every widget, and `auto` forbids one.
    reflow_type: "fixed",
    tags: [`team:${props.team}`],
  };
}

interface Layout {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function rowGroup(
  { title, decision, widgets }: Row,
  y: number,
): { layout: Layout; definition: object } {
  const placed = place(widgets);
  const bottom = Math.max(NOTE_HEIGHT, ...placed.map(({ layout }) => layout.y + layout.height));
  const head = {
    definition: note(`**Decision:** ${decision}`),
    layout: { x: 0, y: 0, width: COLUMNS, height: NOTE_HEIGHT },
  };
  return {
    definition: {
      type: "group",
      layout_type: "ordered",
      title,
      show_title: true,
      background_color: "gray",
      widgets: [head, ...placed],
    },
    layout: { x: 0, y, width: COLUMNS, height: bottom + GROUP_TITLE_HEIGHT },
  };
}

/** Places widgets from left to right, and wraps where the row is full. */
function place(widgets: readonly PlacedWidget[]): { definition: object; layout: Layout }[] {
  let x = 0;
  let y = NOTE_HEIGHT;
  return widgets.map(({ definition, width }) => {
    if (x + width > COLUMNS) {
      x = 0;
      y += WIDGET_HEIGHT;
    }
    const layout = { x, y, width, height: WIDGET_HEIGHT };
    x += width;
    return { definition, layout };
  });
}
