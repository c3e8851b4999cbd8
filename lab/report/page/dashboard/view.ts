import type { Dashboard } from "../../../inputs";
import { sweepCharts } from "../chart/chart";
import { h, uniqueId } from "../dom";
import { text, type Json } from "../json";
import type { LoadedRun } from "../load";
import { markdown } from "../markdown";
import type { Choices } from "../place";
import type { WidgetContext } from "./context";
import { controls } from "./controls";
import { filledIn } from "./filled-in";
import { gridStyle, inOrder, placeStyle, sectionsOf } from "./layout";
import { readDashboard, readWidgets, type Placed } from "./read-dashboard";
import { chosen, choicesOf, initialState } from "./state";
import { unreadKeys } from "./unread-keys";
import { widgetRange } from "./widget-range";
import { drawWidget } from "./widgets";

/** Ways out of a dashboard. */
export interface Exits {
  openTrace(index: number): void;
  openMonitor(id: string): void;
  /** Says what is chosen, for the address; zooming is a step that Back undoes. */
  onChoice(choices: Choices, how: "step" | "same"): void;
}

export function dashboardView(
  { body, objectives = {} }: Dashboard,
  run: LoadedRun,
  exits: Exits,
  choices?: Choices,
): HTMLElement {
  const dashboard = readDashboard(body);
  const state = initialState(dashboard, run.report, choices);
  const bar = h("div", { class: "controls-bar" });
  const grid = h("div", { class: "dashboard" });
  let shown = choices?.range;
  const draw = (): void => {
    const { store, report } = run;
    const context: WidgetContext = {
      ...{ store, report, range: state.range, variables: chosen(dashboard, state) },
      objectives,
      ...exits,
      zoom(range) {
        state.range = range;
        redraw();
      },
    };
    bar.replaceChildren(controls(dashboard, run, state, redraw));
    grid.replaceChildren(
      ...sectionsOf(dashboard.widgets).map((section) =>
        section.kind === "group"
          ? group(section.group, context)
          : gridOf(section.widgets, context, 3, dashboard.isFree),
      ),
    );
    sweepCharts();
  };
  const redraw = (): void => {
    const chosenNow = choicesOf(dashboard, run.report, state);
    exits.onChoice(chosenNow, chosenNow.range === shown ? "same" : "step");
    shown = chosenNow.range;
    const variable = openVariable(bar);
    draw();
    reopen(bar, variable);
  };
  draw();
  return h(
    "div",
    {},
    h("h2", {}, dashboard.title),
    h("div", { class: "lead" }, markdown(dashboard.description)),
    notDrawn(dashboard.unread),
    bar,
    grid,
  );
}

/** A menu stays open while its values are chosen. */
function openVariable(bar: HTMLElement): { variable: string; value: string } | undefined {
  const open = bar.querySelector(".menu:not([hidden])")?.parentElement;
  if (!open) return undefined;
  const focused = document.activeElement;
  const value = focused instanceof HTMLInputElement ? focused.value : "*";
  return { variable: open.dataset["variable"] ?? "", value };
}

function reopen(bar: HTMLElement, open: { variable: string; value: string } | undefined): void {
  if (!open) return;
  const select = [...bar.querySelectorAll<HTMLElement>("[data-variable]")].find(
    (one) => one.dataset["variable"] === open.variable,
  );
  select?.querySelector("button")?.click();
  const inputs = [...(select?.querySelectorAll("input") ?? [])];
  inputs.find(({ value }) => value === open.value)?.focus();
}

/** Widgets in their places. */
function gridOf(
  widgets: readonly Placed[],
  context: WidgetContext,
  level: 3 | 4,
  isFree = false,
): HTMLElement {
  return h(
    "div",
    { class: "grid", style: gridStyle(widgets, isFree) },
    ...inOrder(widgets).map((placed) =>
      widget(placed.definition, context, { level, place: placeStyle(placed, widgets) }),
    ),
  );
}

function group({ definition }: Placed, context: WidgetContext): HTMLElement {
  const id = uniqueId("group");
  return h(
    "section",
    { class: "group", "aria-labelledby": id },
    h(
      "h3",
      { id, class: definition["show_title"] === false ? "sr-only" : undefined },
      filledIn(text(definition["title"]), context.variables),
    ),
    notDrawn(unreadKeys("group", definition)),
    gridOf(readWidgets(definition["widgets"]), context, 4),
  );
}

function widget(
  definition: Json,
  context: WidgetContext,
  { level, place: style }: { readonly level: 3 | 4; readonly place: Record<string, string> },
): HTMLElement {
  const kind = text(definition["type"]);
  const title = filledIn(text(definition["title"]), context.variables) || kind;
  const range = widgetRange(definition, context.range);
  const { body, table } = drawWidget(definition, { ...context, range });
  const place = h("div", { class: "widget-body" }, body);
  // What is not drawn at all names its reason; its keys add nothing to it.
  const isRefused = body.dataset["message"] === "problem";
  const missing = isRefused ? undefined : notDrawn(unreadKeys(kind, definition));
  if (kind === "note" || kind === "free_text") {
    return h("div", { class: "widget is-note", "data-widget": kind, style }, place, missing);
  }
  const id = uniqueId("widget");
  const toggle = table && tableToggle(title, place, body, table);
  return h(
    "section",
    { class: "widget", "data-widget": kind, "aria-labelledby": id, style },
    h("header", {}, h(level === 3 ? "h3" : "h4", { id, title }, title), toggle),
    range.own !== undefined && h("p", { class: "beyond" }, range.own),
    place,
    missing,
  );
}

/** Names what was asked for and is not there. */
function notDrawn(keys: readonly string[]): HTMLElement | undefined {
  if (keys.length === 0) return undefined;
  const said = `Not drawn: ${keys.join(", ")}.`;
  return h("p", { class: "beyond not-drawn", title: said }, said);
}

function tableToggle(
  title: string,
  place: HTMLElement,
  body: HTMLElement,
  table: () => HTMLElement,
): HTMLElement {
  const button = h(
    "button",
    { type: "button", class: "quiet small", "aria-pressed": "false" },
    "Table",
    h("span", { class: "sr-only" }, ` of ${title}`),
  );
  let shown = false;
  button.addEventListener("click", () => {
    shown = !shown;
    button.setAttribute("aria-pressed", String(shown));
    place.replaceChildren(shown ? table() : body);
  });
  return button;
}
