import { codeReview, invoiceExtraction, supportAgent } from "../../examples/services";
import { SIGNALS } from "../../constructs";
import { monitorProblems } from "../support/monitor-rules";
import { synthService, type SynthesizedMonitor, type SynthesizedStack } from "../support/synth";

const STACKS = {
  "support-agent": synthService(supportAgent, {
    signals: { telemetry_silent: true, cost_budget: { daily: 100, monthly: 1000 } },
  }),
  "code-review": synthService(codeReview),
  "invoice-extraction": synthService(invoiceExtraction),
};
const SUPPORT = STACKS["support-agent"];

function signalTag({ tags }: SynthesizedMonitor): string {
  return tags.find((tag) => tag.startsWith("signal:"))!.slice("signal:".length);
}

function pagingSignals(stack: SynthesizedStack): string[] {
  const paging = Object.values(stack.monitors).filter(({ tags }) =>
    tags.includes("alert_role:page"),
  );
  return [...new Set(paging.map(signalTag))].sort();
}

function partOf(stack: SynthesizedStack, id: string): SynthesizedMonitor {
  const found = Object.entries(stack.monitors).find(([key]) =>
    new RegExp(`_${id.replaceAll(".", "\\.")}_[0-9A-F]{8}$`).test(key),
  );
  if (!found) throw new Error(`no monitor ${id} among ${Object.keys(stack.monitors).join(", ")}`);
  return found[1];
}

