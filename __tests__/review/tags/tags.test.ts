import { supportAgent } from "../../../examples/services";
import { review } from "../../../review";
import { resourcesOf, type StackFile } from "../../../review/resources";
import { losersOf } from "../../../review/tags/losers";
import { serviceUses } from "../../../review/tags/service-uses";
import { tagUses } from "../../../review/tags/tag-uses";
import { undeclaredTags } from "../../../review/tags/undeclared-tags";
import { monitor, stackOf } from "../stack";

const query = (text: string) => ({ requests: [{ queries: [{ query: text, name: "a" }] }] });
const widget = (title: string, text: string, type = "timeseries") => ({
  definition: { type, title, ...query(text) },
});

/** An alert by model, and a dashboard in whose group a widget shows tiers, behind a variable. */
function stack(): StackFile[] {
  const dashboard = JSON.stringify({
    title: "Health",
    template_variables: [
      { name: "tier", prefix: "tenant_tier" },
      { name: "env", prefix: "env" },
    ],
    widgets: [
      {
        definition: {
          type: "group",
          title: "Errors",
          widgets: [
            widget("By tier", "sum:llm.errors{$env} by {tenant_tier}.as_count()", "toplist"),
            widget("Of models", "sum:llm.errors{$tier AND NOT model:a} by {error_type}"),
          ],
        },
      },
      widget("A log", "@llm.model:a by {model}", "list_stream"),
    ],
  });
  return stackOf(
    { invalid_json: monitor() },
    { datadog_dashboard_json: { health: { dashboard } } },
  );
}

/** What uses a tag, and of which metric. */
function usersOf(tag: string): string[] {
  const uses = tagUses(resourcesOf(stack())).filter((use) => use.tag === tag);
  return uses.map(({ subject, metric }) => `${subject}: ${metric}`);
}

describe("who uses a tag", () => {
  test("alerts and widgets that group or filter by it, each metric apart", () => {
    expect(usersOf("model")).toEqual([
      "invalid_json on support-agent: llm.json_invalid",
      "invalid_json on support-agent: llm.json_checks",
      '"Health" › "Of models": llm.errors',
    ]);
    expect(usersOf("tenant_tier")).toEqual([
      '"Health" › "By tier": llm.errors',
      '"Health" › $tier: llm.errors',
    ]);
    expect(usersOf("prompt_version")).toEqual([]);
  });

  test("are counted once in words, and a dashboard's variable is named last", () => {
    const uses = tagUses(resourcesOf(stack()));
    const text = (tag: string) => losersOf(uses.filter((use) => use.tag === tag)).text;
    expect(text("model")).toBe('1 alert (invalid_json) and 1 widget ("Of models")');
    expect(text("tenant_tier")).toBe('2 widgets ("By tier", $tier)');
    expect(text("feature")).toBe("");
  });
});

describe("settings of a metric that keep a tag no longer", () => {
  const settings = (tags: readonly string[], more: object = {}): StackFile => ({
    stack: "metrics",
    content: Buffer.from(
      JSON.stringify({
        resource: {
          datadog_metric_tag_configuration: {
            a: { metric_name: "llm.json_invalid", metric_type: "count", tags, ...more },
          },
        },
      }),
    ),
  });
  const changes = (before: StackFile[], after: StackFile[]) =>
    review([...stack(), ...before], [...stack(), ...after])
      .filter(({ attribute }) => attribute === "tag model")
      .map(({ risk, subject, text }) => `${risk}: ${subject} ${text}`);
  const [both, one] = [settings(["env", "model"]), settings(["env"])];

  test("name the alerts of other stacks that lose it, and those that have it again", () => {
    const lost =
      "quieter: invalid_json on support-agent loses the tag model, by which it groups or filters: " +
      "the settings of llm.json_invalid no longer keep it";
    expect(changes([both], [one])).toEqual([lost]);
    expect(changes([], [one])).toEqual([lost]);
    expect(changes([both], [settings(["model"], { exclude_tags_mode: true })])).toEqual([lost]);
    expect(changes([one], [both])).toEqual([
      "louder: invalid_json on support-agent has the tag model, by which it groups or filters: " +
        "the settings of llm.json_invalid keep it now",
    ]);
  });

  test("say nothing where what is read is kept, or never was", () => {
    expect(changes([], [both])).toEqual([]);
    expect(changes([one], [settings(["env", "feature"])])).toEqual([]);
    expect(changes([both], [settings(["host"], { exclude_tags_mode: true })])).toEqual([]);
  });
});

describe("a declaration without values for a tag", () => {
  const service = { ...supportAgent, tenantTiers: ["free", "paid"] };
  const [file] = stack();

  test("names who groups or filters by it", () => {
    const { tenantTiers: _tiers, ...without } = service;
    expect(undeclaredTags([serviceUses(without, file)])).toEqual([
      {
        rule: "undeclared-tag",
        subject: "support-agent · production",
        address: "app/datadog_dashboard_json.health",
        text: 'declares no tenantTiers, so that it sends no tag tenant_tier, by which 2 widgets ("By tier", $tier) group or filter',
      },
    ]);
  });

  test("is right where nobody does, and where it has them", () => {
    expect(undeclaredTags([serviceUses(service, file)])).toEqual([]);
    expect(undeclaredTags([serviceUses(supportAgent, stackOf({ a: monitor() })[0])])).toEqual([]);
  });
});
