import { messageContext } from "../../../lab/monitors/message";
import { Status } from "../../../lab/monitors/status";
import { monitorsOfStack } from "../../../lab/inputs";
import { monitor, START } from "./world";

const { OK, NoData, Warn, Alert } = Status;

function conditionsOf(from: Status, to: Status, renotification = false): string[] {
  const [definition] = monitorsOfStack({
    resource: { datadog_monitor: { m: monitor("sum(last_5m):sum:a{*}.as_count() > 3") } },
  });
  const { conditions } = messageContext({
    definition: definition!,
    tags: {},
    transition: {
      time: START,
      from,
      to,
      value: 4,
      notifies: true,
      renotification,
      firstTriggeredAt: START,
      lastTriggeredAt: START,
    },
    comparison: { comparator: ">", critical: 3 },
  });
  return [...conditions].sort();
}

/** @see https://docs.datadoghq.com/monitors/notify/variables/#conditional-variables */
it.each<[Status, Status, string[]]>([
  [OK, Alert, ["is_alert"]],
  [OK, Warn, ["is_warning"]],
  [OK, NoData, ["is_no_data"]],
  [Warn, Alert, ["is_alert"]],
  [Alert, Warn, ["is_alert_to_warning", "is_warning"]],
  [Alert, NoData, ["is_no_data"]],
  [Alert, OK, ["is_alert_recovery", "is_recovery"]],
  [Warn, OK, ["is_recovery", "is_warning_recovery"]],
  [NoData, OK, ["is_no_data_recovery", "is_recovery"]],
])("from status %d to %d hold these conditions and no other: %j", (from, to, expected) => {
  expect(conditionsOf(from, to)).toEqual(expected);
});

it.each<[Status, string[]]>([
  [Alert, ["is_alert", "is_renotify"]],
  [NoData, ["is_no_data", "is_renotify"]],
])("of a reminder of status %d hold: %j", (status, expected) => {
  expect(conditionsOf(status, status, true)).toEqual(expected);
});
