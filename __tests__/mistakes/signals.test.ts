import { TerraformStack, Testing } from "cdktf";
import { LlmServiceMonitors, SIGNALS, type SignalsSettings } from "../../constructs";
import type { LlmServiceInEnv } from "../../telemetry";
import { BATCH, HELPDESK, NOTIFY, textOf } from "./declaration";

const SIGNAL_IDS = SIGNALS.map(({ id }) => id).join(", ");
const SETTINGS =
  "critical, warning, criticalRecovery, warningRecovery, window, priority, runbook, notify, renotify, draft";
const PERCENT = "a number from 0.001 to 100 (percent), with at most 6 decimals";
const MILLISECONDS = "a number from 1 to 86400000 (milliseconds), with at most 6 decimals";

/** Settings, and the lines of the error beneath its first. */
const MISTAKES: readonly (readonly [string, unknown, readonly string[]])[] = [
  [
    "all signals as a list",
    [],
    ["signals: [] given; allowed: an object with a signal's name for each key"],
  ],
  [
    "all signals from JSON without any",
    null,
    ["signals: null given; allowed: an object with a signal's name for each key"],
  ],
  [
    "a misspelt signal",
    { invalid_jsn: { critical: 3 } },
    [`signals.invalid_jsn: unknown; allowed: ${SIGNAL_IDS}; did you mean invalid_json?`],
  ],
  [
    "a signal in camel case",
    { latencyP95: { critical: 3000 } },
    [`signals.latencyP95: unknown; allowed: ${SIGNAL_IDS}; did you mean latency_p95?`],
  ],
  [
    "one signal from JSON without settings",
    { invalid_json: null },
    ["signals.invalid_json: null given; allowed: an object of settings, or false"],
  ],
  [
    "a number in the place of settings",
    { invalid_json: 3 },
    ["signals.invalid_json: 3 given; allowed: an object of settings, or false"],
  ],
  [
    "words in the place of false and true",
    { invalid_json: "off", telemetry_silent: "on" },
    [
      'signals.invalid_json: "off" given; allowed: an object of settings, or false',
      'signals.telemetry_silent: "on" given; allowed: an object of settings, true or false',
    ],
  ],
  [
    "a threshold as text",
    { invalid_json: { critical: "3" } },
    [`signals.invalid_json.critical: "3" given; allowed: ${PERCENT}`],
  ],
  [
    "a misspelt setting",
    { invalid_json: { criticl: 3 } },
    [
      `signals.invalid_json.criticl: unknown; allowed: ${SETTINGS}, minFailures; did you mean critical?`,
    ],
  ],
  [
    "settings of another signal",
    { latency_p95: { ratio: 2 }, cost_spike: { minRequests: 5 } },
    [
      `signals.latency_p95.ratio: unknown; allowed: ${SETTINGS}, minRequests, features`,
      "signals.cost_spike.minRequests: unknown; allowed: critical, warning, criticalRecovery, warningRecovery, window, priority, runbook, notify, renotify, draft, ratio, ceiling",
    ],
  ],
  [
    "everything at once, in two signals",
    {
      invalid_json: { critical: 140, window: "2d", priority: 9, runbook: "wiki", minFailures: 0 },
      latency_p95: { critical: -5, notify: { alert: ["me"] }, features: { chta: {} } },
    },
    [
      `signals.latency_p95.critical: -5 given; allowed: ${MILLISECONDS}`,
      'signals.latency_p95.notify.alert[0]: "me" given; allowed: a handle that starts with @, without spaces, such as @slack-llm-alerts',
      `signals.invalid_json.critical: 140 given; allowed: ${PERCENT}`,
      'signals.invalid_json.window: "2d" given; allowed: whole minutes or hours below a day, such as 10m or 1h',
      "signals.invalid_json.priority: 9 given; allowed: 1 to 5",
      'signals.invalid_json.runbook: "wiki" given; allowed: an absolute URL, such as https://wiki.example.com/llm/invalid_json',
      "signals.invalid_json.minFailures: 0 given; allowed: a whole number from 1, or false",
      "signals.latency_p95.features.chta: unknown; allowed: chat, nightly; did you mean chat?",
    ],
  ],
  [
    "a warning beyond critical, both written",
    { invalid_json: { critical: 2, warning: 3 } },
    ["signals.invalid_json.warning: 3 given; allowed: less than critical (2)"],
  ],
  [
    "a warning beyond a critical that nobody wrote",
    { invalid_json: { warning: 3 } },
    ["signals.invalid_json.warning: 3 given; allowed: less than critical (2, by default)"],
  ],
  [
    "recoveries on the wrong side",
    { invalid_json: { criticalRecovery: 4, warningRecovery: 1.5 } },
    [
      "signals.invalid_json.criticalRecovery: 4 given; allowed: less than critical (2, by default)",
      "signals.invalid_json.warningRecovery: 1.5 given; allowed: less than warning (1, by default)",
    ],
  ],
  [
    "a recovery of a warning that there is not",
    { invalid_json: { warning: false, warningRecovery: 1 } },
    ["signals.invalid_json.warningRecovery: 1 given; allowed: nothing, as there is no warning"],
  ],
  [
    "a threshold of 0, from which nothing recovers",
    { tool_failure_rate: { critical: 0 } },
    [`signals.tool_failure_rate.critical: 0 given; allowed: ${PERCENT}`],
  ],
  [
    "a critical of one feature below the warning of all",
    { latency_p95: { warning: 6000, features: { chat: { critical: 3000 } } } },
    ["signals.latency_p95.features.chat.critical: 3000 given; allowed: more than warning (6000)"],
  ],
  [
    "features as a list",
    { latency_p95: { features: ["chat"] } },
    [
      'signals.latency_p95.features: ["chat"] given; allowed: an object with a feature\'s name for each key',
    ],
  ],
  [
    "a number for a feature, and a setting that features do not have",
    {
      latency_p95: { features: { chat: 3000 } },
      first_token_p95: { features: { chat: { window: "5m" } } },
    },
    [
      "signals.latency_p95.features.chat: 3000 given; allowed: an object of thresholds",
      "signals.first_token_p95.features.chat.window: unknown; allowed: critical, warning, criticalRecovery, warningRecovery",
    ],
  ],
  [
    "settings of a feature for which nobody waits",
    { latency_p95: { features: { nightly: { critical: 60_000 } } } },
    [
      'signals.latency_p95.features.nightly: {"critical":60000} given; allowed: nothing, as it is not a feature that declares userFacing: true',
    ],
  ],
  [
    "a ratio as text",
    { cost_spike: { ratio: "2" } },
    ['signals.cost_spike.ratio: "2" given; allowed: a number from 1, with at most 6 decimals'],
  ],
];

