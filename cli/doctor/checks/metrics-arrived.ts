import { closest, nameInEnv, type LlmServiceInEnv } from "../../../telemetry";
import { defineCheck, type Check } from "../check";
import { expectedMetrics } from "../expected";
import type { Facts } from "../facts";
import type { Known } from "../known";
import { Findings, type Finding } from "../finding";
import { inParallel } from "../in-parallel";
import { valuesOf } from "../tags";
import { counted, listed, shownValue } from "../words";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** How long ago the metrics of a service arrived, as lists of those that did. */
export interface Arrivals {
  readonly hour: readonly string[];
  readonly day: readonly string[];
  readonly week: readonly string[];
  /** Expected metrics that Datadog has never seen, of anyone. */
  readonly neverSeen: readonly string[];
  /** Values of `service` and, for this service, of `env`, where `llm.requests` came from. */
  readonly services: readonly string[];
  readonly envs: readonly string[];
}

/** Whether the metrics of each service arrive, and since when they do not. */
export const metricsArrived = defineCheck({
  id: "metrics arrived",
  what: "Does each metric that a used service sends arrive, and how long ago did it?",
  asks: [
    "GET /api/v1/metrics",
    "GET /api/v1/metrics/{name}",
    "GET /api/v2/metrics/{name}/all-tags",
  ],
  permissions: ["metrics_read"],
  faults: {
    "metric-never-seen": {
      result: "fail",
      what: "Datadog has never seen a metric that the service sends on every call.",
      cure: "Wrap the calls with datadog-llm/runtime, and let its DogStatsD port reach the agent (DD_AGENT_HOST, DD_DOGSTATSD_PORT); npx datadog-llm bootstrap makes metrics known before.",
    },
    "other-service": {
      result: "fail",
      what: "Metrics arrive, of a service that is spelled otherwise than declared.",
      cure: 'Start the service with DD_SERVICE=<service>, or declare it as it is: service: "<seen>".',
    },
    "other-env": {
      result: "fail",
      what: "Metrics of the service arrive, from another environment than declared.",
      cure: 'Start the service with DD_ENV=<env>, or declare it as it is: env: "<seen>".',
    },
    "service-silent": {
      result: "fail",
      what: "Nothing of the service arrived for a week.",
      cure: "Start the service with DD_SERVICE=<service> DD_ENV=<env> and an agent that it reaches; the first call sends llm.requests.",
    },
    "metric-stopped": {
      result: "warn",
      what: "The service's metrics arrived before, and not within the last hour.",
      cure: "Look whether the service runs and has traffic, and at the agent's log (dogstatsd); nothing, where it is idle.",
    },
    "metric-not-sent": {
      result: "warn",
      what: "The service sends llm.requests, but not another metric that its declaration promises.",
      cure: "Wrap the code for it (docs/runtime.md), or take it out of the declaration: <metrics>.",
    },
  },
  async run({ app, facts }): Promise<Finding[]> {
    const services = app.stacks.flatMap((stack) => stack.services);
    return (
      await inParallel(services, async (service) => {
        const arrivals = await arrivalsOf(facts, service);
        if (arrivals.known) return arrivedFindings(service, arrivals.value);
        return [new Findings(metricsArrived, nameInEnv(service)).unknown(arrivals)];
      })
    ).flat();
  },
});

async function arrivalsOf(facts: Facts, declared: LlmServiceInEnv): Promise<Known<Arrivals>> {
  const { service, env } = declared;
  const spans: string[][] = [];
  for (const seconds of [HOUR, DAY, WEEK]) {
    const active = await facts.activeMetrics({ service, env }, seconds);
    if (!active.known) return active;
    spans.push([...active.value]);
  }
  const [hour = [], day = [], week = []] = spans;
  const neverSeen: string[] = [];
  for (const metric of expectedMetrics(declared).filter((one) => !week.includes(one))) {
    const type = await facts.typeOf(metric);
    if (!type.known) return type;
    if (type.value === undefined) neverSeen.push(metric);
  }
  const isSilent = !week.includes("llm.requests") && !neverSeen.includes("llm.requests");
  const all = isSilent ? await facts.tagsOf("llm.requests") : undefined;
  const own = isSilent ? await facts.tagsOf("llm.requests", { service }) : undefined;
  const services = all?.known ? valuesOf("service", all.value.ingested) : [];
  const envs = own?.known ? valuesOf("env", own.value.ingested) : [];
  return { known: true, value: { hour, day, week, neverSeen, services, envs } };
}

function arrivedFindings(declared: LlmServiceInEnv, arrivals: Arrivals): Finding[] {
  const { hour, day, week, neverSeen } = arrivals;
  const findings = new Findings(metricsArrived, nameInEnv(declared));
  const expected = expectedMetrics(declared);
  if (neverSeen.includes("llm.requests")) {
    const found = `Datadog has never seen ${listed(neverSeen)}.`;
    return [findings.fault("metric-never-seen", found)];
  }
  if (!week.includes("llm.requests")) return [whereElse(findings, declared, arrivals)];
  const stopped = expected.filter((metric) => week.includes(metric) && !hour.includes(metric));
  const unsent = expected.filter((metric) => !week.includes(metric));
  const faults = [
    ...stopped.slice(0, 1).map(() => {
      const age = stopped.some((metric) => !day.includes(metric)) ? "day" : "hour";
      const found = `${listed(stopped)} last arrived more than ${age === "day" ? "a day" : "an hour"} ago.`;
      return findings.fault("metric-stopped", found);
    }),
    ...unsent.slice(0, 1).map(() =>
      findings.fault("metric-not-sent", `llm.requests arrives, ${listed(unsent)} does not.`, {
        metrics: listed(unsent),
      }),
    ),
  ];
  if (faults.length > 0) return faults;
  return [findings.ok(`All ${counted(expected.length, "metric")} arrived within the last hour.`)];
}

type ArrivalFault = typeof metricsArrived extends Check<infer F> ? F : never;

/** Why nothing of a service arrives. */
function whereElse(
  findings: Findings<ArrivalFault>,
  { service, env }: LlmServiceInEnv,
  { services, envs }: Arrivals,
): Finding {
  const [seenEnv] = envs;
  if (seenEnv !== undefined && !envs.includes(env)) {
    const found = `Metrics of ${service} arrive from env ${listed(envs.map(shownValue))}.`;
    return findings.fault("other-env", found, { env, seen: closest(env, envs) ?? seenEnv });
  }
  const seen = closest(service, services);
  if (seen !== undefined && !services.includes(service)) {
    const found = `Nothing arrives of ${service}; but of service ${shownValue(seen)}.`;
    return findings.fault("other-service", found, { service, seen });
  }
  const others = services.length > 0 ? ` llm.requests arrives from ${listed(services)}.` : "";
  const found = `Nothing of ${service} arrived from env ${env} for a week.${others}`;
  return findings.fault("service-silent", found, { service, env });
}
