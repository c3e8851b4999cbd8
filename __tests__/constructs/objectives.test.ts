import { TerraformStack, Testing } from "cdktf";
import {
  DatadogStack,
  LlmServiceMonitors,
  LlmServiceObjectives,
  LlmServiceStacks,
  type LlmServiceProps,
  type ObjectivesSettings,
} from "../../constructs";
import { codeReview, invoiceExtraction, supportAgent } from "../../examples/services";
import type { LlmServiceInEnv } from "../../telemetry";
import { synthApp, synthService, widgetsOf, type SynthesizedStack } from "../support/synth";
import { dangling, deletedWhileNamed } from "../support/terraform-order";

function refusal(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

const ALL: ObjectivesSettings = { availability: {}, latency: {}, valid_json: {} };
const NOTIFY = { alert: ["@pagerduty-support"], warning: ["@slack-support"] };

function synth(
  objectives: ObjectivesSettings,
  props: Partial<LlmServiceProps> = {},
  service: LlmServiceInEnv = supportAgent,
): SynthesizedStack {
  return synthService(service, { notify: NOTIFY, objectives, ...props });
}

function objectivesOf({ resources }: SynthesizedStack): Record<string, any>[] {
  return Object.values(resources["datadog_service_level_objective"] ?? {});
}

function burnAlertsOf({ monitors }: SynthesizedStack): Record<string, any>[] {
  return Object.values(monitors).filter(({ type }) => type === "slo alert");
}

/** The alerts on availability, the fastest burn first. */
function ofAvailability({ monitors }: SynthesizedStack): Record<string, any>[] {
  return ["1h", "6h", "24h"].map((window) => {
    const [, found] = Object.entries(monitors).find(([id]) =>
      id.includes(`slo_burn_rate-burn-availability-${window}`),
    )!;
    return found;
  });
}

describe("LlmServiceObjectives", () => {
  const stack = synth(ALL);

  it("counts good events of all events, each by the count that its alert reads", () => {
    const queries = objectivesOf(stack).map(({ query: [only] }) => only);
    const scope = "env:production,service:support-agent";
    const chats = `${scope},operation:chat`;
    expect(queries).toEqual([
      {
        numerator: `sum:llm.requests{${chats}}.as_count() - sum:llm.errors{${chats},!error_type:validation,!error_type:policy}.as_count()`,
        denominator: `sum:llm.requests{${chats}}.as_count()`,
      },
      {
        numerator: `count(v: v<=8000):llm.latency_ms{${chats}}.as_count()`,
        denominator: `count:llm.latency_ms{${chats}}.as_count()`,
      },
      {
        numerator: `sum:llm.json_checks{${scope}}.as_count() - sum:llm.json_invalid{${scope}}.as_count()`,
        denominator: `sum:llm.json_checks{${scope}}.as_count()`,
      },
    ]);
  });

  it("repeats the target where the provider wants it, and nothing that Datadog adds itself", () => {
    for (const objective of objectivesOf(stack)) {
      const { target_threshold: target, timeframe, type, thresholds } = objective;
      expect({ timeframe, type }).toEqual({ timeframe: "30d", type: "metric" });
      expect(thresholds).toEqual([{ timeframe: "30d", target }]);
    }
    expect(objectivesOf(stack).map(({ target_threshold }) => target_threshold)).toEqual([
      99.5, 95, 99,
    ]);
  });

  it("counts the answers of user-facing features only, because nobody waits for the others", () => {
    const latencyOf = (features: LlmServiceInEnv["features"]): string =>
      objectivesOf(synth({ latency: { within: 5000 } }, {}, { ...supportAgent, features }))[0]![
        "query"
      ][0].numerator;
    const batch = { nightly: {}, weekly: {} };
    expect(latencyOf({ chat: { userFacing: true }, ...batch })).toContain(",feature:chat}");
    expect(
      latencyOf({ chat: { userFacing: true }, search: { userFacing: true }, ...batch }),
    ).toContain(",!feature:nightly,!feature:weekly}");
    expect(latencyOf({ chat: { userFacing: true } })).toContain("count(v: v<=5000)");
  });

  it("alerts by the table of Google's workbook, as far back as Datadog looks", () => {
    const [id] = Object.keys(stack.resources["datadog_service_level_objective"]!);
    expect(burnAlertsOf(stack)).toHaveLength(9);
    expect(
      ofAvailability(stack).map(({ query, monitor_thresholds: { critical } }) => [query, critical]),
    ).toEqual(
      [
        ["1h", "5m", "14.4"],
        ["6h", "30m", "6"],
        ["24h", "120m", "3"],
      ].map(([long, short, rate]) => [
        `burn_rate("\${datadog_service_level_objective.${id}.id}").over("30d").long_window("${long}").short_window("${short}") > ${rate}`,
        rate,
      ]),
    );
  });

  it("sets no option that Datadog has not for such monitors", () => {
    for (const monitor of burnAlertsOf(stack)) {
      for (const option of ["on_missing_data", "evaluation_delay", "require_full_window"]) {
        expect(monitor).not.toHaveProperty(option);
      }
    }
  });

  it("pages for fast burns and tells of slow ones those who hear of warnings", () => {
    const routed = ofAvailability(stack).map(({ message, priority }) => [
      /\{\{#is_alert\}\} (\S+) /.exec(message)![1],
      priority,
    ]);
    expect(routed).toEqual([
      ["@pagerduty-support", "2"],
      ["@pagerduty-support", "2"],
      ["@slack-support", "4"],
    ]);
    const own = synth({ availability: { notify: { alert: ["@slack-own"] } } });
    expect(ofAvailability(own)[0]!["message"]).toContain("{{#is_alert}} @slack-own");
    const alone = synth({ availability: {} }, { notify: { alert: ["@only"] } });
    expect(ofAvailability(alone)[2]!["message"]).toContain("{{#is_alert}} @only {{/is_alert}}");
  });

  it("tags and links them as every other alert", () => {
    const [first] = ofAvailability(stack);
    expect(first!["tags"]).toEqual(
      expect.arrayContaining([
        "team:support-ai",
        "service:support-agent",
        "env:production",
        "signal:slo_burn_rate",
        "alert_role:page",
      ]),
    );
    expect(first!["message"]).toContain("docs/runbooks/slo_burn_rate.md");
    expect(first!["message"]).toMatch(/\/dashboard\/\$\{datadog_dashboard_json\.\w+health/);
    expect(first!["message"]).not.toContain("undefined");
  });

  it("draws each with its remaining budget first on the health dashboard", () => {
    const health = Object.values(stack.dashboards).find(({ title }) => title.includes("health"))!;
    const drawn = widgetsOf(health).filter(({ definition }) => definition.type === "slo");
    const ids = Object.keys(stack.resources["datadog_service_level_objective"]!);
    expect(drawn.map(({ definition }) => (definition as any).slo_id)).toEqual(
      ids.map((id) => `\${datadog_service_level_objective.${id}.id}`),
    );
    expect(health.widgets[0]!.definition.title).toBe("Are the objectives met?");
  });

  it("can go again without Datadog's refusal to delete what dashboards and alerts name", () => {
    const [with_, without] = [stack.resources, synth({}).resources];
    expect(dangling(with_)).toEqual([]);
    expect(deletedWhileNamed(with_, without)).toEqual([]);
    expect(objectivesOf(synth({}))).toEqual([]);
  });

  it("stands beside monitors of one's own", () => {
    const { monitors } = synthApp((app) => {
      const own = new DatadogStack(app, "own");
      const service = supportAgent;
      const objectives = new LlmServiceObjectives(own, "objectives", {
        service,
        objectives: { availability: { target: 99.9 } },
      });
      const watching = new LlmServiceMonitors(own, "monitors", {
        service,
        notify: NOTIFY,
        objectives,
      });
      expect(watching.monitorOf("slo_burn_rate/availability-1h")).toBeDefined();
    }, "own");
    expect(Object.keys(monitors).filter((id) => id.includes("slo_burn_rate"))).toHaveLength(3);
  });
});

describe("LlmServiceObjectives refuses", () => {
  it("targets that Datadog has no alert for, and properties that nobody knows", () => {
    const wrong = { availability: { target: 90 }, latency: { within: -1, tagret: 1 } };
    expect(refusal(() => synth(wrong as ObjectivesSettings))).toMatch(
      /objectives\.availability\.target.*95 to 99\.99[\s\S]*objectives\.latency\.tagret[\s\S]*objectives\.latency\.within.*milliseconds/,
    );
  });

  it("what the service cannot have, together with what is wrong elsewhere", () => {
    const props = { signals: { cost_spike: { critical: -1 } } };
    const message = refusal(() => synth({ valid_json: {} }, props, codeReview));
    expect(message).toMatch(/objectives\.valid_json.*without a prompt that declares/);
    expect(message).toContain("signals.cost_spike.critical");
    expect(refusal(() => synth({ latency: {} }, {}, invoiceExtraction))).toContain(
      "without a feature that declares userFacing: true",
    );
  });

  it("another service's objectives", () => {
    const own = new TerraformStack(Testing.app(), "own");
    const objectives = new LlmServiceObjectives(own, "objectives", {
      service: codeReview,
      objectives: { availability: {} },
    });
    const build = () =>
      new LlmServiceMonitors(own, "m", { service: supportAgent, notify: NOTIFY, objectives });
    expect(refusal(build)).toMatch(/objectives.*code-review.*the objectives of support-agent/);
  });

  it("receivers beside notification rules", () => {
    const props = { notify: "notification-rules" } as const;
    const settings = { availability: { notify: { alert: ["@a"] } } };
    expect(refusal(() => synth(settings, props))).toContain("objectives.availability.notify");
  });

  it("per environment, naming the place where it was written", () => {
    const build = () =>
      new LlmServiceStacks(Testing.app(), "s", {
        service: { ...supportAgent, env: ["staging", "production"] },
        notify: NOTIFY,
        objectives: { availability: {} },
        environments: { staging: { objectives: { availability: { target: 1 } } }, production: {} },
      });
    expect(refusal(build)).toContain("environments.staging.objectives.availability.target");
  });
});
