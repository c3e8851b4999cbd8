import { Testing } from "cdktf";
import fc, { cases } from "../../support/fast-check";
import { DEFAULT_RUNBOOKS, LlmServiceStack, type LlmServiceStackProps } from "../../../constructs";
import { codeReview, invoiceExtraction, supportAgent } from "../../../examples/services";
import { review, type Change } from "../../../review";
import { differences } from "../../../review/import/differences";
import { exportedMonitor } from "../../../review/import/exported-monitor";
import { importService, type ImportedService } from "../../../review/import/import-service";
import type { LlmServiceInEnv } from "../../../telemetry";
import { exportOf } from "./export-of";

type Props = Omit<LlmServiceStackProps, "service">;

const NOTIFY = { alert: ["@pagerduty-support"], warning: ["@slack-support"] };
const AROUND = {
  runbooks: DEFAULT_RUNBOOKS,
  messageLines: [],
  datadogUrl: "https://app.datadoghq.com",
};

function synthesized(service: LlmServiceInEnv, props: Props): string {
  return Testing.synth(new LlmServiceStack(Testing.app(), "app", { service, ...props }));
}

/** What a team gets that exports the monitors of its app, imports them, and synthesizes again. */
function roundTrip(
  service: LlmServiceInEnv,
  props: Props,
): { imported: ImportedService; changes: Change[] } {
  const before = synthesized(service, props);
  const imported = importService(exportOf(before).map(exportedMonitor), service, DEFAULT_RUNBOOKS)!;
  const after = synthesized(service, imported.settings);
  const side = (content: string) => [{ stack: "app", content: Buffer.from(content) }];
  return { imported, changes: review(side(before), side(after)) };
}

describe("the examples, exported and imported again", () => {
  test.each([supportAgent, codeReview, invoiceExtraction])("$service is the same", (service) => {
    const { imported, changes } = roundTrip(service, { notify: NOTIFY });
    expect(imported.settings).toEqual({ notify: NOTIFY, signals: {} });
    expect(changes).toEqual([]);
    expect(differences(imported, AROUND)).toEqual([]);
  });
});

const WINDOW = fc.constantFrom("5m", "20m", "2h" as const);
const PAGE = {
  priority: fc.constantFrom(1, 2, 4 as const),
  draft: fc.constant(true),
  notify: fc.constantFrom(
    { alert: ["@slack-other"] },
    { warning: [] },
    { recovery: ["@slack-done"] },
  ),
  renotify: fc.constantFrom(false, {
    every: "1h",
    times: 3,
    to: ["@pagerduty-lead"],
    text: "Still.",
  }),
  runbook: fc.constant("https://wiki.example.com/llm"),
};
const LEVELS = fc.constantFrom(
  { critical: 8 },
  { critical: 8, warning: 7 },
  { warning: false },
  { critical: 9, warning: 6, criticalRecovery: 5, warningRecovery: 4 },
);
const signal = (more: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof(
    fc.constant(false),
    fc
      .tuple(LEVELS, fc.record({ ...PAGE, window: WINDOW, ...more }, { requiredKeys: [] }))
      .map(([levels, rest]) => ({ ...levels, ...rest })),
  );
const GUARD = fc.constantFrom(false, 3);
const SETTINGS = fc.record(
  {
    provider_error_rate: signal({ minFailures: GUARD }),
    invalid_json: signal({ minFailures: GUARD }),
    tool_failure_rate: signal({ minFailures: GUARD }),
    latency_p95: fc.constantFrom(
      { features: { support_agent: { critical: 3000 } }, minRequests: 10 },
      { critical: 9000, minRequests: false },
    ),
    eval_regression: signal({ minRequests: GUARD }),
    cost_spike: fc.constantFrom({ ratio: 3, ceiling: 500 }, { ceiling: false, critical: 20 }),
    cost_budget: fc.constantFrom({ monthly: 5000, of: "feature" }, { daily: 100, monthly: 900 }),
    telemetry_silent: fc.constantFrom(true, { critical: 90, minFailures: 50 }),
    retrieval_degradation: fc.constantFrom(false, {
      features: { support_agent: { critical: 0.4 } },
    }),
    rollback_prompt: fc.oneof(fc.constant(false), fc.record(PAGE, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
);

/** Settings of a rollback are refused without what it combines. */
function possible(signals: Record<string, unknown>): Record<string, unknown> {
  const { rollback_prompt: _rollback, ...others } = signals;
  const has = others["invalid_json"] !== false && others["eval_regression"] !== false;
  return has ? signals : others;
}

test("whatever a team sets comes back as settings, and nothing changes", () => {
  fc.assert(
    fc.property(
      fc.record({
        notify: fc.constantFrom(NOTIFY, {
          alert: ["@slack-a", "@slack-b"],
          recovery: ["@slack-c"],
        }),
        signals: SETTINGS,
        tags: fc.constantFrom([], ["cost_center:42"]),
      }),
      (given) => {
        const props = { ...given, signals: possible(given.signals) } as Props;
        const { imported, changes } = roundTrip(supportAgent, props);
        expect(changes.map(({ subject, text }) => `${subject}: ${text}`)).toEqual([]);
        expect(differences(imported, AROUND)).toEqual([]);
      },
    ),
    { numRuns: cases(10) },
  );
});
