import { scenario } from "../../lab";
import { judge } from "../../scripts/lab-mutants/judge";
import { mutantsOf, type Mutant } from "../../scripts/lab-mutants/mutants";
import { supportAgent } from "../../examples/services";
import { synthService } from "../support/synth";

jest.setTimeout(60_000);

const { resource } = JSON.parse(
  synthService(supportAgent, { signals: { telemetry_silent: true } }).text,
);
const { mutants } = mutantsOf(resource.datadog_monitor);

const of = (signal: string, way: string): Mutant[] =>
  mutants.filter(({ alert, way: broken }) => alert.signal === signal && broken === way);

it("breaks every alert in each way that it can be broken in, one at a time", () => {
  const alerts = new Set(mutants.map(({ alert }) => alert.name));
  expect(alerts.size).toBe(18);
  const ways = new Set(mutants.map(({ way }) => way));
  expect(ways.size).toBe(10);
  for (const { monitors, alert } of mutants) expect(monitors).not.toEqual(alert.monitors);
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
