import { isRenotificationDue } from "../../../../lab/monitors/rules/renotify";
import { Status } from "../../../../lab/monitors/status";

const HOUR = 3_600;
const DEFINITION = {
  renotifyInterval: HOUR,
  renotifyOccurrences: 3,
  renotifyStatuses: ["alert", "no data"],
} as const;
const HISTORY = { lastNotifiedAt: 0, firstTriggeredAt: 0, renotified: 0 };

type Asked = Parameters<typeof isRenotificationDue>;

it.each<[string, Partial<Asked[3]> & { now?: number }, boolean]>([
  ["an interval after the last notification", {}, true],
  ["sooner", { now: HOUR - 1 }, false],
  ["after a later notification", { lastNotifiedAt: 1 }, false],
  ["as often as it may", { renotified: 2 }, true],
  ["once too often", { renotified: 3 }, false],
  ["30 hours after the first alert", { now: 30 * HOUR }, true],
  ["more than 30 hours after the first alert", { now: 30 * HOUR + 1 }, false],
])("an alert is told again %s: %j", (_when, { now = HOUR, ...history }, expected) => {
  const due = isRenotificationDue(now, Status.Alert, DEFINITION, { ...HISTORY, ...history });
  expect(due).toBe(expected);
});

it.each([
  [Status.Alert, true],
  [Status.NoData, true],
  [Status.Warn, false],
  [Status.OK, false],
  [Status.None, false],
])("status %s is told again where the monitor names it", (status, expected) => {
  expect(isRenotificationDue(HOUR, status, DEFINITION, HISTORY)).toBe(expected);
});

it("nothing is told again without an interval", () => {
  const never = { ...DEFINITION, renotifyInterval: 0 };
  expect(isRenotificationDue(HOUR, Status.Alert, never, HISTORY)).toBe(false);
});
