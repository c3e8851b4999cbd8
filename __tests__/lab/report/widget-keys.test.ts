import { unreadKeys, unreadOfDashboard } from "../../../lab/report/page/dashboard/unread-keys";
import { KNOWN_KEYS, type Keys } from "../../../lab/report/page/dashboard/known-keys";

/** Keys of Datadog's own schema that the report does not draw: one a kind of thing that has been seen. */
const NOT_DRAWN: readonly (readonly [string, object, string])[] = [
  ["timeseries", { events: [{ q: "deploys" }] }, "events"],
  ["timeseries", { custom_links: [{ label: "a", link: "b" }] }, "custom_links"],
  ["timeseries", { markers: [{ value: "y = 1", time: "12" }] }, "markers.time"],
  [
    "timeseries",
    { requests: [{ style: { has_value_labels: true } }] },
    "requests.style.has_value_labels",
  ],
  ["timeseries", { time: { type: "fixed", from: 1, to: 2 } }, "time.from"],
  [
    "timeseries",
    { requests: [{ formulas: [{ number_format: { unit_scale: { unit_name: "ms" } } }] }] },
    "requests.formulas.number_format.unit_scale",
  ],
  ["query_value", { requests: [{ comparison: { type: "previous" } }] }, "requests.comparison"],
  ["query_table", { requests: [{ text_formats: [[{ match: {} }]] }] }, "requests.text_formats"],
  [
    "toplist",
    { requests: [{ sort: { order_by: [{ type: "group", name: "host" }] } }] },
    "requests.sort.order_by.name",
  ],
  ["slo", { additional_query_filters: "env:a" }, "additional_query_filters"],
  ["slo_list", { requests: [{ query: { sort: [{ column: "status" }] } }] }, "requests.query.sort"],
  ["list_stream", { requests: [{ query: { sort: { column: "a" } } }] }, "requests.query.sort"],
  ["manage_status", { start: 5 }, "start"],
];

/** Keys that no widget has, at every place of a definition. */
function strangers(keys: Keys, path = ""): { definition: object; path: string }[] {
  const here = { definition: { stranger: "x" }, path: `${path}stranger` };
  const inner = Object.entries(keys).flatMap(([key, of]) =>
    typeof of === "string"
      ? []
      : strangers(of, `${path}${key}.`).map(({ definition, path: found }) => ({
          definition: { [key]: [definition] },
          path: found,
        })),
  );
  return [here, ...inner];
}

describe("a key of a widget that is not drawn", () => {
  it.each(NOT_DRAWN)("of %s, in %j, is named", (kind, definition, path) => {
    expect(unreadKeys(kind, definition as Record<string, unknown>)).toContain(path);
  });

  it.each(Object.entries(KNOWN_KEYS))("is named wherever it stands in a %s", (kind, keys) => {
    for (const { definition, path } of strangers(keys)) {
      expect(unreadKeys(kind, definition as Record<string, unknown>)).toEqual([path]);
    }
  });

  it("is not named where it asks for nothing", () => {
    const nothing = { events: [], custom_links: null, stranger: false, other: "" };
    expect(unreadKeys("timeseries", nothing)).toEqual([]);
  });

  it("of the dashboard itself is named too", () => {
    expect(
      unreadOfDashboard({
        title: "a",
        tabs: [{ id: 1 }],
        template_variable_presets: [{ name: "a" }],
      }),
    ).toEqual(["tabs", "template_variable_presets"]);
  });
});
