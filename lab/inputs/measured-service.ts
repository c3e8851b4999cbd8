import { nameInEnv, type LlmServiceInEnv, type TrafficDeclaration } from "../../telemetry";
import type { Point } from "../metrics";
import { meanOf, quantileOf, type MeasuredRequests } from "../scenarios/measured-requests";
import { rhythm } from "../scenarios/rhythm";
import { RequestCensus, type Tags } from "./request-census";

/** What a recording says of one service. */
export interface MeasuredService {
  /** As declared, and as measured where the declaration says nothing. */
  readonly service: LlmServiceInEnv & { readonly measured?: MeasuredRequests };
  /** Whether the recording has enough of it. */
  readonly isMeasured: boolean;
  /** What was measured, or why nothing was, in sentences. */
  readonly notes: readonly string[];
}

/** A 95th percentile is read off so many values, and a rhythm off so many minutes. */
const MIN_REQUESTS = 200;
const MIN_MINUTES = 30;
const HOUR = 3_600;
const DAY = 24 * HOUR;
/** A service rests where this part of its busiest hour is not reached, for at least so many hours. */
const RESTING = 0.01;
const MIN_RESTING_HOURS = 4;
const SHORTER_THAN_A_DAY =
  "the recording is shorter than a day, so the lab's own rhythm of a day is played: a service that " +
  "rests in some hours needs a longer one, or traffic.hours in its declaration.";

/**
 * Measures services by a recording, which is read once: how many requests there are, how they divide
 * into features, prompts and models, how long they take, and how many tokens, calls of tools and
 * evaluations they have. Failures and scores are not measured: an incident may have been recorded.
 */
export function measureServices(
  services: readonly LlmServiceInEnv[],
  points: Iterable<Required<Point>>,
): MeasuredService[] {
  const censuses = new Map<string, RequestCensus>();
  for (const service of services) censuses.set(nameInEnv(service), new RequestCensus(service));
  const recorded = new Set<string>();
  const known = new WeakMap<readonly string[], { readonly name: string; readonly tags: Tags }>();
  const time: RecordedTime = { first: Infinity, last: -Infinity };
  for (const point of points) {
    time.first = Math.min(time.first, point.timestamp);
    time.last = Math.max(time.last, point.timestamp);
    let found = known.get(point.tags);
    if (!found) {
      const tags = tagsOf(point.tags);
      const [service = "no service", env = "no env"] = [tags.get("service"), tags.get("env")];
      known.set(point.tags, (found = { name: nameInEnv({ service, env }), tags }));
    }
    if (point.name === "llm.requests") recorded.add(found.name);
    censuses.get(found.name)?.add(point, found.tags);
  }
  return services.map((service) =>
    measuredService(service, censuses.get(nameInEnv(service)), [...recorded], time),
  );
}

/** From the first to the last point of any service, in seconds since the epoch. */
interface RecordedTime {
  first: number;
  last: number;
}

function tagsOf(tags: readonly string[]): Tags {
  return new Map(
    tags.map((tag): [string, string] => {
      const [key = "", ...value] = tag.split(":");
      return [key, value.join(":")];
    }),
  );
}

function measuredService(
  service: LlmServiceInEnv,
  census: RequestCensus | undefined,
  recorded: readonly string[],
  time: RecordedTime,
): MeasuredService {
  const name = nameInEnv(service);
  const unmeasured = (reason: string): MeasuredService => ({
    service,
    isMeasured: false,
    notes: [`${name}: ${reason}`],
  });
  if (!census || census.requests === 0) {
    const there = recorded.length === 0 ? "no llm.requests of any service" : recorded.join(", ");
    return unmeasured(`the recording has no llm.requests of it; it has ${there}.`);
  }
  const minutes = (census.last - census.first) / 60;
  if (census.requests < MIN_REQUESTS || minutes < MIN_MINUTES) {
    return unmeasured(
      `the recording has ${amount(census.requests)} requests in ${amount(minutes)} minutes of it; ` +
        `a measure takes ${MIN_REQUESTS} requests and ${MIN_MINUTES} minutes.`,
    );
  }
  const measured = census.measured();
  if (measured.kinds.length === 0) {
    return unmeasured(
      `nothing that was recorded is declared: ${[...census.undeclared].join(", ")}.`,
    );
  }
  const isOfDay = time.last - time.first >= DAY;
  const traffic = trafficOf(census, isOfDay);
  return {
    service: { ...service, traffic: service.traffic ?? traffic, measured },
    isMeasured: true,
    notes: [
      `${name}: ${measuredText(census, traffic, measured)}`,
      ...(isOfDay || service.traffic ? [] : [`${name}: ${SHORTER_THAN_A_DAY}`]),
      ...differences(service, traffic, census, measured).map((text) => `${name}: ${text}`),
    ],
  };
}

