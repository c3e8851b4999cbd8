import type { Change, Risk } from "../change";
import { resourcesOf, type Resource, type StackFile } from "../resources";
import { tagUses, type TagUse } from "./tag-uses";

const TAG_CONFIGURATION = "datadog_metric_tag_configuration";

/** Whether points of a metric can be asked for by a tag. */
type Kept = (metric: string, tag: string) => boolean;

/**
 * Alerts and widgets of the head that group or filter by a tag which the metric's settings no longer keep,
 * or keep anew: without it, Datadog answers as if no point carried the tag.
 *
 * @see https://docs.datadoghq.com/metrics/metrics-without-limits/
 */
export function lostTags(base: readonly StackFile[], head: readonly StackFile[]): Change[] {
  const [before, after] = [settingsIn(base), settingsIn(head)];
  const metrics = new Set([...before.keys(), ...after.keys()]);
  const changed = [...metrics].filter((one) => before.get(one)?.text !== after.get(one)?.text);
  if (changed.length === 0) return [];
  const [wasKept, isKept] = [keptBy(before), keptBy(after)];
  // Most stacks of a thousand read none of the metrics, and need no parsing.
  const readers = head.filter(({ content }) => changed.some((metric) => content.includes(metric)));
  const uses = readers.flatMap((stack) => tagUses(resourcesOf([stack])));
  const lost = uses.filter(({ metric, tag }) => wasKept(metric, tag) && !isKept(metric, tag));
  const found = uses.filter(({ metric, tag }) => !wasKept(metric, tag) && isKept(metric, tag));
  return [
    ...grouped(lost).map((own) => change(own, "quieter", "loses the tag", "no longer keep it")),
    ...grouped(found).map((own) => change(own, "louder", "has the tag", "keep it now")),
  ];
}

/** What one alert or widget uses one tag for. */
function grouped(uses: readonly TagUse[]): [TagUse, ...TagUse[]][] {
  const found = new Map<string, [TagUse, ...TagUse[]]>();
  for (const use of uses) {
    const key = JSON.stringify([use.subject, use.tag]);
    const own = found.get(key);
    if (own) own.push(use);
    else found.set(key, [use]);
  }
  return [...found.values()];
}

function change(
  uses: readonly [TagUse, ...TagUse[]],
  risk: Risk,
  what: string,
  why: string,
): Change {
  const [{ kind, subject, address, tag }] = uses;
  const metrics = [...new Set(uses.map(({ metric }) => metric))].join(", ");
  return {
    risk: kind === "alert" ? risk : "changed",
    subject: kind === "alert" ? subject : `dashboard ${subject}`,
    address,
    attribute: `tag ${tag}`,
    text: `${what} ${tag}, by which it groups or filters: the settings of ${metrics} ${why}`,
  };
}

/** The settings of one metric. */
interface Settings {
  readonly tags: readonly string[];
  /** The tags are those that go. */
  readonly isExcluding: boolean;
  /** One text for what is kept. */
  readonly text: string;
}

function settingsIn(stacks: readonly StackFile[]): Map<string, Settings> {
  const written = stacks.filter(({ content }) => content.includes(TAG_CONFIGURATION));
  const blocks = resourcesOf(written).filter(({ type }) => type === TAG_CONFIGURATION);
  return new Map(blocks.map((block) => [String(block.attributes["metric_name"]), settings(block)]));
}

function settings({ attributes }: Resource): Settings {
  const { tags, exclude_tags_mode: mode } = attributes;
  const list = Array.isArray(tags) ? tags.map(String) : [];
  const isExcluding = mode === "true";
  return { tags: list, isExcluding, text: JSON.stringify([list, isExcluding]) };
}

/** Without settings, everything is kept. */
function keptBy(all: ReadonlyMap<string, Settings>): Kept {
  return (metric, tag) => {
    const own = all.get(metric);
    return own === undefined || own.tags.includes(tag) !== own.isExcluding;
  };
}