it.each(MISTAKES)("%s", (_, signals, lines) => {
  const count = lines.length === 1 ? "1 problem" : `${lines.length} problems`;
  const first = `Mend ${count} in the monitors of LLM service "helpdesk", construct "app/monitors":`;
  expect(textOf(() => build(signals))).toBe(
    [first, ...lines.map((line) => `  ${line}`)].join("\n"),
  );
});

it("a threshold that is wrong for several features is told once", () => {
  const features = { chat: { userFacing: true }, search: { userFacing: true } };
  const service = { ...HELPDESK, features };
  expect(textOf(() => build({ latency_p95: { warning: 9000 } }, service))).toBe(
    `Mend 1 problem in the monitors of LLM service "helpdesk", construct "app/monitors":
  signals.latency_p95.warning: 9000 given; allowed: less than critical (8000, by default)`,
  );
});

describe("signals that the service cannot have", () => {
  it("settings are refused, with what would have to be declared", () => {
    const signals: SignalsSettings = {
      latency_p95: { critical: 9000 },
      first_token_p95: { critical: 900 },
      invalid_json: { critical: 3 },
      eval_regression: { critical: 9 },
      tool_failure_rate: { critical: 9 },
      retrieval_degradation: { minRequests: 9 },
      rollback_prompt: { priority: 2 },
    };
    expect(textOf(() => build(signals, BATCH))).toBe(
      `Mend 7 problems in the monitors of LLM service "batch", construct "app/monitors":
  signals.latency_p95: {"critical":9000} given; allowed: false or nothing, without a feature that declares userFacing: true
  signals.first_token_p95: {"critical":900} given; allowed: false or nothing, without a feature that declares streaming: true
  signals.invalid_json: {"critical":3} given; allowed: false or nothing, without a prompt that declares structuredOutput: true
  signals.eval_regression: {"critical":9} given; allowed: false or nothing, without an eval that feeds correctness or safety
  signals.tool_failure_rate: {"critical":9} given; allowed: false or nothing, without tools in its declaration
  signals.retrieval_degradation: {"minRequests":9} given; allowed: false or nothing, without a feature that declares retrieval.topScoreFloor
  signals.rollback_prompt: {"priority":2} given; allowed: false or nothing, without both invalid_json and eval_regression`,
    );
  });

  it("may be switched off, and left empty, because services share settings", () => {
    const off: SignalsSettings = {
      latency_p95: false,
      invalid_json: {},
      tool_failure_rate: { critical: undefined } as object,
      rollback_prompt: false,
    };
    expect(textOf(() => build(off, BATCH))).toBe("accepted");
  });

  it("are not asked for while their own settings are broken", () => {
    const signals = { invalid_json: { critical: "3" }, rollback_prompt: { priority: 2 } };
    expect(textOf(() => build(signals))).not.toContain("rollback_prompt");
  });
});

function build(signals: unknown, service: LlmServiceInEnv = HELPDESK): LlmServiceMonitors {
  const stack = new TerraformStack(Testing.app(), "app");
  const props = { service, notify: NOTIFY, signals: signals as SignalsSettings };
  return new LlmServiceMonitors(stack, "monitors", props);
}
