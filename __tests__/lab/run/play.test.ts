import { labMatchers, monitorsOfStack, play, scenario, type Run } from "../../../lab";
import { supportAgent } from "../../../examples/services";
import { synthService } from "../../support/synth";

expect.extend(labMatchers);

const RECEIVERS = { alert: ["@pagerduty-support-ai"], warning: ["@slack-support-ai"] };
const monitors = monitorsOfStack(
  JSON.parse(
    synthService(supportAgent, { notify: RECEIVERS, signals: { telemetry_silent: true } }).text,
  ),
);
const played = (id: string): Run => play({ service: supportAgent, monitors }, scenario(id));
const CLAUDE = { model: "claude-sonnet-4" };

// Every scenario is played in __tests__/lab/scenarios; here are the matchers over some.
describe("the alerts of the support agent", () => {
  it.each([
    ["prompt-regression", "invalid_json", "10m", { ...CLAUDE, prompt_version: "2026-06-01.3" }],
    ["traffic-drop", "telemetry_silent", "65m", {}],
  ])("in %s, %s fires within %s, tells the pager, recovers, and no other pages", (...given) => {
    const [id, signal, within, group] = given;
    const run = played(id);
    expect(run).toFire(signal, { within, group, telling: ["pagerduty-support-ai"] });
    expect(run).toRecover(signal, { group });
    expect(run.alerts.filter(({ ok }) => !ok)).toEqual([]);
    expect(run.ok).toBe(true);
  });

  it("page nobody on a quiet night, although every second request fails", () => {
    const run = played("quiet-night");
    expect(run).toStaySilent();
    expect(run.notifications).toEqual([]);
  });

  it("give the same run for the same seed", () => {
    expect(played("quiet-night")).toEqual(played("quiet-night"));
  });
});

describe("a run", () => {
  it("is not in order where an expected alert stays silent or an unexpected one fires", () => {
    const storm = scenario("provider-429-storm");
    const watched = { service: supportAgent, monitors };
    const unexpected = play(watched, { ...storm, expects: () => [] });
    expect(unexpected.alerts.filter(({ ok }) => !ok)).toMatchObject([
      { signal: "provider_error_rate", expected: "silence" },
    ]);
    expect(unexpected.ok).toBe(false);
    const missed = play(watched, { ...storm, incident: {} });
    expect(missed.alerts.filter(({ ok }) => !ok)).toMatchObject([
      { signal: "provider_error_rate", expected: "fire", firedAtMinute: null },
    ]);
  });
});
