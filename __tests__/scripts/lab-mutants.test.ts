import { alertsOf, monitorsOfStack, scenario } from "../../lab";
import { CROWDED } from "../../scripts/lab-mutants/crowded-scenarios";
import { judge } from "../../scripts/lab-mutants/judge";
import { mutantsOf, type Mutant } from "../../scripts/lab-mutants/mutants";
import { supportAgent } from "../../examples/services";
import { synthService } from "../support/synth";

jest.setTimeout(60_000);

const stack = JSON.parse(
  synthService(supportAgent, { signals: { telemetry_silent: true, cost_budget: { daily: 3000 } } })
    .text,
);
const { mutants } = mutantsOf(stack.resource.datadog_monitor);

const of = (signal: string, way: string): Mutant[] =>
  mutants.filter(({ alert, way: broken }) => alert.signal === signal && broken === way);

it("breaks every alert in each way that it can be broken in, one at a time", () => {
  const broken = new Set(mutants.map(({ alert }) => alert.name));
  expect(broken.size).toBe(alertsOf(monitorsOfStack(stack)).length);
  const ways = new Set(mutants.map(({ way }) => way));
  expect(ways.size).toBe(11);
  for (const { monitors, alert } of mutants) expect(monitors).not.toEqual(alert.monitors);
});

const changesOf = (name: string, way: string): string[] =>
  mutants
    .filter(({ alert, way: broken }) => alert.name === name && broken === way)
    .map(({ change }) => change);

it("leaves out each filter that an alert has, in its measure and in its guards", () => {
  expect(changesOf("latency_p95/support_agent", "dropped filter")).toEqual([
    "without env:production",
    "without service:support-agent",
    "without operation:chat",
    "without feature:support_agent",
  ]);
  const [dropped] = mutants.filter(
    ({ alert, change }) => alert.signal === "latency_p95" && change === "without operation:chat",
  );
  const queries = dropped!.monitors.filter(({ type }) => type !== "composite");
  expect(queries).toHaveLength(2);
  expect(queries.filter(({ query }) => query.includes("operation"))).toEqual([]);
});

it("keeps the other guards of a composite as they are where one is removed", () => {
  const removed = of("eval_regression", "guard removed").map(
    ({ monitors, alert }) => monitors.find(({ id }) => id === alert.monitor.id)!.query,
  );
  for (const query of removed) expect(query.match(/ && /g)).toEqual([" && "]);
  expect(removed.filter((query) => query.includes(" && !"))).toHaveLength(removed.length);
});

it("swaps what stands around a difference's minus, and not what stands around its first stroke", () => {
  const [swapped] = of("eval_regression", "swapped operands");
  expect(swapped!.change).toBe("a - b → b - a");
  expect(
    judge(supportAgent, [swapped!], [scenario("correctness-drop")])[0]!.caught?.how,
  ).not.toMatch(/^Refused/);
});

it("catches the lack of each filter of a rate by what goes wrong beside the service", () => {
  const broken = of("provider_error_rate", "dropped filter");
  expect(broken).toHaveLength(4);
  const judged = judge(supportAgent, broken, CROWDED.slice(0, 1));
  expect(judged.map(({ caught }) => caught?.scenario)).toEqual(broken.map(() => "crowded"));
});

it("catches what fires too late, for the wrong group, or without its guard", () => {
  const broken = [
    ...of("provider_error_rate", "threshold ×10"),
    ...of("provider_error_rate", "missing group"),
    ...of("provider_error_rate", "guard removed"),
  ];
  const scenarios = ["provider-429-storm", "few-users"].map(scenario);
  const judged = judge(supportAgent, broken, scenarios);
  expect(judged.map(({ caught }) => caught?.scenario)).toEqual([
    "provider-429-storm",
    "provider-429-storm",
    "provider-429-storm",
    "few-users",
  ]);
});

it("leaves alive what is not broken, so that a catch means something", () => {
  const [one] = of("provider_error_rate", "threshold ×10");
  const whole: Mutant = { ...one!, monitors: one!.alert.monitors };
  expect(judge(supportAgent, [whole], [scenario("provider-429-storm")])).toEqual([
    { mutant: whole },
  ]);
});