/** The peak that, with the lab's rhythm, makes as many requests in the same time. */
function trafficOf(
  { requests, first, last, byHour }: RequestCensus,
  isOfDay: boolean,
): TrafficDeclaration {
  const hours = isOfDay ? hoursOf(byHour) : undefined;
  let minutesOfPeak = 0;
  for (let time = first; time < last; time += 60) minutesOfPeak += rhythm(time, hours);
  const perMinute = Number((requests / minutesOfPeak).toPrecision(3));
  return hours ? { perMinute, hours } : { perMinute };
}

/** The hours with requests, where the service rests in the others. */
function hoursOf(byHour: Float64Array): TrafficDeclaration["hours"] {
  const busiest = Math.max(...byHour);
  const rests = (hour: number): boolean => (byHour[hour % 24] ?? 0) < RESTING * busiest;
  const begins = [...byHour.keys()].filter((hour) => rests(hour + 23) && !rests(hour));
  const [from] = begins;
  // Several batches a day are played as one that lasts all day.
  if (from === undefined || begins.length > 1) return undefined;
  let lasts = 0;
  while (lasts < 24 && !rests(from + lasts)) lasts += 1;
  return 24 - lasts < MIN_RESTING_HOURS ? undefined : { from, to: (from + lasts) % 24 };
}

function measuredText(
  { requests, first, last }: RequestCensus,
  { perMinute, hours }: TrafficDeclaration,
  { all }: MeasuredRequests,
): string {
  const of = [
    `${perMinute} requests a minute at the peak`,
    ...(hours ? [`from ${hours.from} to ${hours.to} o'clock UTC`] : []),
    ...(all.latencyMs ? [`p95 latency ${amount(quantileOf(all.latencyMs, 0.95))} ms`] : []),
    ...(all.firstTokenMs
      ? [`p95 to the first token ${amount(quantileOf(all.firstTokenMs, 0.95))} ms`]
      : []),
    ...(all.inputTokens ? [`${amount(meanOf(all.inputTokens))} tokens sent`] : []),
    ...(all.outputTokens ? [`${amount(meanOf(all.outputTokens))} generated, in the mean`] : []),
  ];
  const hoursOfIt = amount((last - first) / HOUR);
  return `measured by ${amount(requests)} requests in ${hoursOfIt} hours: ${of.join(", ")}.`;
}

/** Where declaration and recording say different things, or one of them nothing. */
function differences(
  { traffic, features, prompts, models }: LlmServiceInEnv,
  { perMinute }: TrafficDeclaration,
  { requests, undeclared, undeclaredRequests }: RequestCensus,
  { kinds, all }: MeasuredRequests,
): string[] {
  const missing = [
    ["llm.latency_ms", all.latencyMs],
    ["llm.first_token_latency_ms", all.firstTokenMs],
    ["llm.input_tokens", all.inputTokens],
    ["llm.output_tokens", all.outputTokens],
    ["llm.estimated_cost_usd", all.pricePerThousand],
  ].flatMap(([metric, values]) => (values === undefined ? [metric] : []));
  const unseen = [
    ...unseenOf(
      "feature",
      Object.keys(features),
      kinds.map(({ feature }) => feature),
    ),
    ...unseenOf(
      "prompt",
      Object.keys(prompts),
      kinds.map(({ prompt }) => prompt),
    ),
    ...unseenOf(
      "model",
      Object.values(models).flat(),
      kinds.map(({ model }) => model),
    ),
  ];
  const part = (100 * undeclaredRequests) / requests;
  return [
    ...(traffic
      ? [
          `${traffic.perMinute} requests a minute are declared, and played; measured are ${perMinute}.`,
        ]
      : []),
    ...(unseen.length > 0 ? [`not recorded, and not played: ${unseen.join(", ")}.`] : []),
    ...(undeclared.size > 0
      ? [
          `${amount(part)} % of the requests are not declared, and not played: ${[...undeclared].join(", ")}.`,
        ]
      : []),
    ...(missing.length > 0
      ? [`not recorded, and therefore the lab's own: ${missing.join(", ")}.`]
      : []),
  ];
}

function unseenOf(what: string, declared: readonly string[], seen: readonly string[]): string[] {
  return [...new Set(declared)]
    .filter((name) => !seen.includes(name))
    .map((name) => `${what} ${name}`);
}

function amount(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en");
}
