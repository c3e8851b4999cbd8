import { isMetricName, normalizeTagValue, TAGS } from "../../telemetry";
import type { MetricPoint } from "../agent";
import { TYPE_NAMES, type TypeCode } from "./format";

/** Why a point is not recorded. */
export type LeftOut =
  | "type not evaluated by the lab"
  | "name not allowed by Datadog"
  | "timestamp not taken by Datadog"
  | "dd-trace's metrics of itself";

/** The metric tags of the contract: bounded values that alerts read, and no text of a prompt. */
const CONTRACT_TAGS = Object.values(TAGS).flatMap(({ metric }) => metric ?? []);

const MINUTE = 60;
/** https://docs.datadoghq.com/metrics/custom_metrics/ : older and later points are dropped. */
const OLDEST = 60 * MINUTE;
const LATEST = 10 * MINUTE;

/** Tag keys that are remembered by name, and the sets of tags whose form is remembered. */
const MAX_KEYS = 20;
const MAX_FORMS = 10_000;

/**
 * Decides what of a point is recorded. Tags that the contract does not know may hold anything, so they
 * are left out unless they are asked for; those that are kept are written as Datadog stores them.
 */
export class KeptPoints {
  /** Keys of tags that were left out, the first of them. */
  readonly tagsLeftOut = new Set<string>();
  private readonly keys: ReadonlySet<string>;
  private readonly forms = new Map<string, string>();

  constructor(moreTags: readonly string[]) {
    this.keys = new Set([...CONTRACT_TAGS, ...moreTags.map((key) => key.toLowerCase())]);
  }

  /** @param arrival Seconds since the epoch. */
  reasonAgainst({ name, type, timestamp }: MetricPoint, arrival: number): LeftOut | undefined {
    if (!Object.hasOwn(TYPE_NAMES, type)) return "type not evaluated by the lab";
    if (!isMetricName(name)) return "name not allowed by Datadog";
    if (name.startsWith("datadog.dogstatsd.client.")) return "dd-trace's metrics of itself";
    const time = timestamp ?? arrival;
    const taken = time >= arrival - OLDEST && time <= arrival + LATEST;
    return taken ? undefined : "timestamp not taken by Datadog";
  }

  /** A line of the recording. */
  line({ name, type, values, tags, sampleRate, timestamp }: MetricPoint, arrival: number): string {
    const time = timestamp ?? Math.round(arrival * 1_000) / 1_000;
    const rate = sampleRate === 1 ? "" : `,"sampleRate":${sampleRate}`;
    return (
      `{"time":${time},"metric":"${name}","type":"${TYPE_NAMES[type as TypeCode]}",` +
      `"values":[${values.join(",")}],"tags":${this.tagList(tags)}${rate}}\n`
    );
  }

  private tagList(tags: readonly string[]): string {
    const asSent = tags.join(",");
    const known = this.forms.get(asSent);
    if (known !== undefined) return known;
    if (this.forms.size >= MAX_FORMS) this.forms.clear();
    const form = JSON.stringify(tags.flatMap((tag) => this.keptTag(tag)));
    this.forms.set(asSent, form);
    return form;
  }

  private keptTag(tag: string): string[] {
    const colon = tag.indexOf(":");
    const key = (colon < 0 ? tag : tag.slice(0, colon)).toLowerCase();
    if (this.keys.has(key)) {
      return [colon < 0 ? key : `${key}:${normalizeTagValue(key, tag.slice(colon + 1))}`];
    }
    // A tag without a value, or with an odd key, may be any text.
    const isName = colon > 0 && /^[a-z][\w.-]{0,60}$/.test(key);
    if (this.tagsLeftOut.size < MAX_KEYS) this.tagsLeftOut.add(isName ? key : "(no tag name)");
    return [];
  }
}
