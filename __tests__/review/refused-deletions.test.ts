import { review } from "../../review";
import { monitor, stackOf } from "./stack";

describe("a monitor that goes while a composite stays", () => {
  const composite = (query: string) =>
    monitor({ name: "Both", type: "composite", tags: [], query });
  const NAMED = "${datadog_monitor.json.id} && ${datadog_monitor.disk.id}";
  const disk = monitor({ name: "Disk", tags: [] });
  const head = stackOf({ disk, both: composite("${datadog_monitor.disk.id}") });

  test.each<[string, object, boolean]>([
    ["is refused", {}, true],
    [
      "is deleted last with create_before_destroy",
      { lifecycle: { create_before_destroy: true } },
      false,
    ],
    ["is deleted all the same with force_delete", { force_delete: true }, false],
  ])("%s", (_what, more, isRefused) => {
    const base = stackOf({ json: { ...monitor(), ...more }, disk, both: composite(NAMED) });
    const refused = review(base, head).filter(({ risk }) => risk === "refused");
    expect(refused.map(({ text }) => text)).toEqual(
      isRefused
        ? [
            'apply fails: Terraform deletes it while monitor "Both" still names it, and Datadog refuses',
          ]
        : [],
    );
  });

  test("is no trouble where the composite goes, too", () => {
    const base = stackOf({ json: monitor(), disk, both: composite(NAMED) });
    expect(review(base, stackOf({ disk })).map(({ risk }) => risk)).not.toContain("refused");
  });
});
