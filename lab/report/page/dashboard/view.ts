import type { Dashboard } from "../../../inputs";
import { sweepCharts } from "../chart/chart";
import { h, uniqueId } from "../dom";
import { text, type Json } from "../json";
import type { LoadedRun } from "../load";
import type { Choices } from "../place";
import type { WidgetContext } from "./context";
import { controls } from "./controls";
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
    grid.replaceChildren(...dashboard.widgets.map((widget) => placedWidget(widget, context, 3)));
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
    h("p", { class: "lead" }, dashboard.description),
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

function placedWidget(
  { definition, layout }: Placed,
  context: WidgetContext,
  level: 3 | 4,
): HTMLElement {
  const element =
    text(definition["type"]) === "group"
      ? group(definition, context)
      : widget(definition, context, level);
  if (!layout) return element;
  const { x, y, width, height } = layout;
  element.style.setProperty("--column", `${x + 1} / span ${width}`);
  element.style.setProperty("--row", `${y + 1} / span ${height}`);
  return element;
}

function group(definition: Json, context: WidgetContext): HTMLElement {
  const id = uniqueId("group");
  const widgets = readWidgets(definition["widgets"]);
  return h(
    "section",
    { class: "group", "aria-labelledby": id },
    h(
      "h3",
      { id, class: definition["show_title"] === false ? "sr-only" : undefined },
      text(definition["title"]),
    ),
    notDrawn(unreadKeys("group", definition)),
    h(
      "div",
      { class: "grid", style: { "grid-template-rows": rows(widgets) } },
      ...widgets.map((placed) => placedWidget(placed, context, 4)),
    ),
  );
}

const ROW = "96px";

/** A row of notes is as high as its text. */
function rows(widgets: readonly Placed[]): string {
  const bottom = Math.max(
    0,
    ...widgets.map(({ layout }) => (layout ? layout.y + layout.height : 0)),
  );
  const heights = new Array<string>(bottom).fill("auto");
  for (const { definition, layout } of widgets) {
    if (!layout) continue;
    const height = text(definition["type"]) === "note" ? "auto" : ROW;
    for (let row = layout.y; row < layout.y + layout.height; row += 1) {
      if (heights[row] !== ROW) heights[row] = height;
    }
  }
  return heights.join(" ");
}

function widget(definition: Json, context: WidgetContext, level: 3 | 4): HTMLElement {
  const kind = text(definition["type"]);
  const title = text(definition["title"]);
  const range = widgetRange(definition, context.range);
  const { body, table } = drawWidget(definition, { ...context, range });
  const place = h("div", { class: "widget-body" }, body);
  const missing = notDrawn(unreadKeys(kind, definition));
  if (kind === "note" || kind === "free_text") {
    return h("div", { class: "widget is-note", "data-widget": kind }, place, missing);
  }
  const id = uniqueId("widget");
  const toggle = table && tableToggle(title, place, body, table);
  return h(
    "section",
    { class: "widget", "data-widget": kind, "aria-labelledby": id },
    h("header", {}, h(level === 3 ? "h3" : "h4", { id }, title || kind), toggle),
    range.own !== undefined && h("p", { class: "beyond" }, range.own),
    place,
    missing,
  );
}

/** Names what was asked for and is not there. */
function notDrawn(keys: readonly string[]): HTMLElement | undefined {
  if (keys.length === 0) return undefined;
  return h("p", { class: "beyond not-drawn" }, `Not drawn: ${keys.join(", ")}.`);
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