describe("the monitors of the example services", () => {
  it.each(Object.entries(STACKS))(
    "of %s hold every rule that Datadog or an operator has",
    (_, stack) => {
      const problems = Object.values(stack.monitors).flatMap((monitor) =>
        monitorProblems(monitor, stack).map((problem) => `${monitor.name}: ${problem}`),
      );
      expect(problems).toEqual([]);
    },
  );

  it("cover every signal of the product, so that a new one cannot be forgotten", () => {
    expect(pagingSignals(SUPPORT)).toEqual(SIGNALS.map(({ id }) => id).sort());
  });

  it("are 45 of support-agent at most, beside a budget and a ceiling: each is read, kept and paid for", () => {
    const stack = synthService(supportAgent, { signals: { telemetry_silent: true } });
    const monitors = Object.values(stack.monitors).filter(
      ({ tags }) => !tags.includes("alert:cost_spike/ceiling"),
    );
    expect(monitors.length).toBeGreaterThan(30);
    expect(monitors.length).toBeLessThanOrEqual(45);
  });

  it("exist only where the service can have them", () => {
    expect(pagingSignals(STACKS["code-review"])).toEqual([
      "cost_spike",
      "eval_regression",
      "first_token_p95",
      "latency_p95",
      "provider_error_rate",
      "tool_failure_rate",
    ]);
    expect(pagingSignals(STACKS["invoice-extraction"])).toEqual([
      "cost_spike",
      "eval_regression",
      "invalid_json",
      "provider_error_rate",
      "rollback_prompt",
    ]);
  });

  const SCOPE = "env:production,service:support-agent";
  const EVALS = `${SCOPE},!eval_stage:pre_release,!eval_stage:shadow,!eval_stage:post_incident`;
  const version = (name: string) =>
    `{${EVALS},prompt_name:support_triage,prompt_version:${name}} by {prompt_name}.as_count()`;
  const mean = (name: string) =>
    `sum:llm.eval.safety${version(name)} / count:llm.eval.safety${version(name)}`;
  it.each([
    [
      "provider_error_rate-measure",
      `sum(last_10m):100 * sum:llm.errors{${SCOPE},!error_type:validation,!error_type:policy} by {provider,model}.as_count() / sum:llm.requests{${SCOPE}} by {provider,model}.as_count() > 3`,
      { critical: "3", warning: "2", critical_recovery: "1.5", warning_recovery: "1.5" },
    ],
    [
      "latency_p95-measure-support_agent",
      `percentile(last_15m):p95:llm.latency_ms{${SCOPE},operation:chat,feature:support_agent} by {model} > 8000`,
      { critical: "8000", warning: "6000", critical_recovery: "5000", warning_recovery: "5000" },
    ],
    [
      "first_token_p95-measure-support_agent",
      `percentile(last_15m):p95:llm.first_token_latency_ms{${SCOPE},operation:chat,feature:support_agent} by {model} > 2000`,
      { critical: "2000", warning: "1500", critical_recovery: "1250", warning_recovery: "1250" },
    ],
    [
      "invalid_json-measure",
      `sum(last_10m):100 * sum:llm.json_invalid{${SCOPE}} by {prompt_name,prompt_version,model}.as_count() / sum:llm.json_checks{${SCOPE}} by {prompt_name,prompt_version,model}.as_count() > 2`,
      { critical: "2", warning: "1", critical_recovery: "0.5", warning_recovery: "0.5" },
    ],
    [
      "cost_spike-measure",
      `sum(last_1h):sum:llm.estimated_cost_usd{${SCOPE}} by {feature}.as_count() - 2 * timeshift(sum:llm.estimated_cost_usd{${SCOPE}} by {feature}.as_count(), -86400) > 10`,
      { critical: "10", warning: "5", critical_recovery: "2.5", warning_recovery: "2.5" },
    ],
    [
      "eval_regression-measure-correctness",
      `sum(last_4h):100 * (timeshift(sum:llm.eval.correctness{${EVALS}} by {prompt_name}.as_count(), -86400) / timeshift(count:llm.eval.correctness{${EVALS}} by {prompt_name}.as_count(), -86400) - sum:llm.eval.correctness{${EVALS}} by {prompt_name}.as_count() / count:llm.eval.correctness{${EVALS}} by {prompt_name}.as_count()) > 5`,
      { critical: "5", warning: "3", critical_recovery: "2", warning_recovery: "2" },
    ],
    [
      "eval_regression-measure-safety-release-support_triage",
      `sum(last_4h):100 * (${mean("2026-06-01.2")} - ${mean("2026-06-01.3")}) > 5`,
      { critical: "5", warning: "3", critical_recovery: "2", warning_recovery: "2" },
    ],
    [
      "tool_failure_rate-measure",
      `sum(last_10m):100 * sum:llm.tool_failures{${SCOPE}} by {tool}.as_count() / sum:llm.tool_calls{${SCOPE}} by {tool}.as_count() > 5`,
      { critical: "5", warning: "3", critical_recovery: "2", warning_recovery: "2" },
    ],
    [
      "retrieval_degradation-measure-support_agent",
      `avg(last_15m):avg:llm.retrieval.top_score{${SCOPE},feature:support_agent} by {feature} < 0.55`,
      {
        critical: "0.55",
        warning: "0.605",
        critical_recovery: "0.6325",
        warning_recovery: "0.6325",
      },
    ],
    [
      "telemetry_silent-measure-requests",
      `sum(last_1h):sum:llm.requests{${SCOPE}}.as_count() < 1`,
      { critical: "1", critical_recovery: "1.1" },
    ],
    [
      "telemetry_silent-measure-cost",
      `sum(last_1h):100 * sum:llm.cost_unknown{${SCOPE}}.as_count() / sum:llm.requests{${SCOPE}}.as_count() > 95`,
      { critical: "95", critical_recovery: "85.5" },
    ],
    [
      "latency_p95-volume-support_agent",
      `sum(last_15m):sum:llm.requests{${SCOPE},operation:chat,feature:support_agent} by {model}.as_count() < 50`,
      { critical: "50" },
    ],
    [
      "invalid_json-failures",
      `sum(last_10m):sum:llm.json_invalid{${SCOPE}} by {prompt_name,prompt_version,model}.as_count() - 0.005 * sum:llm.json_checks{${SCOPE}} by {prompt_name,prompt_version,model}.as_count() >= 7`,
      { critical: "7" },
    ],
  ])("%s asks what the guide asks", (id, query, thresholds) => {
    const monitor = partOf(SUPPORT, id);
    expect(monitor.query).toBe(query);
    expect(monitor.monitor_thresholds).toEqual(thresholds);
  });

  it("page only where there is enough traffic, because one failure in two requests is no incident", () => {
    for (const { type, tags } of Object.values(SUPPORT.monitors)) {
      const unguarded = [
        "signal:cost_spike",
        "signal:cost_budget",
        "alert:telemetry_silent/requests",
      ];
      if (!tags.includes("alert_role:page") || unguarded.some((tag) => tags.includes(tag)))
        continue;
      expect(type).toBe("composite");
    }
  });

  it("roll back the prompt on an eval regression together with invalid JSON, per prompt", () => {
    const { query, priority } = partOf(SUPPORT, "rollback_prompt-alert-correctness");
    expect(query.replaceAll(/_[0-9A-F]{8}\.id/g, "")).toBe(
      [
        "${datadog_monitor.llm_monitors_eval_regression-measure-correctness}",
        "!${datadog_monitor.llm_monitors_eval_regression-volume-correctness}",
        "!${datadog_monitor.llm_monitors_eval_regression-compared_volume-correctness}",
        "${datadog_monitor.llm_monitors_rollback_prompt-json_measure}",
        "${datadog_monitor.llm_monitors_rollback_prompt-json_failures}",
      ].join(" && "),
    );
    expect(priority).toBe("1");
  });
});

