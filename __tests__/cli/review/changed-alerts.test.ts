import { changedAlerts } from "../../../cli/review/changed-alerts";
import { alertsOf, monitorsOfStack, type MonitorDefinition } from "../../../lab";
import { exampleJson } from "../../review/example-json";

const [STACK] = exampleJson();
const MONITORS = monitorsOfStack(JSON.parse(String(STACK!.content)));

function changed(test: (one: MonitorDefinition) => boolean, change: Partial<MonitorDefinition>) {
  return MONITORS.map((one) => (test(one) ? { ...one, ...change } : one));
}

function alertNames(monitors: readonly MonitorDefinition[]): string[] {
  return alertsOf(monitors).map(({ signal, key }) => `${signal}/${key}`);
}

describe("the alerts that are played for a review", () => {
  test("are none where only words, receivers and reminders differ", () => {
    const words = { message: "Other.", name: "Other", renotifyInterval: 60, priority: 4 };
    const reworded = changed(() => true, words);
    expect(changedAlerts(MONITORS, reworded)).toEqual({ names: new Set(), before: [] });
  });

  test("are those whose own monitors differ, with the members that they had", () => {
    const isToolGuard = ({ id }: MonitorDefinition): boolean =>
      id.includes("tool_failure_rate-failures");
    const now = changed(isToolGuard, { thresholds: { critical: 9 } });
    const { names, before } = changedAlerts(MONITORS, now);
    expect([...names]).toEqual(["tool_failure_rate"]);
    expect(alertNames(before)).toEqual(["before/tool_failure_rate"]);
    const ids = before.map(({ id }) => id);
    for (const { query } of before.filter(({ type }) => type === "composite")) {
      const named = [...query.matchAll(/datadog_monitor\.([\w-]+)\.id/g)].map(([, id]) => id);
      expect(named).toHaveLength(2);
      expect(ids).toEqual(expect.arrayContaining(named));
    }
  });

  test("have an earlier side only where they are not new", () => {
    const without = MONITORS.filter(({ id }) => !id.includes("cost_spike-measure-ceiling"));
    const gone = changedAlerts(MONITORS, without);
    expect([...gone.names]).toEqual(["cost_spike/ceiling"]);
    expect(alertNames(gone.before)).toEqual(["before/cost_spike/ceiling"]);
    const come = changedAlerts(without, MONITORS);
    expect([...come.names]).toEqual(["cost_spike/ceiling"]);
    expect(come.before).toEqual([]);
  });

  test("are known by their addresses where no tag says what they are", () => {
    const plain = MONITORS.slice(0, 2).map((one) => ({ ...one, tags: [] }));
    const [first, second] = plain;
    const renamed = [{ ...first!, name: "Cost", thresholds: { critical: 1 } }, second!];
    const { names, before } = changedAlerts(plain, renamed);
    expect([...names]).toEqual(["Cost"]);
    expect(alertNames(before)).toEqual(["before/Cost"]);
  });
});
