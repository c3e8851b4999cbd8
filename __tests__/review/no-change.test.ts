import { monitor, said } from "./stack";

describe("what is no change in meaning", () => {
  test.each<[string, object, object?]>([
    ["order of keys", Object.fromEntries(Object.entries(monitor()).reverse())],
    ["numbers as texts", monitor({ priority: 2, monitor_thresholds: { critical: 2, warning: 1 } })],
    [
      "a block as a list of one",
      monitor({ monitor_thresholds: [{ critical: "2", warning: "1" }] }),
    ],
    ["null for what is not set", monitor({ escalation_message: null, notify_by: [] })],
    [
      "what the provider takes in any case",
      monitor({
        renotify_interval: 0,
        include_tags: true,
        notify_no_data: false,
        new_host_delay: 300,
        timeout_h: 0,
        draft_status: "published",
        no_data_timeframe: 10,
      }),
    ],
    ["the older name of a type", monitor({ type: "metric alert" })],
    ["space around a message", monitor({ message: `\n${monitor()["message"] as string}\n` })],
    ["decimals", monitor({ monitor_thresholds: { critical: "2.0", warning: "1.00" } })],
    ["order of tags", monitor({ tags: [...(monitor()["tags"] as string[])].reverse() })],
    ["CDKTF's comments", { ...monitor(), "//": { metadata: { path: "a/b", uniqueId: "json" } } }],
    [
      "spaces in a query",
      monitor({ query: (monitor()["query"] as string).replace(" / ", "  /  ") }),
    ],
    [
      "order of tags in a query",
      monitor({
        query: (monitor()["query"] as string)
          .replaceAll("{env:prod}", "{env:prod,team:a}")
          .replaceAll("by {model}", "by {model,provider}"),
      }),
      monitor({
        query: (monitor()["query"] as string)
          .replaceAll("{env:prod}", "{team:a AND env:prod}")
          .replaceAll("by {model}", "by {provider, model}"),
      }),
    ],
  ])("%s", (_what, after, before = monitor()) => {
    expect(said(before, after)).toEqual([]);
  });
});
