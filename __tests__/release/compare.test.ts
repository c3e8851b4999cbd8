import {
  compareVersions,
  measuresOf,
  type Cell,
  type Measure,
  type MeasuredCells,
} from "../../release";
import { verdictSentence } from "../../release/words/sentences";
import { onlyOnce } from "../../release/looks/looks";
import { supportAgent } from "../../examples/services";
import { StoreSource } from "../../release/sources/store-source";
import { judged } from "./support/judged";
import {
  BASELINE,
  CANDIDATE,
  guidesExample,
  HOUR,
  MODELS,
  releaseStore,
} from "./support/release-store";

const MEASURES = measuresOf(supportAgent, "support_triage");
const measure = (id: string): Measure => MEASURES.find((one) => one.id === id)!;

type Counts = readonly [events: number, total: number];

/** Hours of both versions. */
function cells(
  hours: number,
  counts: (side: Cell["side"], model: string, hour: number) => Counts | undefined,
): Cell[] {
  return Array.from({ length: hours }, (_, hour) =>
    (["baseline", "candidate"] as const).flatMap((side) =>
      MODELS.flatMap((model): Cell[] => {
        const found = counts(side, model, hour);
        if (!found) return [];
        const [events, total] = found;
        return [{ side, model, feature: "support_agent", time: hour * HOUR, events, total }];
      }),
    ),
  ).flat();
}

const only = (id: string, own: readonly Cell[]): [readonly Cell[], MeasuredCells[]] => [
  own,
  [{ measure: measure(id), cells: own }],
];

describe("margins", () => {
  it("are the thresholds that page, of the same objects", () => {
    expect(Object.fromEntries(MEASURES.map(({ id, margin }) => [id, margin]))).toMatchObject({
      errors: 3,
      invalid_json: 2,
      tool_failures: 5,
      correctness: 5,
      safety: 5,
    });
    expect(measure("slow").title).toBe("Slower than 8 s");
    expect(measure("slow_first_token").title).toBe("First token after 2 s");
  });

  it("are the release's own where it declares them", () => {
    const own = measuresOf(supportAgent, "support_triage", { invalid_json: 0.5, refusals: false });
    expect(own.find(({ id }) => id === "invalid_json")!.margin).toBe(0.5);
    expect(own.find(({ id }) => id === "refusals")!.margin).toBe(false);
    expect(own.find(({ id }) => id === "errors")!.margin).toBe(3);
  });
});

