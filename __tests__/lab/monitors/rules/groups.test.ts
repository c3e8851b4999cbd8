import { delayOfNewGroups, hasAgedOut, isTooNew } from "../../../../lab/monitors/rules/groups";

it.each<[number | undefined, number | undefined, string[], number]>([
  [undefined, undefined, ["model"], 60],
  [0, undefined, ["model"], 0],
  [120, undefined, ["model"], 120],
  [undefined, undefined, ["host"], 300],
  [undefined, 600, ["host", "model"], 600],
  // A host's own delay stands unless that of groups is set to another value than 0.
  [0, undefined, ["host"], 300],
  [0, 0, ["host"], 0],
  [120, 600, ["host"], 120],
  [undefined, 600, ["model"], 60],
])(
  "new_group_delay %p and new_host_delay %p by %j wait %d s",
  (newGroupDelay, newHostDelay, by, seconds) => {
    expect(delayOfNewGroups({ newGroupDelay, newHostDelay }, by)).toBe(seconds);
  },
);

it("a group is too new for less than its delay", () => {
  expect([159, 160, 161].map((now) => isTooNew(now, 100, 60))).toEqual([true, false, false]);
  expect(isTooNew(100, 100, 0)).toBe(false);
});

it("a group is forgotten after more than a day without a point", () => {
  expect([86_399, 86_400, 86_401].map(hasAgedOut)).toEqual([false, false, true]);
});
