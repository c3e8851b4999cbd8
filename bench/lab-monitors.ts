/**
 * Evaluates 100 monitors × 20 groups over 7 days of minutes, on one core, as the lab does: some
 * hours of points, then their evaluations. Only the latter are timed.
 *
 * Prints a table and, as the last line, one JSON object.
 *
 * Run: node --import tsx bench/lab-monitors.ts
 */
import { MetricStore } from "../lab/metrics";
import { MonitorEvaluator } from "../lab/monitors";
import { monitorsOfStack } from "../lab/inputs";

const MONITORS = Number(process.env["BENCH_MONITORS"] ?? 100);
const GROUPS = 20;
const DAYS = 7;
const HOUR = 3_600;
/** Hours of points, and then of evaluations, at once. */
const BATCH_HOURS = 12;
/** Midnight, UTC. */
const START = 1_780_272_000;

const by = "{env:production,service:bench} by {model}";
/** The shapes that a service's monitors have, with a weight that resembles a synthesized stack. */
const SHAPES: readonly {
  readonly kind: string;
  readonly weight: number;
  readonly query: string;
}[] = [
  {
    kind: "error rate",
    weight: 5,
    query: `sum(last_10m):100 * sum:llm.errors${by}.as_count() / sum:llm.requests${by}.as_count() > 3`,
  },
  { kind: "volume", weight: 7, query: `sum(last_10m):sum:llm.requests${by}.as_count() >= 50` },
  { kind: "p95 latency", weight: 2, query: `percentile(last_15m):p95:llm.latency_ms${by} > 8000` },
  {
    kind: "cost spike",
    weight: 1,
    query: `sum(last_1h):sum:llm.estimated_cost_usd${by}.as_count() - 2 * calendar_shift(sum:llm.estimated_cost_usd${by}.as_count(), "-1d", "UTC") > 10`,
  },
  {
    kind: "eval change",
    weight: 1,
    query: `change(avg(last_4h),last_1d):avg:llm.eval.correctness${by} < -0.05`,
  },
  { kind: "retrieval", weight: 1, query: `avg(last_15m):avg:llm.retrieval.top_score${by} < 0.55` },
  { kind: "composite", weight: 3, query: "${datadog_monitor.m0.id} && ${datadog_monitor.m1.id}" },
];

function stack(): unknown {
  const shapes = SHAPES.flatMap((shape) => Array.from({ length: shape.weight }, () => shape.query));
  // Interleaved, so that any number of monitors has the same mixture; the first two are members.
  const ordered = [SHAPES[0]!.query, SHAPES[1]!.query, ...shapes.slice(2)];
  const monitors = Array.from({ length: MONITORS }, (_, index) => {
    const query = ordered[(index * 7) % ordered.length] ?? "";
    const used = index < 2 ? (SHAPES[index]?.query ?? "") : query;
    const type = used.includes("&&") ? "composite" : "query alert";
    return [
      `m${index}`,
      {
        name: `m${index}`,
        type,
        query: used,
        message: "{{model.name}} @slack-bench",
        require_full_window: false,
        ...(type === "composite" ? {} : { evaluation_delay: 60, on_missing_data: "resolve" }),
      },
    ];
  });
  return { resource: { datadog_monitor: Object.fromEntries(monitors) as unknown } };
}

let seed = 1;
function random(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
}

const TAGS = Array.from({ length: GROUPS }, (_, index) => [
  "env:production",
  "service:bench",
  `model:model-${index}`,
]);

function fillHour(store: MetricStore, from: number): number {
  let points = 0;
  const add = (
    type: "count" | "distribution",
    name: string,
    tags: string[],
    value: number,
    time: number,
  ) => {
    store.add(type, name, tags, value, time);
    points += 1;
  };
  for (let time = from; time < from + HOUR; time += 10) {
    for (const tags of TAGS) {
      add("count", "llm.requests", tags, 2, time);
      if (random() < 0.01) add("count", "llm.errors", tags, 1, time);
      add("distribution", "llm.latency_ms", tags, 500 + 3_000 * random() ** 3, time);
      add("distribution", "llm.latency_ms", tags, 500 + 3_000 * random() ** 3, time);
      add("distribution", "llm.estimated_cost_usd", tags, 0.01 * random(), time);
      add("distribution", "llm.eval.correctness", tags, 0.8 + 0.2 * random(), time);
      add("distribution", "llm.retrieval.top_score", tags, 0.6 + 0.3 * random(), time);
    }
  }
  return points;
}

const store = new MetricStore();
const evaluator = new MonitorEvaluator({ store, monitors: monitorsOfStack(stack()), start: START });
if (evaluator.unsupported.length > 0) throw new Error(JSON.stringify(evaluator.unsupported));
let [points, fillMs, evaluateMs, evaluateCpuMs] = [0, 0, 0, 0];
for (let hour = 0; hour < DAYS * 24; hour += BATCH_HOURS) {
  const filled = performance.now();
  for (let next = 0; next < BATCH_HOURS; next += 1) {
    points += fillHour(store, START + (hour + next) * HOUR);
  }
  const advanced = performance.now();
  const cpu = process.cpuUsage();
  evaluator.advance(START + (hour + BATCH_HOURS) * HOUR);
  const { user, system } = process.cpuUsage(cpu);
  fillMs += advanced - filled;
  evaluateMs += performance.now() - advanced;
  evaluateCpuMs += (user + system) / 1_000;
}

const evaluations = evaluator.evaluated.length * GROUPS * DAYS * 24 * 60;
const result = {
  name: "lab-monitors",
  monitors: evaluator.evaluated.length,
  groups: GROUPS,
  days: DAYS,
  evaluations,
  evaluateSeconds: evaluateMs / 1_000,
  /** Less than the seconds passed where the machine is busy with something else. */
  evaluateCpuSeconds: evaluateCpuMs / 1_000,
  nanosecondsPerEvaluation: (evaluateMs * 1e6) / evaluations,
  pointsPerSecond: Math.round(points / (fillMs / 1_000)),
  events: evaluator.events.length,
  rssMegabytes: Math.round(process.memoryUsage().rss / 1e6),
};
console.table(result);
console.log(JSON.stringify(result));
