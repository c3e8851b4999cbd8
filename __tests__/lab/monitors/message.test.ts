import fc from "../../support/fast-check";
import {
  messageContext,
  receivers,
  parseTemplate,
  renderMessage,
  type ContextProps,
} from "../../../lab/monitors/message";
import { Status } from "../../../lab/monitors/status";
import { monitorsOfStack } from "../../../lab/inputs";
import { monitor, START, World } from "./world";

const [definition] = monitorsOfStack({
  resource: {
    datadog_monitor: {
      m: monitor("sum(last_5m):sum:a{*}.as_count() > 3", {
        tags: ["team:support-ai", "env:production"],
        priority: "2",
        monitor_thresholds: {
          ...{ critical: "3", warning: "2", critical_recovery: "1", warning_recovery: "0.5" },
        },
      }),
    },
  },
});

function render(
  message: string,
  from: number = Status.OK,
  to: number = Status.Alert,
  more: Partial<ContextProps> = {},
) {
  const context = messageContext({
    definition: definition!,
    tags: { model: "gpt-4.1", "dot.key": "five", feature: "support agent" },
    transition: {
      time: START + 600,
      from: from as Status,
      to: to as Status,
      value: 6.789012,
      notifies: true,
      renotification: false,
      firstTriggeredAt: START,
      lastTriggeredAt: START + 300,
    },
    comparison: { comparator: ">", critical: 3 },
    ...more,
  });
  return renderMessage(parseTemplate(message), context);
}

describe("variables", () => {
  // https://docs.datadoghq.com/monitors/notify/variables/
  it.each([
    ["{{value}} {{comparator}} {{threshold}} ({{warn_threshold}})", "6.789 > 3 (2)"],
    ["{{alert_recovery_threshold}} {{warn_recovery_threshold}}", "1 0.5"],
    ["{{ model.name }}, {{model.name}}", "gpt-4.1, gpt-4.1"],
    ["{{[dot.key].name}}", "five"],
    ["{{env}} {{team}}", "production support-ai"],
    ["{{last_triggered_at_epoch}}", String((START + 300) * 1_000)],
    ['{{eval "last_triggered_at_epoch-10*60*1000"}}', String((START - 300) * 1_000)],
    ['{{eval "int(last_triggered_at_epoch / 3600000 % 24)"}}', "0"],
    ['{{eval "round(value, 1) ^ 2 - -1"}}', "47.24"],
    ['{{eval "(value + 1) * 2 / 4"}}', "3.895"],
    ['{{eval "sgn(-value) + trunc(value) + log10(1000)"}}', "8"],
    ['{{eval "dec(value)"}}', "0.789"],
    ['{{eval "humanize_bytes(value * 1024 ^ 3)"}}', "6.789 GB"],
    ['{{eval "to_bool(value)"}}', "true"],
    ["{{triggered_duration_sec}}", "600"],
    ["{{local_time 'last_triggered_at' 'Asia/Tokyo'}}", "2026-06-01 09:05:00+09:00"],
    ['{{urlencode "feature.name"}}', "support%20agent"],
    ["{{{model.name}}}", "gpt-4.1"],
    ["{{{{raw}}}}{{model.name}}{{{{/raw}}}}", "{{model.name}}"],
    ["{{! a comment }}x", "x"],
    ["{{#is_unknown}}x{{/is_unknown}}", ""],
  ])("%s shows %s", (message, shown) => {
    const { text, unknown } = render(message);
    expect(text).toBe(shown);
    expect(unknown).toEqual([]);
  });

  it.each([
    ["{{tool.name}}"],
    ['{{eval "nothing + 1"}}'],
    ['{{eval "process.exit(1)"}}'],
    ['{{eval "constructor(1)"}}'],
    ["{{log.message}}"],
    ["{{#is_wrong}}x{{/is_wrong}}"],
  ])("%s is named as unknown, because Datadog would show nothing", (message) => {
    const { text, unknown } = render(message);
    expect(text).toBe("");
    expect(unknown).toHaveLength(1);
  });
});

