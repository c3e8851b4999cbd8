import { codeBlocks, fileNameOf } from "../support/markdown-blocks";
import { synthesizeSnippet } from "../support/run-snippet";

const BLOCKS = codeBlocks("docs/how-to.md");
const STACK = BLOCKS.find((block) => fileNameOf(block) === "stack.ts")!.text;
const SERVICES = codeBlocks("README.md").find(({ text }) =>
  text.includes("export const helpdesk = defineLlmService"),
)!.text;
const SNIPPETS = BLOCKS.filter((block) => fileNameOf(block) === undefined);

interface Resources {
  /** Attributes of all monitors. */
  readonly monitors: readonly any[];
  /** Those that page, by signal; of several alerts of a signal, the last. */
  readonly paging: Readonly<Record<string, any>>;
  /** Bodies of all dashboards. */
  readonly dashboards: readonly any[];
  /** Everything, by type and name. */
  readonly all: Readonly<Record<string, Readonly<Record<string, any>>>>;
  readonly json: any;
}

function synthesize(text: string): Resources {
  const files = { "./stack": STACK, "./services": SERVICES };
  const json = synthesizeSnippet(text, files, "helpdesk");
  const all = json.resource;
  const monitors: any[] = Object.values(all.datadog_monitor);
  const paging = monitors
    .filter(({ tags }) => tags.includes("alert_role:page"))
    .map((monitor) => [monitor.tags.find((tag: string) => tag.startsWith("signal:")), monitor]);
  return {
    json,
    all,
    monitors,
    paging: Object.fromEntries(paging.map(([tag, monitor]) => [tag.slice(7), monitor])),
    dashboards: Object.values<any>(all.datadog_dashboard_json).map(({ dashboard }) =>
      JSON.parse(dashboard),
    ),
  };
}

