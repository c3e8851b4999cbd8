import { alertsOf, monitorsOfStack } from "../../../lab";
import { MetricStore } from "../../../lab/metrics";
import { MonitorEvaluator } from "../../../lab/monitors";
import { SimulatedClock, SinkTracer } from "../../../lab/simulation";
import { createLlmTelemetry, type LlmTelemetry } from "../../../runtime";
import { defineLlmService } from "../../../telemetry";
import { synthService } from "../../support/synth";

const GATEWAY = { provider: "gateway", model: "default" } as const;
const EMBEDDER = { provider: "openai", model: "text-embedding-3-small" } as const;

/** A gateway that calls every model by one name, so that not even the model tells calls apart. */
const service = defineLlmService({
  service: "search",
  env: "production",
  team: "search",
  features: { answers: { userFacing: true } },
  prompts: { answer: {} },
  models: { gateway: ["default"], openai: ["text-embedding-3-small"] },
});

const stack = synthService(service, { objectives: { availability: {}, latency: {} } });
const monitors = monitorsOfStack(JSON.parse(stack.text));

interface Minute {
  readonly chatMs?: number;
  readonly chatsFail?: number;
  readonly embeddingsFail?: number;
}

type Telemetry = LlmTelemetry<typeof service>;
const START = 1_780_358_400;
const CHATS = 8;
const EMBEDDINGS = 80;

/** An hour of eight answers a minute with ten embeddings each; then an hour of trouble. */
function alertsIn(trouble: Minute, embedder: typeof GATEWAY | typeof EMBEDDER): string[] {
  const store = new MetricStore();
  const clock = new SimulatedClock(START * 1_000);
  const tracer = new SinkTracer({ store, clock, service });
  const llm = createLlmTelemetry({ tracer, service, clock: clock.read, prices: false });
  const evaluator = new MonitorEvaluator({ store, monitors, start: START });
  for (let minute = 0; minute < 120; minute += 1) {
    const now = minute < 60 ? {} : trouble;
    const at = (START + minute * 60 + 30) * 1_000;
    llm.withPrompt({ name: "answer", version: "1", feature: "answers" }, () => {
      for (let n = 0; n < EMBEDDINGS; n += 1) {
        clock.milliseconds = at;
        call(llm, clock, embedder, "embeddings", n < EMBEDDINGS * (now.embeddingsFail ?? 0));
      }
      for (let n = 0; n < CHATS; n += 1) {
        clock.milliseconds = at;
        call(llm, clock, GATEWAY, "chat", n < CHATS * (now.chatsFail ?? 0), now.chatMs);
      }
    });
  }
  evaluator.advance(START + 120 * 60);
  expect(evaluator.unsupported).toEqual([]);
  const fired = new Set(
    evaluator.events.filter(({ to }) => to === "Alert").map(({ monitor }) => monitor),
  );
  return alertsOf(monitors)
    .filter(({ monitor }) => fired.has(monitor.id))
    .map(({ signal, key }) => `${signal}/${key}`)
    .sort();
}

function call(
  to: Telemetry,
  clock: SimulatedClock,
  model: typeof GATEWAY | typeof EMBEDDER,
  operation: "chat" | "embeddings",
  fails: boolean,
  ms = 1_500,
): void {
  const request = to.startRequest({ ...model, operation });
  clock.milliseconds += operation === "chat" ? ms : 40;
  if (fails) request.fail({ status: 503 });
  else request.end({ inputTokens: 100, costUsd: 0.0001 });
}

describe("ten embeddings beside every answer", () => {
  it("are no trouble", () => {
    expect(alertsIn({}, GATEWAY)).toEqual([]);
  });

  it("hide no slow answers, not even under the name of the same model", () => {
    expect(alertsIn({ chatMs: 12_000 }, GATEWAY)).toEqual(
      expect.arrayContaining(["latency_p95/answers", "slo_burn_rate/latency-1h"]),
    );
  });

  it("hide no failing answers from the alert of their model, nor from the objective", () => {
    expect(alertsIn({ chatsFail: 0.25 }, EMBEDDER)).toEqual(
      expect.arrayContaining(["provider_error_rate/", "slo_burn_rate/availability-1h"]),
    );
  });

  it("page when they fail themselves, as a model like any other", () => {
    expect(alertsIn({ embeddingsFail: 0.5 }, EMBEDDER)).toEqual(["provider_error_rate/"]);
  });
});
