import { MINUTE, START } from "../world";
import { play } from "./play";

describe("renotification", () => {
  const burning = Array.from({ length: 40 * 60 }, () => 100);

  // https://docs.datadoghq.com/monitors/notify/#renotify
  it("comes each interval after the last notification while it burns, and ends after 30 hours", () => {
    const story = play({ renotify_interval: 60 }, burning).story();
    expect(story.slice(0, 3)).toEqual(["1: OK>Alert", "61: again Alert", "121: again Alert"]);
    expect(story).toHaveLength(31);
  });

  it("stops at renotify_occurrences, and leaves out statuses that are not asked for", () => {
    expect(play({ renotify_interval: 60, renotify_occurrences: 2 }, burning).story()).toHaveLength(
      3,
    );
    const warned = { renotify_interval: 60, monitor_thresholds: { critical: 80, warning: 50 } };
    const warning = Array.from({ length: 200 }, () => 60);
    expect(play(warned, warning).story()).toEqual(["1: OK>Warn"]);
    expect(play({ ...warned, renotify_statuses: ["warn"] }, warning).story()).toHaveLength(4);
  });

  it("does not move last_triggered_at, and may have a message of its own", () => {
    const block = {
      renotify_interval: 10,
      message: "at {{last_triggered_at_epoch}} {{#is_renotify}}again{{/is_renotify}}",
    };
    const first = play(block, burning.slice(0, 15)).evaluator.events.map(
      ({ notification }) => notification?.message,
    );
    const at = (START + MINUTE) * 1_000;
    expect(first).toEqual([`at ${at}`, `at ${at} again`]);
    const escalated = play(
      { ...block, escalation_message: "call {{threshold}}" },
      burning.slice(0, 15),
    );
    expect(escalated.evaluator.events[1]?.notification?.message).toBe("call 80");
  });
});

describe("times of triggering", () => {
  // https://docs.datadoghq.com/monitors/notify/variables/#triggered-variables
  it("keep the first until the monitor recovers, and move the last with each change", () => {
    const world = play(
      {
        message: "{{first_triggered_at_epoch}} {{last_triggered_at_epoch}}",
        monitor_thresholds: { critical: 80, warning: 50 },
        on_missing_data: "show_and_notify_no_data",
      },
      [10, 60, 60, 90, undefined, 10],
    );
    const [a, b, c] = [2, 4, 5].map((minute) => (START + minute * MINUTE) * 1_000);
    expect(
      world.evaluator.events.map(({ to, notification }) => [to, notification?.message]),
    ).toEqual([
      ["Warn", `${a} ${a}`],
      ["Alert", `${a} ${b}`],
      ["No Data", `${a} ${c}`],
      ["OK", `${a} ${c}`],
    ]);
  });
});