describe("a verdict", () => {
  it("rolls back the guide's example and names the model, because only it got worse", async () => {
    const store = releaseStore({ serve: guidesExample });
    const { decision, measures } = await judged(new StoreSource("lab", store));
    expect(decision).toBe("roll_back");
    const worse = measures.filter(({ outcome }) => outcome === "worse");
    expect(worse.map(({ measure: { id } }) => id)).toEqual(["invalid_json"]);
    expect(worse[0]!.segments.map(({ value, harmed }) => [value, harmed])).toEqual([
      ["claude-sonnet-4", true],
      ["gpt-4.1", false],
    ]);
  });

  it("promotes what is surely not worse by its margin", () => {
    const same = cells(24, (_side, _model, hour) => [400, 4 + (hour % 2)]);
    expect(compareVersions(...only("invalid_json", same), onlyOnce).decision).toBe("promote");
  });

  it("holds with few requests, and the number that it names does decide", () => {
    const at = (times: number): Cell[] => cells(24, () => [times * 2, times * 0.03]);
    const held = compareVersions(...only("invalid_json", at(4)), onlyOnce);
    expect(held.decision).toBe("hold");
    const times = 1 + held.moreRequests! / held.requests.candidate;
    expect(times).toBeGreaterThan(1.1);
    expect(compareVersions(...only("invalid_json", at(4 * times)), onlyOnce).decision).toBe(
      "promote",
    );
    expect(compareVersions(...only("invalid_json", at(2 * times)), onlyOnce).decision).toBe("hold");
  });

  it("bears a difference that is certain and small", () => {
    const slightly = cells(24, (side, _model, hour) => [
      20_000,
      (side === "candidate" ? 300 : 200) + (hour % 2),
    ]);
    const { decision, measures } = compareVersions(...only("invalid_json", slightly), onlyOnce);
    expect(measures[0]!.interval!.low).toBeGreaterThan(0);
    expect(decision).toBe("promote");
  });

  it("rolls back a rare failure only where its exact chance allows", () => {
    const rare = (after: number, before: number): Cell[] =>
      cells(1, (side, model) => {
        if (model !== MODELS[0]) return undefined;
        return side === "candidate" ? [15, after] : [300, before];
      });
    expect(compareVersions(...only("invalid_json", rare(4, 0)), onlyOnce).decision).toBe(
      "roll_back",
    );
    // Its interval is above 0, but the chance of it is 1 in 83.
    const held = compareVersions(...only("invalid_json", rare(2, 2)), onlyOnce);
    expect(held.measures[0]!.interval!.low).toBeGreaterThan(0);
    expect(held.decision).toBe("hold");
  });

  it("holds where the versions never served in the same hours", () => {
    const after = cells(24, (side, _model, hour) =>
      (side === "candidate") === hour >= 12 ? [400, side === "candidate" ? 40 : 4] : undefined,
    );
    const { decision, comparable } = compareVersions(...only("invalid_json", after), onlyOnce);
    expect({ decision, comparable }).toEqual({ decision: "hold", comparable: 0 });
  });

  it("compares like with like where the mix of models changed (Simpson)", () => {
    // Each model is equally good with both versions; the candidate serves more of the worse one.
    const rates: Record<string, number> = { [MODELS[0]]: 0.1, [MODELS[1]]: 0.01 };
    const mixed = cells(24, (side, model) => {
      const isMore = (side === "candidate") === (model === MODELS[0]);
      const events = isMore ? 900 : 100;
      return [events, events * rates[model]!];
    });
    const { decision, measures } = compareVersions(...only("invalid_json", mixed), onlyOnce);
    expect(decision).toBe("promote");
    expect(measures[0]!.change).toBeCloseTo(0, 10);
    expect(measures[0]!.misleadingChange).toBeCloseTo(0.072, 3);
  });

  it("weighs models by the traffic that the candidate is to take over", () => {
    // Nine tenths of the baseline's traffic go to the model that stays as it was.
    const uneven = cells(24, (side, model) => {
      const isSmall = model === MODELS[0];
      const events = side === "candidate" || isSmall ? 200 : 1_800;
      return [events, events * (side === "candidate" && isSmall ? 0.11 : 0.01)];
    });
    const { measures } = compareVersions(...only("invalid_json", uneven), onlyOnce);
    expect(measures[0]!.change).toBeCloseTo(0.1 * 0.1, 10);
  });

  it("is not fooled by an hour in which the provider failed, where the rollout grew in it", () => {
    const ramp = cells(24, (side, _model, hour) => {
      const share = hour < 12 ? 0.1 : 0.9;
      const events = 1_000 * (side === "candidate" ? share : 1 - share);
      return [events, events * (hour < 12 ? 0.01 : 0.08)];
    });
    const { decision, measures } = compareVersions(...only("invalid_json", ramp), onlyOnce);
    expect(decision).toBe("promote");
    expect(measures[0]!.misleadingChange).toBeGreaterThan(0.05);
  });

  it("sees a drop of scores, and dearer requests, by their hours", () => {
    const scores = cells(24, (side, _model, hour) => {
      const mean =
        (side === "candidate" ? 0.8 : 0.9) + 0.01 * Math.sin(hour + (side === "candidate" ? 1 : 0));
      return [40, 40 * mean];
    });
    const dropped = compareVersions(...only("correctness", scores), onlyOnce);
    expect(dropped.decision).toBe("roll_back");
    expect(dropped.measures[0]!.change).toBeCloseTo(0.1, 2);
    const costs = cells(24, (side, _model, hour) => [
      100,
      100 * (side === "candidate" ? 0.013 : 0.01) * (1 + 0.02 * Math.sin(7 * hour)),
    ]);
    const dearer = compareVersions(...only("cost_per_request", costs), onlyOnce);
    expect(dearer.decision).toBe("roll_back");
    expect(dearer.measures[0]!.change).toBeCloseTo(0.3, 2);
  });

  it("holds where the candidate stopped sending what the baseline sends", () => {
    const requests = cells(24, () => [400, 0]);
    const checks = cells(24, (side) => (side === "baseline" ? [400, 4] : undefined));
    const measured = [
      { measure: measure("errors"), cells: requests },
      { measure: measure("invalid_json"), cells: checks },
    ];
    const { decision, measures } = compareVersions(requests, measured, onlyOnce);
    expect(decision).toBe("hold");
    expect(measures[1]!.outcome).toBe("no_data");
  });

  it("holds where neither sends what the release names a margin for, and else leaves it out", () => {
    const requests = cells(24, () => [4_000, 0]);
    const decided = (margins: Parameters<typeof measuresOf>[2]): string => {
      const named = measuresOf(supportAgent, "support_triage", margins);
      const measured = named
        .filter(({ id }) => id === "errors" || id === "invalid_json")
        .map((one) => ({ measure: one, cells: one.id === "errors" ? requests : [] }));
      const comparison = compareVersions(requests, measured, onlyOnce);
      return `${comparison.decision}: ${verdictSentence(comparison)}`;
    };
    expect(decided({})).toMatch(/^promote/);
    expect(decided({ invalid_json: 3 })).toBe("hold: Hold: not measured: Invalid JSON.");
    expect(decided({ invalid_json: false })).toMatch(/^promote/);
  });

  it("names no segment where they differ by chance only", () => {
    const alike = cells(24, (side, model, hour) => [
      100,
      (side === "candidate" ? 8 : 1) + (model === MODELS[0] && hour % 6 === 0 ? 1 : 0),
    ]);
    const { measures } = compareVersions(...only("invalid_json", alike), onlyOnce);
    expect(measures[0]).toMatchObject({ outcome: "worse", segments: [] });
  });
});

