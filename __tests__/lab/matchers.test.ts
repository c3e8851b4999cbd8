import { labMatchers, type AlertOutcome, type NotificationSent, type Run } from "../../lab";

expect.extend(labMatchers);

const SILENT: AlertOutcome = {
  signal: "latency_p95",
  key: "search",
  monitor: "m",
  group: {},
  firedAtMinute: null,
  recoveredAtMinute: null,
  times: 0,
  warnedAtMinute: null,
  noDataAtMinute: null,
  expected: "silence",
  firesBy: null,
  value: null,
  problems: [],
  ok: true,
  dependsOnUndocumented: [],
};
const SLOW: AlertOutcome = {
  ...SILENT,
  group: { model: "slow" },
  firedAtMinute: 12,
  recoveredAtMinute: 60,
  times: 1,
};
const STUCK: AlertOutcome = {
  ...SLOW,
  key: "chat",
  group: { model: "slow" },
  firedAtMinute: 20,
  recoveredAtMinute: null,
};
const COST: AlertOutcome = { ...SILENT, signal: "cost_spike", key: "" };

const TOLD: NotificationSent = {
  minute: 12,
  transition: "triggered",
  previous: "OK",
  status: "Alert",
  signal: "latency_p95",
  key: "search",
  group: { model: "slow" },
  receivers: ["pager"],
  value: 9,
  title: "t",
  message: "m",
  neverTold: [],
  unknownVariables: [],
};

const RUN: Run = {
  scenario: "provider-slow",
  service: "s",
  alerts: [SLOW, STUCK, COST],
  notifications: [
    { ...TOLD, minute: 8, transition: "triggered", status: "Warn", receivers: ["slack"] },
    TOLD,
    { ...TOLD, key: "chat", minute: 20, receivers: ["chat-team"] },
  ],
  unsupported: [],
  requests: 0,
  ok: true,
};

describe("toFire", () => {
  it.each([
    ["at any time", {}, true],
    ["in the very minute", { within: "12m" }, true],
    ["too late", { within: "11m" }, false],
    ["of a key too late, where another's was in time", { key: "chat", within: "15m" }, false],
    ["for a group", { group: { model: "slow" } }, true],
    ["for another group", { group: { model: "fast" } }, false],
    ["telling whom it should", { telling: ["pager"] }, true],
    ["telling one of two", { key: "search", telling: ["pager", "chat-team"] }, false],
    ["telling whom only a warning told", { telling: ["slack"] }, false],
    ["telling whom only another key's alert told", { key: "chat", telling: ["pager"] }, false],
    ["telling whom only a late alert told", { within: "15m", telling: ["chat-team"] }, false],
  ])("sees an alert %s", (_what, props, pass) => {
    expect(labMatchers.toFire(RUN, "latency_p95", props).pass).toBe(pass);
  });

  it("says who was not told, and what happened", () => {
    expect(() => expect(RUN).toFire("latency_p95", { telling: ["slack"] })).toThrow(
      'It did not tell slack. What happened:\n  latency_p95/search {"model":"slow"}: fired in ' +
        "minute 12, recovered 60\n  latency_p95/chat",
    );
  });

  it("takes no span that is none", () => {
    expect(() => expect(RUN).toFire("latency_p95", { within: "15 min" })).toThrow(
      '"15 min" is no span such as 15m, 2h or 1d',
    );
  });
});

describe("toStaySilent", () => {
  it("sees alerts that never fired, and only those", () => {
    expect(RUN).toStaySilent("cost_spike");
    expect(RUN).toStaySilent("latency_p95", { group: { model: "fast" } });
    expect(RUN).not.toStaySilent("latency_p95");
    expect(RUN).not.toStaySilent();
  });

  it("does not take a mistaken name for silence", () => {
    expect(() => expect(RUN).toStaySilent("cost_spikes")).toThrow(
      "There is no alert cost_spikes here; there are: latency_p95, cost_spike.",
    );
    expect(() => expect(RUN).toStaySilent("latency_p95", { key: "serach" })).toThrow(
      'There is no alert latency_p95 with the key "serach" here; its keys are: "search", "chat".',
    );
  });
});

describe("toRecover", () => {
  it.each([
    ["in time", { key: "search", within: "1h" }, true],
    ["too late", { key: "search", within: "59m" }, false],
    ["never", { key: "chat" }, false],
    ["in one group, and never in another", {}, false],
  ])("sees an alert recover %s", (_what, props, pass) => {
    expect(labMatchers.toRecover(RUN, "latency_p95", props).pass).toBe(pass);
  });

  it("asks that it fired", () => {
    expect(RUN).not.toRecover("cost_spike");
  });
});
