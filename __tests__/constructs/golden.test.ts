import { supportAgent } from "../../examples/services";
import { golden } from "../support/golden";
import { synthService, unescapeTerraform, type Dashboard, type Widget } from "../support/synth";

/**
 * All that the product makes of one service with everything set, in a form to be read: a change of a
 * number, a query or a message shows in the diff of these two files.
 */
const STACK = synthService(supportAgent, {
  notify: { alert: ["@pagerduty-support"], warning: ["@slack-support"] },
  signals: { telemetry_silent: true, cost_budget: { daily: 100, monthly: 1000 } },
  objectives: { availability: {}, latency: {}, valid_json: {} },
  renotify: { 1: { every: "10m", times: 6, to: ["@lead"], text: "Is anybody at it?" } },
  messageLines: ["Ask in #support-ai."],
  namePrefix: "[LLM] ",
  tags: ["cost_center:42"],
});

/** Without the hashes in CDKTF's ids, and with names for what each line would repeat. */
const readable = (text: string): string =>
  unescapeTerraform(text)
    .replace(/_[0-9A-F]{8}(?![0-9A-F])/g, "")
    .replaceAll("$env,$service,$feature,$provider,$model,$prompt_name,$prompt_version", "$all")
    .replaceAll("env:production,service:support-agent", "own")
    .replaceAll('{{eval "last_triggered_at_epoch-30*60*1000"}}', "BEFORE")
    .replaceAll('{{eval "last_triggered_at_epoch+30*60*1000"}}', "AFTER");

const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ");

it("monitors and objectives", () => {
  const told = new Set<string>();
  const monitors = Object.entries(STACK.monitors).map(([id, monitor]) => {
    const { name, type, query, message, priority, tags, ...rest } = monitor;
    const { "//": _, ...options } = rest as Record<string, unknown>;
    const signal = tags.find((tag) => tag.startsWith("signal:")) ?? "";
    // One message that pages per signal; the others differ in names and numbers.
    const isFirst = tags.includes("alert_role:page") && !told.has(signal);
    if (isFirst) told.add(signal);
    return [
      `${id}: ${type}, priority ${priority}`,
      ...[name, query, tags.join(" "), JSON.stringify(options)].map(indented),
      ...(isFirst ? [indented(indented(message))] : []),
    ].join("\n");
  });
  const objectives = Object.entries(STACK.resources["datadog_service_level_objective"] ?? {}).map(
    ([id, { "//": _, ...objective }]) => `${id}\n${indented(JSON.stringify(objective, null, 1))}`,
  );
  const text = readable([...monitors, ...objectives, ""].join("\n\n"));
  expect(text).toBe(golden("constructs/golden/monitors.txt", text));
});

it("dashboards", () => {
  const text = readable(Object.values(STACK.dashboards).map(dashboardText).join("\n\n") + "\n");
  expect(text).toBe(golden("constructs/golden/dashboards.txt", text));
});

function dashboardText({ title, description, widgets, ...rest }: Dashboard): string {
  const { template_variables: variables, ...settings } = rest;
  const offered = variables.map(
    ({ name, prefix, defaults, available_values }) =>
      `$${name} (${prefix}): ${defaults.join(", ")} of ${available_values.join(", ")}`,
  );
  const top = [description, JSON.stringify(settings), ...offered, ...widgets.map(widgetText)];
  return [title, ...top.map(indented)].join("\n");
}

function widgetText({ definition, layout }: Widget): string {
  const { type, title = "", content, widgets = [], requests = [], ...rest } = definition;
  const { x, y, width, height } = layout!;
  // What every widget of a type has is tested beside the functions that make it.
  const { markers, query } = rest;
  return [
    `${type} "${title}" at ${x},${y}, ${width} × ${height}`,
    ...[...(content?.split("\n") ?? []), ...(query === undefined ? [] : [query])].map(indented),
    ...requests.flatMap(requestLines).map(indented),
    ...(markers ?? []).map((marker) => indented(JSON.stringify(marker))),
    ...widgets.map(widgetText).map(indented),
  ].join("\n");
}

type Request = NonNullable<Widget["definition"]["requests"]>[number];

function requestLines({ queries = [], formulas = [], query, ...rest }: Request): string[] {
  return [
    ...(rest.display_type === undefined ? [] : [rest.display_type]),
    ...(query === undefined ? [] : [JSON.stringify(query)]),
    ...formulas.map((formula) => `  ${JSON.stringify(formula)}`),
    ...queries.map(({ name, query: text, search }) => `  ${name} ${text ?? search?.query}`),
  ];
}