describe("a question that has no answer", () => {
  const store = releaseStore({
    serve: (version, _model, hour) =>
      version === CANDIDATE && hour < 6 ? undefined : { requests: 100 },
  });
  const source = new StoreSource("lab", store);

  it.each([
    [
      "equal versions",
      { candidate: BASELINE },
      "Baseline and candidate are both 2026-06-01.2: name two versions.",
    ],
    [
      "versions that Datadog stores as one",
      { baseline: "V1 a", candidate: "v1_a" },
      "Datadog stores V1 a and v1_a as the same v1_a: it cannot tell them apart.",
    ],
    [
      "a version that nobody served",
      { candidate: "2026-06-01.4" },
      "No telemetry of support_triage carries the version 2026-06-01.4. Did you mean 2026-06-01.2? Seen: 2026-06-01.2, 2026-06-01.3.",
    ],
    [
      "swapped versions",
      { baseline: CANDIDATE, candidate: BASELINE },
      /^The versions look swapped: 2026-06-01.2 was served from 2026-06-01T00:00 on, 2026-06-01.3 only from 2026-06-01T06:00 on/,
    ],
    [
      "a prompt that nobody served",
      { prompt: "other" },
      /^No request of other by support-agent in production/,
    ],
  ])("is refused: %s", async (_what, question, message) => {
    await expect(judged(source, question)).rejects.toThrow(message);
  });

  it("finds a version in the form that Datadog stores, and says so", async () => {
    const upper = releaseStore({ serve: () => ({ requests: 100 }) });
    const { notes } = await judged(new StoreSource("lab", upper), { candidate: "2026-06-01.3_" });
    expect(notes).toEqual(["Datadog stores 2026-06-01.3_ as 2026-06-01.3."]);
  });
});