describe("conditions", () => {
  const { OK, NoData, Warn, Alert } = Status;
  it.each([
    ["is_alert", OK, Alert],
    ["is_warning", OK, Warn],
    ["is_warning", Alert, Warn],
    ["is_alert_to_warning", Alert, Warn],
    ["is_no_data", OK, NoData],
    ["is_recovery", Alert, OK],
    ["is_recovery", Warn, OK],
    ["is_alert_recovery", Alert, OK],
    ["is_warning_recovery", Warn, OK],
    ["is_no_data_recovery", NoData, OK],
  ])("%s holds from %d to %d", (name, from, to) => {
    expect(render(`{{#${name}}}yes{{else}}no{{/${name}}}`, from, to).text).toBe("yes");
    expect(render(`{{^${name}}}no{{/${name}}}`, from, to).text).toBe("");
  });

  it.each([
    ['{{#is_match "model.name" "gpt"}}yes{{/is_match}}', "yes"],
    ['{{#is_match "model.name" "claude" "4.1"}}yes{{/is_match}}', "yes"],
    ['{{^is_match "model.name" "claude"}}yes{{/is_match}}', "yes"],
    ['{{#is_exact_match "model.name" "gpt"}}no{{else}}yes{{/is_exact_match}}', "yes"],
    ['{{#is_match "tool.name" ""}}no{{else}}yes{{/is_match}}', "yes"],
    [
      '{{#is_exact_match (eval "int(last_triggered_at_epoch / 3600000 % 24)") "0" "1"}}yes{{/is_exact_match}}',
      "yes",
    ],
    // Numbers are equal however they are written, and are compared as they are, not as they are shown.
    ['{{#is_exact_match "value" "6.7890120"}}yes{{/is_exact_match}}', "yes"],
    ['{{#is_exact_match "value" 6.79}}no{{else}}yes{{/is_exact_match}}', "yes"],
    ['{{#is_match "value" "6.7"}}yes{{/is_match}}', "yes"],
    // A condition around raw text.
    ['{{{{is_match "model.name" "gpt"}}}}{{ .x }} @a{{{{/is_match}}}}', "{{ .x }} @a"],
    ['{{{{is_match "model.name" "claude"}}}}{{ .x }} @a{{{{/is_match}}}}', ""],
    ["{{#is_priority 'P2'}}yes{{/is_priority}}", "yes"],
    ['{{#is_alert}}a{{#is_match "env" "production"}}b{{/is_match}}c{{/is_alert}}', "abc"],
  ])("%s shows %s", (message, shown) => {
    expect(render(message).text).toBe(shown);
  });
});

describe("a step from Alert to Warn", () => {
  // https://docs.datadoghq.com/monitors/notify/variables/#conditional-variables
  it("reaches the receivers in is_alert_recovery, without its text", () => {
    const message =
      "{{#is_alert}}bad @pager{{/is_alert}}{{#is_alert_recovery}}fine @pager{{/is_alert_recovery}}";
    const world = new World({
      m: monitor("max(last_1m):max:a{*} > 8", {
        message,
        monitor_thresholds: { critical: 8, warning: 5 },
      }),
    });
    [9, 6, 1].forEach((value, minute) => world.count("a", minute, value));
    world.advance(3);
    const sent = world.evaluator.events.map(({ to, notification }) => [
      to,
      notification?.message,
      notification?.receivers,
    ]);
    expect(sent).toEqual([
      ["Alert", "bad @pager", ["pager"]],
      ["Warn", "", ["pager"]],
      ["OK", "", []],
    ]);
  });
});

describe("receivers", () => {
  it.each([
    ["@pagerduty-support @slack-acme-alerts", ["pagerduty-support", "slack-acme-alerts"]],
    ["Mail @jane.doe@example.com, or @slack-#ops.", ["jane.doe@example.com", "slack-#ops"]],
    ["jane@example.com and https://x/?q=@status:error", []],
    ["(@webhook-x) @webhook-x", ["webhook-x"]],
    // Channels have names in any language.
    ["@slack-équipe-données, @slack-障害", ["slack-équipe-données", "slack-障害"]],
    ["@workflow-restart(host=host.name)", ["workflow-restart"]],
    ["no one @ all", []],
  ])("of %s are %j", (message, handles) => {
    expect(receivers(message)).toEqual(handles);
  });
});

describe("any message", () => {
  it("is rendered, because a message is never refused", () => {
    const parts = [
      "{{",
      "}}",
      "{{{",
      "{{#is_alert}}",
      "{{/is_alert}}",
      "{{else}}",
      "{{^is_match ",
      '"',
      "eval ",
      "(",
      ")",
      "x",
      "\n",
      "{{{{raw}}}}",
    ];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 5 })), {
          maxLength: 40,
        }),
        (given) => {
          expect(typeof render(given.join("")).text).toBe("string");
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