describe("LlmServiceMonitors", () => {
  const silent = Object.fromEntries(
    SIGNALS.filter(({ id }) => id !== "invalid_json").map(({ id }) => [id, false]),
  );

  it("applies a team's overrides, and scales the warning with the critical threshold", () => {
    const stack = synthService(codeReview, {
      signals: {
        provider_error_rate: { critical: 6, window: "5m", priority: 1 },
        tool_failure_rate: { critical: 10, warning: false },
      },
    });
    const rate = partOf(stack, "provider_error_rate-measure");
    expect(rate.query).toMatch(/^sum\(last_5m\).* > 6$/);
    expect(rate.monitor_thresholds).toMatchObject({ critical: "6", warning: "4" });
    expect(partOf(stack, "provider_error_rate-alert").priority).toBe("1");
    expect(partOf(stack, "tool_failure_rate-measure").monitor_thresholds).toEqual({
      critical: "10",
      critical_recovery: "9",
    });
  });

  it("lets a feature have thresholds of its own", () => {
    const stack = synthService(codeReview, {
      signals: { latency_p95: { features: { code_review: { critical: 3000 } } } },
    });
    expect(partOf(stack, "latency_p95-measure-code_review").query).toMatch(/ > 3000$/);
  });

  it("leaves a signal out that is switched off, and what combines it", () => {
    const signals = { eval_regression: false } as const;
    const paging = pagingSignals(synthService(invoiceExtraction, { signals }));
    expect(pagingSignals(STACKS["invoice-extraction"])).toEqual(
      expect.arrayContaining(["eval_regression", "rollback_prompt"]),
    );
    expect(paging).not.toContain("eval_regression");
    expect(paging).not.toContain("rollback_prompt");
    expect(pagingSignals(synthService(invoiceExtraction, { signals: silent }))).toEqual([
      "invalid_json",
    ]);
  });

  it("lets the measure itself page where the guards are off", () => {
    const stack = synthService(invoiceExtraction, {
      signals: { ...silent, invalid_json: { minFailures: false } },
    });
    const monitors = Object.values(stack.monitors);
    expect(monitors).toHaveLength(1);
    expect(monitors[0]).toMatchObject({
      type: "query alert",
      message: expect.stringContaining("{{#is_alert}} @pagerduty-test {{/is_alert}}"),
      tags: expect.arrayContaining(["alert_role:page"]),
    });
  });

  it("tells of the end of something those who heard of it: warnings are heard by fewer", () => {
    const stack = synthService(invoiceExtraction, {
      notify: { alert: ["@pagerduty-a"], warning: ["@slack-w"] },
      signals: { cost_spike: { notify: { alert: ["@slack-finops"] } } },
    });
    expect(partOf(stack, "invalid_json-alert").message).toContain(
      [
        "{{#is_alert}} @pagerduty-a @slack-w {{/is_alert}}",
        "{{#is_warning}} @slack-w {{/is_warning}}",
        "{{#is_alert_recovery}} @pagerduty-a @slack-w {{/is_alert_recovery}}",
        "{{#is_warning_recovery}} @slack-w {{/is_warning_recovery}}",
      ].join("\n"),
    );
    expect(partOf(stack, "cost_spike-measure").message).toContain(
      "{{#is_alert}} @slack-finops @slack-w {{/is_alert}}",
    );
  });

  it("links to the team's own runbooks, by signal", () => {
    const stack = synthService(invoiceExtraction, {
      runbooks: "https://wiki.example.com/llm/{signal}",
      signals: { cost_spike: { runbook: "https://wiki.example.com/finops" } },
    });
    expect(partOf(stack, "invalid_json-alert").message).toContain(
      "- Runbook: https://wiki.example.com/llm/invalid_json\n",
    );
    expect(partOf(stack, "cost_spike-measure").message).toContain(
      "- Runbook: https://wiki.example.com/finops\n",
    );
  });

  it("links to the spans of the alerting group, beyond the threshold that pages", () => {
    expect(partOf(SUPPORT, "latency_p95-alert-support_agent").message).toContain(
      `- Traces: https://app.datadoghq.com/apm/traces?query=${encodeURIComponent("operation_name:llm.request @llm.operation:chat @llm.latency_ms:>8000 service:support-agent env:production @llm.model:")}{{urlencode "model.name"}}&start={{eval "last_triggered_at_epoch-30*60*1000"}}&end={{eval "last_triggered_at_epoch+30*60*1000"}}&paused=true\n`,
    );
  });

  it("links to the dashboard at the time of the alert, with the group filled in", () => {
    const { message } = partOf(SUPPORT, "invalid_json-alert");
    expect(message).toMatch(
      /https:\/\/app\.datadoghq\.com\/dashboard\/\$\{datadog_dashboard_json\.llm_prompt-versions_dashboard_[0-9A-F]{8}\.id\}\?from_ts=\{\{eval "last_triggered_at_epoch-30\*60\*1000"\}\}/,
    );
    expect(message).toContain(
      '&tpl_var_env=production&tpl_var_prompt_name={{urlencode "prompt_name.name"}}&tpl_var_prompt_version={{urlencode "prompt_version.name"}}&tpl_var_model={{urlencode "model.name"}}',
    );
  });
});
