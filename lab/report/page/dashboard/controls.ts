import type { LoadedRun } from "../load";
import { h } from "../dom";
import { rangeText, type Range } from "../time";
import type { ReadDashboard, Variable } from "./read-dashboard";
import { multiSelect } from "./select";
import { defaultsOf, rangeChoices, type DashboardState } from "./state";

/** Template variables and the time range. */
export function controls(
  dashboard: ReadDashboard,
  run: LoadedRun,
  state: DashboardState,
  onChange: () => void,
): HTMLElement {
  const values = offeredValues(run);
  const variables = dashboard.variables.map((variable) =>
    multiSelect(
      variable.name,
      offeredFor(variable, values),
      state.variables[variable.name] ?? ["*"],
      (selected) => {
        state.variables = { ...state.variables, [variable.name]: selected };
        onChange();
      },
    ),
  );
  const reset = h(
    "button",
    {
      ...{ type: "button", class: "quiet" },
      on: {
        click: () => {
          state.variables = defaultsOf(dashboard);
          state.range = { from: run.report.from, to: run.report.to };
          onChange();
        },
      },
    },
    "Reset",
  );
  return h(
    "div",
    { class: "controls", role: "group", "aria-label": "Variables and time range" },
    ...variables,
    h("div", { class: "range-group" }, rangeSelect(run, state, onChange), reset),
  );
}

function rangeSelect(run: LoadedRun, state: DashboardState, onChange: () => void): HTMLElement {
  const choices = rangeChoices(run.report);
  const current = choices.findIndex(({ range }) => isSame(range, state.range));
  const options = choices.map(({ label, range }, index) =>
    h("option", { value: index, selected: index === current }, `${label}: ${rangeText(range)}`),
  );
  const custom = h("option", { value: -1, selected: true }, `Zoomed: ${rangeText(state.range)}`);
  const select = h(
    "select",
    { class: "range", "aria-label": "Time range" },
    ...options,
    current < 0 && custom,
  );
  select.addEventListener("change", () => {
    const choice = choices[Number(select.value)];
    if (!choice) return;
    state.range = choice.range;
    onChange();
  });
  return select;
}

function isSame(a: Range, b: Range): boolean {
  return a.from === b.from && a.to === b.to;
}

function offeredFor(
  { prefix, offered, defaults }: Variable,
  values: ReadonlyMap<string, Set<string>>,
): string[] {
  const inRun = prefix === "" ? wholeTags(values) : [...(values.get(prefix) ?? [])];
  const all = offered.length > 0 ? offered : inRun;
  return [...new Set([...all, ...defaults])].filter((value) => value !== "*").sort();
}

function wholeTags(values: ReadonlyMap<string, Set<string>>): string[] {
  return [...values].flatMap(([key, of]) => [...of].map((value) => `${key}:${value}`));
}

const known = new WeakMap<LoadedRun, Map<string, Set<string>>>();

/** The values that each tag has in the run. */
function offeredValues(run: LoadedRun): ReadonlyMap<string, Set<string>> {
  const before = known.get(run);
  if (before) return before;
  const values = new Map<string, Set<string>>();
  for (const tag of run.report.series.tags) {
    const colon = tag.indexOf(":");
    const key = tag.slice(0, colon);
    const of = values.get(key) ?? new Set<string>();
    values.set(key, of.add(tag.slice(colon + 1)));
  }
  known.set(run, values);
  return values;
}
