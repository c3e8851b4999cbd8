import type { PlannedSettings } from "../app/doctor-app";
import { defineCheck } from "../check";
import { allKnown } from "../known";
import type { TagConfiguration } from "../shapes";
import { Findings, type Finding } from "../finding";
import { inParallel } from "../in-parallel";
import { counted, listed } from "../words";

/** Settings as synthesized, and as Datadog has them. */
export interface SettingsPair {
  readonly plan: PlannedSettings;
  readonly deployed: TagConfiguration | undefined;
}

/** Whether the metrics have the settings that the app synthesizes. */
export const metricSettings = defineCheck({
  id: "metric settings",
  what: "Have the metrics the settings (tags, type) that the app synthesizes?",
  asks: ["GET /api/v2/metrics/{name}/tags"],
  permissions: ["metrics_read"],
  faults: {
    "settings-missing": {
      result: "warn",
      what: "A metric has no settings: every tag counts as custom metric, and there are no percentiles.",
      cure: "npx datadog-llm bootstrap --wait, then npx cdktf deploy <stack>",
    },
    "settings-tags": {
      result: "fail",
      what: "A metric's settings lack a tag that the app wants queryable.",
      cure: "npx cdktf deploy <stack>",
    },
    "settings-type": {
      result: "warn",
      what: "A metric's settings are those of another type: something else sends metrics under this name.",
      cure: "Find what sends them, and delete their tag configuration in Datadog before the next deployment. Metrics: <metrics>.",
    },
  },
  async run({ app, facts, site }): Promise<Finding[]> {
    const asked = await inParallel(app.settings, ({ metric }) => facts.tagConfiguration(metric));
    const all = allKnown(asked);
    if (!all.known) return [new Findings(metricSettings, site).unknown(all)];
    const pairs = app.settings.map((plan, index) => ({ plan, deployed: all.value[index] }));
    return settingsFindings(site, pairs);
  },
});

function settingsFindings(site: string, pairs: readonly SettingsPair[]): Finding[] {
  const findings = new Findings(metricSettings, site);
  const [first] = pairs;
  if (first === undefined) return [findings.ok("This app has no LlmMetricSettings.")];
  const { stack } = first.plan;
  const lacking = {
    "settings-missing": pairs.filter(({ deployed }) => deployed === undefined),
    "settings-tags": pairs.filter(({ plan, deployed }) => deployed && lacksTags(plan, deployed)),
    "settings-type": pairs.filter(
      ({ plan, deployed }) => deployed && kindOf(deployed.metric_type) !== kindOf(plan.type),
    ),
  };
  const words = {
    "settings-missing": "without settings",
    "settings-tags": "not queryable by every tag",
    "settings-type": "with settings of another type",
  };
  const faults = (Object.keys(words) as (keyof typeof words)[]).flatMap((fault) => {
    const metrics = lacking[fault].map(({ plan }) => plan.metric);
    if (metrics.length === 0) return [];
    const found = `${counted(metrics.length, "metric")} ${words[fault]}: ${listed(metrics)}.`;
    return [findings.fault(fault, found, { stack, metrics: listed(metrics) })];
  });
  if (faults.length > 0) return faults;
  return [findings.ok(`${counted(pairs.length, "metric")} with settings as synthesized.`)];
}

/** Datadog stores a count of DogStatsD as a rate; settings of either fit it. */
function kindOf(type: string | undefined): string | undefined {
  return type === "count" ? "rate" : type;
}

/** In the mode that excludes, the list holds what is not queryable. */
function lacksTags({ tags }: PlannedSettings, deployed: TagConfiguration): boolean {
  const isListed = (tag: string): boolean => deployed.tags.includes(tag);
  return deployed.exclude_tags_mode ? tags.some(isListed) : !tags.every(isListed);
}
