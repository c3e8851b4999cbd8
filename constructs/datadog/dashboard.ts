import { RELEASE_MARK_TAG, type MetricTag } from "../../telemetry";
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

/** The same in a search for the events that `datadog-llm release mark` sends, as far as they have the tags. */
export function releaseMarkSearch(): string {
  const tags: readonly TemplateVariable[] = ["env", "service", "prompt_name"];
  return [RELEASE_MARK_TAG, ...tags.map((name) => `${name}:$${name}.value`)].join(" ");
}

/** A row of a dashboard: a question, the decision that its answer serves, and the graphs. */
export interface Row {
  /** Heading of the row. */
  readonly title: string;
  /** Ends the sentence "Decision: …" above the graphs. @default - no such line */
  readonly decision?: string;
  /** From left to right; they wrap where the row is full. */
  readonly widgets: readonly PlacedWidget[];
}

/** A widget and its place in a row. */
export interface PlacedWidget {
  /** The widget as Datadog's dashboard API takes it. @see https://docs.datadoghq.com/dashboards/widgets/ */
  readonly definition: WidgetDefinition;
  /** Columns, of the 12 that a dashboard has. */
  readonly width: number;
  /** Rows of Datadog's grid. @default 3 */
  readonly height?: number;
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
  /** Ids of the roles that may edit. */
  readonly restrictedRoles?: readonly string[] | undefined;
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
    // Datadog returns the key where it was set; without it the provider expects `is_read_only`.
    ...(props.restrictedRoles ? { restricted_roles: props.restrictedRoles } : {}),
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
  const head = decision === undefined ? [] : [decisionNote(decision)];
  const placed = place(widgets, head.length * NOTE_HEIGHT);
  const bottom = Math.max(...placed.map(({ layout }) => layout.y + layout.height));
  return {
    definition: {
      type: "group",
      layout_type: "ordered",
      title,
      show_title: true,
      background_color: "gray",
      widgets: [...head, ...placed],
    },
    layout: { x: 0, y, width: COLUMNS, height: bottom + GROUP_TITLE_HEIGHT },
  };
}

function decisionNote(decision: string): { definition: object; layout: Layout } {
  return {
    definition: note(`**Decision:** ${decision}`),
    layout: { x: 0, y: 0, width: COLUMNS, height: NOTE_HEIGHT },
  };
}

/** Places widgets from left to right, and wraps where the row is full. */
function place(
  widgets: readonly PlacedWidget[],
  top: number,
): { definition: object; layout: Layout }[] {
  let x = 0;
  let y = top;
  let lineHeight = 0;
  return widgets.map(({ definition, width, height = WIDGET_HEIGHT }) => {
    if (x + width > COLUMNS) {
      x = 0;
      y += lineHeight;
      lineHeight = 0;
    }
    const layout = { x, y, width, height };
    x += width;
    lineHeight = Math.max(lineHeight, height);
    return { definition, layout };
  });
}
