import type { MetricStore } from "../../lab/metrics";
import { firstModel, versionsOf } from "../../lab/scenarios";
import { SimulatedClock, SinkTracer } from "../../lab/simulation";
import type { AnyService } from "../../lab/simulation/play-request";
import { createLlmTelemetry, type LlmTelemetry } from "../../runtime";
import type { EvalStage, LlmServiceInEnv } from "../../telemetry";
import type { CrowdedScenario } from "./crowded-scenarios";

type Telemetry = LlmTelemetry<AnyService>;

const CALLS_PER_MINUTE = 20;
const MINUTE = 60;

/** What is not watched, played into the store of what is, by the real runtime. */
export class Crowd {
  private readonly clock: SimulatedClock;
  private readonly own: Telemetry;
  private readonly others: readonly Telemetry[];

  /** @param now seconds since the epoch: it begins there */
  constructor(
    private readonly store: MetricStore,
    private readonly service: LlmServiceInEnv,
    private readonly scenario: CrowdedScenario,
    private now: number,
  ) {
    this.clock = new SimulatedClock(now * 1_000);
    this.own = this.telemetryOf(withMore(service));
    this.others = [
      { ...service, env: "staging" },
      { ...service, service: "helpdesk" },
    ].map((other) => this.telemetryOf(other));
  }

  /** @param to seconds since the epoch */
  playUpTo(to: number): void {
    for (; this.now < to; this.now += MINUTE) {
      for (let n = 0; n < CALLS_PER_MINUTE; n += 1) {
        const at = (this.now + (MINUTE * n) / CALLS_PER_MINUTE) * 1_000;
        for (const other of this.others) this.at(at, () => this.brokenCall(other, n));
        if (this.scenario.crowd === "inside") this.at(at, () => this.unwatchedCalls(n));
      }
    }
  }

  private telemetryOf(service: LlmServiceInEnv): Telemetry {
    const { store, clock } = this;
    const tracer = new SinkTracer({ store, clock, service });
    const none = { description: "", tools: [], evals: {}, promptVariants: [], tenantTiers: [] };
    return createLlmTelemetry<AnyService>({
      tracer,
      service: { ...none, ...service },
      clock: clock.read,
      prices: false,
    });
  }

  private at(milliseconds: number, play: () => void): void {
    this.clock.milliseconds = milliseconds;
    play();
  }

  private get kind() {
    const { service } = this;
    const [feature = ""] = Object.keys(service.features);
    const [name = ""] = Object.keys(service.prompts);
    return { feature, name, model: firstModel(service), ...versionsOf(service, name) };
  }

  /** Another environment or service, under the same names: all that can be bad is. */
  private brokenCall(llm: Telemetry, n: number): void {
    const { feature, name, model, candidate } = this.kind;
    const fails = n % 2 === 0;
    llm.withPrompt({ name, version: candidate, feature }, () => {
      this.answer(llm, model, 60_000, fails ? "provider" : undefined, 5);
      llm.startRetrieval({ index: "x" }).end({ hitCount: 1, topScore: 0.05 });
      for (const tool of this.service.tools ?? [])
        llm.startTool({ name: tool }).end({ failed: fails });
      llm.validation({ schema: "x" }, (validation) => validation.set({ valid: fails }));
      this.scores(llm, 0.2, "online");
    });
  }

  /** In the service itself: a feature and a prompt, operations, failures and test datasets. */
  private unwatchedCalls(n: number): void {
    const { feature, name, model, baseline, candidate } = this.kind;
    const { own } = this;
    const version = n % 2 === 0 ? baseline : candidate;
    own.withPrompt({ name: "summary", version, feature: "batch" }, () => {
      this.answer(own, model, 60_000, undefined, 0);
      own.startRetrieval({ index: "x" }).end({ hitCount: 1, topScore: 0.05 });
      this.scores(own, version === baseline ? 0.95 : 0.4, "online");
      if (this.scenario.badOutput)
        own.validation({ schema: "x" }, (validation) => validation.set({ valid: false }));
    });
    // A version that is neither of the two compared, and better than both.
    if (n % 4 === 0)
      own.withPrompt({ name, version: "experiment", feature }, () => this.scores(own, 1, "online"));
    own.withPrompt({ name, version: candidate, feature }, () => {
      const slow = { ...model, operation: n % 2 === 0 ? "image" : "speech" } as const;
      this.answer(own, slow, 60_000, undefined, 0);
      this.answer(own, model, 1_000, n % 2 === 0 ? "policy" : "validation", 0);
      this.scores(own, 0, OTHER_STAGES[n % OTHER_STAGES.length] ?? "shadow");
    });
  }

  private answer(
    llm: Telemetry,
    call: Parameters<Telemetry["startRequest"]>[0],
    ms: number,
    errorType: "provider" | "policy" | "validation" | undefined,
    costUsd: number,
  ): void {
    const request = llm.startRequest(call);
    this.clock.milliseconds += ms / 2;
    request.firstToken();
    this.clock.milliseconds += ms / 2;
    request.end({ inputTokens: 1, outputTokens: 1, costUsd, ...(errorType ? { errorType } : {}) });
    this.clock.milliseconds -= ms;
  }

  private scores(llm: Telemetry, score: number, stage: EvalStage) {
    for (const name of Object.keys(this.service.evals ?? {})) {
      llm.evaluation({ name, type: "llm_judge", score, pass: score >= 0.7, stage });
    }
  }
}

/** Whose scores are no production's. */
const OTHER_STAGES = ["pre_release", "shadow", "post_incident"] as const;

/** The service, with a feature and a prompt that nobody watches. */
function withMore(service: LlmServiceInEnv): LlmServiceInEnv {
  const { features, prompts } = service;
  return { ...service, features: { ...features, batch: {} }, prompts: { ...prompts, summary: {} } };
}
