import {
  closest,
  nameInEnv,
  releasesOf,
  type LlmServiceInEnv,
  type MetricName,
} from "../../../telemetry";
import { defineCheck } from "../check";
import type { Facts } from "../facts";
import type { Known } from "../known";
import { Findings, type Finding } from "../finding";
import { inParallel } from "../in-parallel";
import { valuesOf } from "../tags";
import { listed, shownValue } from "../words";

/** The values of one tag: those declared, and those of the last day. */
export interface Values {
  readonly tag: string;
  readonly declared: readonly string[];
  readonly seen: readonly string[];
  /** Other values are no fault: a declaration names only some of them. */
  readonly open?: true;
}

/** What the runtime sends where a value is not known, not given, or one of too many. */
const PLACEHOLDERS = ["unknown", "none", "other"];

/** Whether the tags have the values that the service declares. */
export const tagValues = defineCheck({
  id: "tag values",
  what: "Are features, prompts, providers, models, tools and evaluations spelled as declared?",
  asks: ["GET /api/v2/metrics/{name}/all-tags"],
  permissions: ["metrics_read"],
  faults: {
    "value-misspelt": {
      result: "fail",
      what: "A value arrives that is one declared, spelled otherwise: its alerts see nothing of it.",
      cure: "Write <declared> where the call is made (<tag>), or <seen> in the declaration.",
    },
    "value-undeclared": {
      result: "warn",
      what: "A value arrives that the service does not declare: alerts made per declared name do not cover it.",
      cure: "Add <values> to the declaration (<tag>) and deploy, or stop sending it.",
    },
    "value-unseen": {
      result: "warn",
      what: "A declared value did not arrive for a day.",
      cure: "Nothing, where it is not used yet; otherwise compare the call's <tag> with the declaration.",
    },
  },
  async run({ app, facts }): Promise<Finding[]> {
    const services = app.stacks.flatMap((stack) => stack.services);
    return (
      await inParallel(services, async (service) => {
        const values = await valuesIn(facts, service);
        if (values.known) return valueFindings(nameInEnv(service), values.value);
        return [new Findings(tagValues, nameInEnv(service)).unknown(values)];
      })
    ).flat();
  },
});

/** Tags of which a declaration names some values only. */
const OPEN: readonly string[] = ["prompt_version", "operation"];

/** The declared values of each tag, and the metric that carries it. */
function declaredValues(service: LlmServiceInEnv) {
  const { features, prompts, models, tools = [], evals = {} } = service;
  const versions = releasesOf(service).flatMap(({ release }) => [
    release.baseline,
    release.candidate,
  ]);
  const rows: readonly (readonly [string, MetricName, readonly string[]])[] = [
    ["feature", "llm.requests", Object.keys(features)],
    ["prompt_name", "llm.requests", Object.keys(prompts)],
    ["prompt_version", "llm.requests", versions],
    ["provider", "llm.requests", Object.keys(models)],
    ["model", "llm.requests", Object.values(models).flat()],
    ["tool", "llm.tool_calls", tools],
    ["eval_name", "llm.eval.runs", Object.keys(evals)],
    // Nobody declares it; the alerts about answers see nothing else.
    ["operation", "llm.requests", ["chat"]],
  ];
  return rows.filter(([, , declared]) => declared.length > 0);
}

async function valuesIn(facts: Facts, service: LlmServiceInEnv): Promise<Known<Values[]>> {
  const found: Values[] = [];
  for (const [tag, metric, declared] of declaredValues(service)) {
    const { service: name, env } = service;
    const tags = await facts.tagsOf(metric, { service: name, env });
    if (!tags.known) return tags;
    const seen = valuesOf(tag, tags.value.ingested);
    found.push({ tag, declared, seen, ...(OPEN.includes(tag) ? { open: true } : {}) });
  }
  return { known: true, value: found };
}

function valueFindings(about: string, all: readonly Values[]): Finding[] {
  const findings = new Findings(tagValues, about);
  // Without any value there is no traffic, of which another check speaks.
  const faults = all.flatMap(({ tag, declared, seen, open }) => {
    if (seen.length === 0) return [];
    const unseen = declared.filter((value) => !seen.includes(value));
    const other = open ? [] : seen.filter((value) => !isDeclared(value, declared));
    const misspelt = other.flatMap((value) => {
      const meant = closest(value, unseen);
      return meant === undefined ? [] : [{ value, meant }];
    });
    const undeclared = other.filter((value) => !misspelt.some((one) => one.value === value));
    const absent = unseen.filter((value) => !misspelt.some(({ meant }) => meant === value));
    return [
      ...misspelt.map(({ value, meant }) =>
        findings.fault(
          "value-misspelt",
          `${tag}:${shownValue(value)} arrives, ${meant} is declared.`,
          {
            declared: meant,
            seen: shownValue(value),
            tag,
          },
        ),
      ),
      ...undeclared.slice(0, 1).map(() => {
        const values = listed(undeclared.map(shownValue));
        return findings.fault("value-undeclared", `Not declared: ${tag} ${values}.`, {
          values,
          tag,
        });
      }),
      ...absent.slice(0, 1).map(() =>
        findings.fault(
          "value-unseen",
          `Declared, and not seen for a day: ${tag} ${listed(absent)}.`,
          {
            tag,
          },
        ),
      ),
    ];
  });
  if (faults.length > 0) return faults;
  const some = all.some(({ seen }) => seen.length > 0);
  return [findings.ok(some ? "All values are as declared." : "No values yet to compare.")];
}

function isDeclared(value: string, declared: readonly string[]): boolean {
  return declared.includes(value) || PLACEHOLDERS.includes(value);
}
