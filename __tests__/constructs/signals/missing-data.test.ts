import { planServiceAlerts } from "../../../constructs";
import { supportAgent } from "../../../examples/services";

const alerts = planServiceAlerts({ service: supportAgent, notify: { alert: ["@alert"] } });
const parts = alerts.flatMap((alert) => alert.parts);

/** What monitors do without data, by what they are for. */
const withoutData = (of: (name: string) => boolean) => [
  ...new Set(parts.filter(({ name }) => of(name)).map(({ onMissingData }) => onMissingData)),
];

it("ends an alert on a measure without data, save where silence is the alert itself", () => {
  for (const alert of alerts) {
    const expected = alert.signal.id === "telemetry_silent" ? "show_and_notify_no_data" : "resolve";
    const [measure] = alert.parts;
    expect([alert.id, measure?.onMissingData]).toEqual([alert.id, expected]);
  }
});

it("takes no failures for too few of them, so that no old alert pages", () => {
  expect(withoutData((name) => name.endsWith("enough failures"))).toEqual(["resolve"]);
});

it("stays silent in doubt where a measure needs events to judge by", () => {
  const doubting = parts.filter(({ negated }) => negated);
  expect(doubting.length).toBeGreaterThan(0);
  expect([...new Set(doubting.map(({ onMissingData }) => onMissingData))]).toEqual(["default"]);
});