/** What each section promises, by a word of its question. */
const PROMISES: Record<string, (resources: Resources) => void> = {
  loosen: ({ monitors, paging }) => {
    const queries = monitors.map(({ query }) => query).join("\n");
    expect(queries).toMatch(/sum\(last_30m\):.*llm\.tool_failures.* > 20(\n|$)/);
    expect(queries).toMatch(/p95:llm\.latency_ms\{.*feature:chat.*> 12000(\n|$)/);
    expect(paging["cost_spike"]).toBeUndefined();
  },
  "other people": ({ paging }) => {
    expect(paging["cost_spike"].message).toContain(
      "{{#is_alert}} @slack-finops @slack-support-ai {{/is_alert}}",
    );
    expect(paging["cost_spike"].message).toContain("{{#is_warning}} @slack-support-ai");
    expect(paging["cost_spike"].message).not.toContain("@pagerduty-support-ai");
    expect(paging["invalid_json"].message).toContain("{{#is_alert}} @pagerduty-support-ai");
  },
  organisations: ({ json, all }) => {
    expect(json.provider.datadog).toEqual([
      {},
      {
        alias: "eu",
        api_url: "https://api.datadoghq.eu/",
        api_key: "${var.eu_api_key}",
        app_key: "${var.eu_app_key}",
      },
    ]);
    const resources = Object.values(all).flatMap((byId) => Object.values(byId));
    expect(new Set(resources.map(({ provider }) => provider))).toEqual(new Set(["datadog.eu"]));
    expect(Object.keys(all)).toContain("datadog_metric_tag_configuration");
    expect(JSON.stringify(all)).not.toContain("app.datadoghq.com");
  },
  restrict: ({ json, monitors, dashboards }) => {
    const roles = ["${data.datadog_role.platform.id}"];
    expect(json.data.datadog_role.platform.filter).toBe("Platform");
    for (const body of [...monitors, ...dashboards]) expect(body.restricted_roles).toEqual(roles);
  },
  remind: ({ paging }) => {
    expect(paging["rollback_prompt"]).toMatchObject({ priority: "1", renotify_interval: 10 });
    expect(paging["rollback_prompt"].message).toMatch(
      /\*\*Reminder:\*\* Nobody has acted yet\.[^]*\{\{#is_renotify\}\} @pagerduty-support-lead /,
    );
    expect(paging["eval_regression"]).toMatchObject({
      priority: "2",
      renotify_interval: 60,
      renotify_occurrences: 3,
    });
    expect(paging["invalid_json"]).toMatchObject({
      renotify_interval: 30,
      renotify_occurrences: 1,
    });
    expect(paging["invalid_json"].message).not.toContain("@pagerduty-support-lead");
    for (const silent of ["tool_failure_rate", "cost_spike"]) {
      expect(paging[silent].renotify_interval).toBeUndefined();
    }
  },
  lines: ({ paging }) => {
    for (const { message } of Object.values(paging)) {
      expect(message).toContain("\nDeclare an incident in #incidents before you roll back.\n");
    }
  },
  prefix: ({ monitors, dashboards }) => {
    for (const { name } of monitors) expect(name).toMatch(/^ACME \[helpdesk · production\] /);
    for (const { title } of dashboards) expect(title).toMatch(/^ACME helpdesk · production: /);
  },
  tags: ({ monitors, dashboards }) => {
    for (const { tags } of monitors) {
      expect(tags).toEqual(expect.arrayContaining(["cost_center:42", "managed_by:terraform"]));
    }
    for (const { tags } of dashboards) expect(tags).toEqual(["team:support-ai"]);
  },
  rows: ({ dashboards }) => {
    const question = "Does a person have to take over?";
    const [quality, ...others] = dashboards.filter((one) => JSON.stringify(one).includes(question));
    expect(others).toEqual([]);
    expect(quality.title).toBe("helpdesk · production: LLM quality");
    const { definition } = quality.widgets.at(-1);
    expect(definition.title).toBe(question);
    expect(definition.widgets.map(({ layout }: any) => layout.width)).toEqual([12, 8, 4]);
    expect(definition.widgets[1].definition.requests[0].q).toBe(
      "sum:support.hand_overs{$env,$service}.as_count()",
    );
  },
  monitors: ({ all }) => {
    const { "dear-model": dear, "slow-and-dear": composite } = all["datadog_monitor"]!;
    const [slow, other] = membersOf(composite.query, all);
    expect(composite.type).toBe("composite");
    expect(slow).toMatchObject({
      type: "query alert",
      name: expect.stringContaining("p95 latency"),
    });
    expect(other).toBe(dear);
    expect([slow.query, dear.query].map(groupsOf)).toEqual(["model", "model"]);
    expect(dear.message).toMatch(/dashboard\/\$\{datadog_dashboard_json\.llm_cost_\w+\.id\}$/);
    expect(dear.tags).toEqual(["team:support-ai", "service:helpdesk", "env:production"]);
  },
  objectives: ({ all, paging }) => {
    const { latency, ...ours } = all["datadog_service_level_objective"]!;
    expect(Object.values(ours).map(({ query: [{ numerator }] }) => numerator)).toEqual([
      expect.stringContaining("llm.requests"),
      expect.stringContaining("v<=5000"),
    ]);
    expect(paging["slo_burn_rate"].query).toContain("burn_rate(");
    const [monitor, ...others] = membersOf(latency!.monitor_ids.join(), all);
    expect(others).toEqual([]);
    expect(monitor.type).toBe("query alert");
    expect(monitor.name).toContain("p95 latency of chat");
  },
  traces: ({ all }) => {
    const [filter, ...others] = Object.values(all["datadog_apm_retention_filter"]!);
    expect(others).toEqual([]);
    expect(filter!.filter.query).toMatch(
      /^service:helpdesk AND env:production AND .*json_valid:false/,
    );
  },
  "without pages": ({ paging }) => {
    const { provider_error_rate: told, ...drafts } = paging;
    expect(told.draft_status).toBeUndefined();
    for (const draft of Object.values(drafts)) expect(draft.draft_status).toBe("draft");
  },
  maintenance: ({ all, monitors }) => {
    const downtime = all["datadog_downtime_schedule"]!["weekly-import"];
    expect(downtime).toMatchObject({
      scope: "*",
      recurring_schedule: {
        timezone: "Europe/Berlin",
        recurrence: [{ rrule: "FREQ=WEEKLY;BYDAY=SU", duration: "2h" }],
      },
    });
    const silenced = matching(monitors, downtime.monitor_identifier.monitor_tags);
    expect(silenced).toEqual(expect.arrayContaining(pagingOf(monitors)));
  },
  rules: ({ all, monitors }) => {
    const rule = all["datadog_monitor_notification_rule"]!["support-ai"];
    expect(rule.recipients).toEqual(["pagerduty-support-ai", "slack-support-ai"]);
    expect(matching(monitors, rule.filter.tags)).toEqual(pagingOf(monitors));
    for (const { message } of monitors) expect(message).not.toMatch(/@\w/);
  },
};

/** The monitors that a text refers to by id. */
function membersOf(text: string, all: Resources["all"]): any[] {
  return [...text.matchAll(/\$\{datadog_monitor\.([\w-]+)\.id\}/g)].map(
    ([, id]) => all["datadog_monitor"]![id!],
  );
}

function groupsOf(query: string): string | undefined {
  return /by \{([^}]*)\}/.exec(query)?.[1];
}

function matching(monitors: readonly any[], tags: readonly string[]): any[] {
  return monitors.filter((monitor) => tags.every((tag) => monitor.tags.includes(tag)));
}

function pagingOf(monitors: readonly any[]): any[] {
  const paging = matching(monitors, ["alert_role:page"]);
  expect(paging.length).toBeGreaterThan(5);
  return paging;
}

describe("docs/how-to.md", () => {
  it.each(SNIPPETS.map((block) => [block.heading, block.text]))("%s", (heading, text) => {
    const promise = Object.entries(PROMISES).filter(([word]) => heading.includes(word));
    expect(promise).toHaveLength(1);
    expect.hasAssertions();
    promise[0]![1](synthesize(text));
  });

  it("has a section for every promise", () => {
    expect(SNIPPETS).toHaveLength(Object.keys(PROMISES).length);
  });
});
