import { missingDataAction, notifiesOfNoData } from "../../../../lab/monitors/rules/missing-data";

const asked = (definition: object, isCountQuery = false) =>
  missingDataAction(
    { notifyNoData: false, ...definition } as Parameters<typeof missingDataAction>[0],
    isCountQuery,
    120,
  );

it.each<[string, object, boolean, object]>([
  ["resolve", { onMissingData: "resolve" }, true, { kind: "resolve" }],
  [
    "show No Data",
    { onMissingData: "show_no_data" },
    true,
    { kind: "no data", notify: false, after: 0 },
  ],
  [
    "show No Data and notify",
    { onMissingData: "show_and_notify_no_data" },
    false,
    { kind: "no data", notify: true, after: 0 },
  ],
  ["the default, of a count", { onMissingData: "default" }, true, { kind: "zero" }],
  ["the default, of a gauge", { onMissingData: "default" }, false, { kind: "keep" }],
  ["nothing", {}, true, { kind: "no data", notify: false, after: 120 }],
  [
    "the older notify_no_data",
    { notifyNoData: true, noDataTimeframe: 600 },
    false,
    { kind: "no data", notify: true, after: 600 },
  ],
])("a monitor that says %s about missing data", (_what, definition, isCount, expected) => {
  expect(asked(definition, isCount)).toEqual(expected);
});

it.each([
  [undefined, true, true],
  [undefined, false, false],
  ["show_and_notify_no_data", false, true],
  ["show_no_data", true, false],
] as const)("on_missing_data %p with notify_no_data %s notifies: %s", (onMissingData, old, is) => {
  expect(notifiesOfNoData({ onMissingData, notifyNoData: old })).toBe(is);
});
