import { measureServices } from "../../../lab/inputs/measured-service";
import type { Point } from "../../../lab/metrics";
import {
  quantileOf,
  type MeasuredRequests,
  type PlayedService,
} from "../../../lab/scenarios/measured-requests";
import { recordedPoints } from "../../../scripts/recorded-points";
import type { LlmServiceInEnv } from "../../../telemetry";

const HOUR = 3_600;
/** Tuesday, 2 June 2026, midnight UTC. */
const TUESDAY = 1_780_358_400;
const NOON = TUESDAY + 12 * HOUR;

const SERVICE = {
  service: "desk",
  env: "production",
  team: "support",
  features: { chat: { userFacing: true, streaming: true }, digest: {} },
  prompts: { answer: { structuredOutput: true }, summary: {} },
  models: { openai: ["gpt-4.1", "gpt-4.1-mini"] },
  tools: ["search"],
  evals: { correctness: "correctness" },
} as const satisfies LlmServiceInEnv;

const openai = (model: string) => ({ provider: "openai", model });
/** A hundred values around one. */
const around = (middle: number): number[] =>
  Array.from({ length: 100 }, (_, index) => middle * (0.5 + index / 100));

/** Unlike what the lab makes of itself in every respect. */
const TRUTH: MeasuredRequests = {
  kinds: [
    { feature: "chat", prompt: "answer", ...openai("gpt-4.1"), share: 0.7 },
    { feature: "chat", prompt: "answer", ...openai("gpt-4.1-mini"), share: 0.2 },
    { feature: "digest", prompt: "summary", ...openai("gpt-4.1-mini"), share: 0.1 },
  ],
  calls: [],
  all: {
    latencyMs: around(9_000),
    firstTokenMs: around(300),
    inputTokens: around(6_000),
    outputTokens: around(40),
    pricePerThousand: 0.02,
  },
  toolUse: { search: 0.9 },
  evaluated: 0.3,
};

/** The requests that the lab plays. */
const recorded = (service: PlayedService & LlmServiceInEnv, hours: number, from = NOON) =>
  recordedPoints(service, from, hours);

function measure(service: LlmServiceInEnv, points: Iterable<Required<Point>>) {
  const [measured] = measureServices([service], points);
  if (!measured) throw new Error("Nothing was measured.");
  const { service: played, isMeasured, notes } = measured;
  return { ...played, isMeasured, notes: notes.join("\n") };
}

