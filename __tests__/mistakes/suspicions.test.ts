import { TerraformStack, Testing } from "cdktf";
import { LlmServiceMonitors, type SignalsSettings } from "../../constructs";
import { HELPDESK, NOTIFY } from "./declaration";

const OF = 'The monitors of LLM service "helpdesk": signals.';

const emit = jest.spyOn(process, "emitWarning").mockReturnValue(undefined);
afterAll(() => emit.mockRestore());

function annotations(signals: SignalsSettings): string[] {
  const stack = new TerraformStack(Testing.app(), "app");
  const props = { service: HELPDESK, notify: NOTIFY, signals };
  const monitors = new LlmServiceMonitors(stack, "monitors", props);
  return monitors.node.metadata
    .filter(({ type }) => type === "@cdktf/warn")
    .map(({ data }) => data as string);
}

it.each<[string, SignalsSettings, string]>([
  [
    "seconds in the place of milliseconds",
    { latency_p95: { critical: 8 } },
    "latency_p95.critical: 8 ms is suspicious: the unit is milliseconds: 8000 for 8 s",
  ],
  [
    "seconds for one feature",
    { latency_p95: { features: { chat: { critical: 2.5 } } } },
    "latency_p95.features.chat.critical: 2.5 ms is suspicious: the unit is milliseconds: 2500 for 2.5 s",
  ],
  [
    "microseconds in the place of milliseconds",
    { first_token_p95: { critical: 2_000_000 } },
    "first_token_p95.critical: 2000 s is suspicious: calls without a sign of life end after 600000 ms, so few ever take that long",
  ],
  [
    "a fraction in the place of a percentage",
    { invalid_json: { critical: 0.02 } },
    "invalid_json.critical: 0.02 % is suspicious: percentages run from 0 to 100: 2 for 2 %",
  ],
  [
    "a fraction in a warning alone",
    { provider_error_rate: { warning: 0.02 } },
    "provider_error_rate.warning: 0.02 % is suspicious: percentages run from 0 to 100: 2 for 2 %",
  ],
  [
    "a score's difference in the place of points",
    { eval_regression: { critical: 0.05 } },
    "eval_regression.critical: 0.05 points is suspicious: a score has 100 points: 5 for 0.05 on the scale from 0 to 1",
  ],
  [
    "less than any call costs",
    { cost_spike: { critical: 0.01 } },
    "cost_spike.critical: $0.01 is suspicious: the unit is US dollars per window, and cents would page for any change",
  ],
  [
    "cents in the place of dollars",
    { cost_spike: { critical: 250_000 } },
    "cost_spike.critical: $250000 is suspicious: the unit is US dollars per window, not cents",
  ],
])("warns of %s, and creates the alert", (_, signals, text) => {
  expect(annotations(signals)).toEqual([`${OF}${text}`]);
});

it("says nothing of what is strict, or derived", () => {
  const signals: SignalsSettings = {
    latency_p95: { critical: 100 },
    invalid_json: { critical: 0.1, warning: 0.05 },
    eval_regression: { critical: 0.5 },
    cost_spike: { critical: 0.1 },
  };
  expect(annotations(signals)).toEqual([]);
});

it("tells the process once, however many stacks and tests say the same", () => {
  emit.mockClear();
  for (let i = 0; i < 3; i++) annotations({ latency_p95: { critical: 9 } });
  expect(emit.mock.calls).toEqual([
    [
      `${OF}latency_p95.critical: 9 ms is suspicious: the unit is milliseconds: 9000 for 9 s`,
      "DatadogLlmWarning",
    ],
  ]);
});
