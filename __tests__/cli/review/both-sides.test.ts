import { bothSides } from "../../../cli/review/both-sides";
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
    expect(
      bothSides(
        MONITORS,
        changed(() => true, words),
      ),
    ).toEqual([]);
  });

  test("are those whose own monitors differ, on both sides, each with its members", () => {
    const isToolGuard = ({ id }: MonitorDefinition): boolean =>
      id.includes("tool_failure_rate-failures");
    const both = bothSides(MONITORS, changed(isToolGuard, { thresholds: { critical: 9 } }));
    expect(alertNames(both)).toEqual(["before/tool_failure_rate", "after/tool_failure_rate"]);
    const ids = both.map(({ id }) => id);
    for (const { query } of both.filter(({ type }) => type === "composite")) {
      const named = [...query.matchAll(/datadog_monitor\.([\w-]+)\.id/g)].map(([, id]) => id);
      expect(named).toHaveLength(2);
      expect(ids).toEqual(expect.arrayContaining(named));
    }
  });

  test("are on one side where an alert comes or goes", () => {
    const without = MONITORS.filter(({ id }) => !id.includes("cost_spike-measure-ceiling"));
    expect(alertNames(bothSides(MONITORS, without))).toEqual(["before/cost_spike/ceiling"]);
    expect(alertNames(bothSides(without, MONITORS))).toEqual(["after/cost_spike/ceiling"]);
  });
});