describe("a service measured by a recording", () => {
  const points = recorded({ ...SERVICE, traffic: { perMinute: 40 }, measured: TRUTH }, 3);
  const found = measure(SERVICE, points);
  const { measured = TRUTH } = found;

  it("has as many requests as were recorded, of the same features, prompts and models", () => {
    expect(found.isMeasured).toBe(true);
    expect(found.traffic?.perMinute).toBeCloseTo(40, -1);
    const shares = measured.kinds.map(({ share, ...kind }) => [kind, Math.round(10 * share) / 10]);
    expect(shares).toHaveLength(3);
    for (const { share, ...kind } of TRUTH.kinds) expect(shares).toContainEqual([kind, share]);
  });

  it("takes as long, in each quantile, and costs as much", () => {
    for (const name of ["latencyMs", "firstTokenMs", "inputTokens", "outputTokens"] as const) {
      for (const rank of [0.1, 0.5, 0.95]) {
        const [was, is] = [TRUTH.all[name] ?? [], measured.all[name] ?? []];
        expect(quantileOf(is, rank) / quantileOf(was, rank)).toBeCloseTo(1, 1);
      }
    }
    expect(measured.all.pricePerThousand).toBeCloseTo(0.02, 5);
    expect(measured.toolUse["search"]).toBeCloseTo(0.9, 1);
    expect(measured.evaluated).toBeCloseTo(0.3, 1);
  });

  it("is played as it was recorded", () => {
    const again = measure(
      SERVICE,
      recorded({ ...SERVICE, traffic: { perMinute: 40 }, measured }, 3),
    );
    expect(again.traffic?.perMinute).toBeCloseTo(40, -1);
    const p95 = (of: MeasuredRequests | undefined) => quantileOf(of?.all.latencyMs ?? [], 0.95);
    expect(p95(again.measured) / p95(TRUTH)).toBeCloseTo(1, 1);
  });

  it("keeps its declared number of requests, and says what was measured", () => {
    const declared = measure({ ...SERVICE, traffic: { perMinute: 500 } }, points);
    expect(declared.traffic).toEqual({ perMinute: 500 });
    expect(declared.notes).toMatch(
      /500 requests a minute are declared, and played; measured are \d/,
    );
    expect(declared.measured).toEqual(measured);
  });

  it("is not played for what is declared and not recorded, nor for what is recorded and not declared", () => {
    const other = { ...SERVICE, features: { chat: {}, search: {} }, prompts: { answer: {} } };
    const { notes, measured: own } = measure(other, points);
    expect(notes).toContain("not recorded, and not played: feature search.");
    expect(notes).toMatch(
      /% of the requests are not declared.*feature digest, prompt_name summary/,
    );
    expect(own?.kinds.map(({ feature }) => feature)).toEqual(["chat", "chat"]);
    expect(own?.kinds.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it("is divided evenly where a recording has no tag for it, and takes what is missing from the lab", () => {
    const partial = points
      .filter(({ name }) => ["llm.requests", "llm.latency_ms"].includes(name))
      .map((point) => ({
        ...point,
        tags: point.tags.filter((tag) => !/^(feature|prompt)/.test(tag)),
      }));
    const { notes, measured: own } = measure(SERVICE, partial);
    const shareOf = (feature: string) =>
      own?.kinds.reduce((sum, kind) => (kind.feature === feature ? sum + kind.share : sum), 0);
    expect([shareOf("chat"), shareOf("digest")]).toEqual([
      expect.closeTo(0.5),
      expect.closeTo(0.5),
    ]);
    expect(notes).toMatch(
      /the lab's own: llm.first_token_latency_ms, llm.input_tokens, .*cost_usd/,
    );
    expect(own?.toolUse).toEqual({});
  });
});

describe("a recording", () => {
  const traffic = { perMinute: 8, hours: { from: 22, to: 3 } };

  it("shows in which hours of the day a service has requests", () => {
    const points = recorded({ ...SERVICE, traffic }, 25, TUESDAY);
    expect(measure(SERVICE, points).traffic).toEqual({
      perMinute: expect.closeTo(8, 0),
      hours: { from: 22, to: 3 },
    });
  });

  it("shows that of a single night where anything else was recorded for a day", () => {
    const night = recorded({ ...SERVICE, traffic }, 25, TUESDAY + 12 * HOUR);
    const other = night.flatMap((point) => [
      { ...point, name: "other.hits", timestamp: TUESDAY },
      { ...point, name: "other.hits", timestamp: TUESDAY + 48 * HOUR },
    ]);
    expect(measure(SERVICE, night)).toMatchObject({
      notes: expect.stringMatching(/shorter than a day, .* a service that rests in some hours/),
    });
    const { traffic: found, notes } = measure(SERVICE, [...other.slice(0, 2), ...night]);
    expect(found).toEqual({ perMinute: expect.closeTo(8, 0), hours: { from: 22, to: 3 } });
    expect(notes).not.toContain("shorter than a day");
  });

  it("that lacks the service names those that it has", () => {
    const points = recorded({ ...SERVICE, env: "staging", traffic }, 1, TUESDAY);
    const { isMeasured, notes, traffic: none } = measure(SERVICE, points);
    expect([isMeasured, none]).toEqual([false, undefined]);
    expect(notes).toBe(
      "desk · production: the recording has no llm.requests of it; it has desk · staging.",
    );
  });

  it("that is too short says how long it is, and how long it has to be", () => {
    const points = recorded({ ...SERVICE, traffic }, 0.2, TUESDAY);
    const { isMeasured, notes } = measure(SERVICE, points);
    expect(isMeasured).toBe(false);
    expect(notes).toMatch(
      /has \d+ requests in 1[12][.\d]* minutes of it; a measure takes 200 requests and 30 minutes/,
    );
  });
});
