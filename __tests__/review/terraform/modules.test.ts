import { review } from "../../../review";
import { monitor } from "../stack";

describe("modules that are written in another way", () => {
  const reviewed = (before: object, after: object): string[] => {
    const side = (json: object) => [{ stack: "raw", content: Buffer.from(JSON.stringify(json)) }];
    return review(side(before), side(after)).map(({ risk, text }) => `${risk}: ${text}`);
  };
  const plain = { resource: { datadog_monitor: { disk: monitor() } } };

  test.each<[string, object]>([
    ["lists of blocks", { resource: [{ datadog_monitor: [{ disk: [monitor()] }] }] }],
    ["a count of one", { resource: { datadog_monitor: { disk: { ...monitor(), count: 1 } } } }],
  ])("%s say the same", (_what, after) => {
    expect(reviewed(plain, after)).toEqual([]);
    expect(reviewed(after, plain)).toEqual([]);
  });

  test("a local says the same as its value, and its change is read where it is used", () => {
    const withLocal = (owner: string) => ({
      locals: { owner, tag: "team:${local.owner}" },
      resource: {
        datadog_monitor: {
          disk: monitor({ tags: ["${local.tag}", "service:support-agent", "alert:invalid_json"] }),
        },
      },
    });
    expect(reviewed(plain, withLocal("support"))).toEqual(["changed: is new"]);
    expect(reviewed(withLocal("support"), withLocal("search"))).toEqual([
      "re-routed: without the tags team:support, and with the tags team:search",
      "changed: owner: search instead of support",
    ]);
  });

  test("each instance of a map is reviewed by itself", () => {
    const withEach = (levels: object) => ({
      resource: {
        datadog_monitor: {
          queue: {
            for_each: levels,
            name: "Queue ${each.key}",
            type: "query alert",
            query: "avg(last_5m):avg:queue.depth{queue:${each.key}} > ${each.value}",
            message: "Waits. @slack-queues",
          },
        },
      },
    });
    expect(reviewed(withEach({ a: 1, b: 2 }), withEach({ a: 5, c: 2 }))).toEqual([
      "quieter: pages above 5 instead of above 1",
      "quieter: is removed",
      "louder: is new",
    ]);
  });

  test("what is imported is no new alert, and what is forgotten goes on paging", () => {
    const imported = { ...plain, import: [{ to: "datadog_monitor.disk", id: "7" }] };
    expect(reviewed({}, imported)).toEqual([
      "changed: is taken over from Datadog, where its id is 7",
    ]);
    const removed = [{ from: "datadog_monitor.disk", lifecycle: [{ destroy: false }] }];
    expect(reviewed(plain, { removed })).toEqual([
      "changed: is no longer Terraform's, and stays in Datadog",
    ]);
  });

  test("another type cannot be changed in place", () => {
    const log = { resource: { datadog_monitor: { disk: monitor({ type: "log alert" }) } } };
    expect(reviewed(plain, log)).toEqual([
      "re-created: type: log alert instead of query alert, which Terraform can only delete and make anew",
    ]);
  });

  test("a monitor in JSON is read as any other", () => {
    const json = (critical: number) => ({
      resource: {
        datadog_monitor_json: {
          web: {
            monitor: JSON.stringify({
              name: "Web",
              type: "query alert",
              query: `sum(last_5m):sum:web.errors{*}.as_count() > ${critical}`,
              message: "Down. @slack-web",
              options: { thresholds: { critical } },
            }),
          },
        },
      },
    });
    expect(reviewed(json(5), json(9))).toEqual(["quieter: pages above 9 instead of above 5"]);
  });
});
