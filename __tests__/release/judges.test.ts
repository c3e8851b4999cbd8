import {
  agreementOf,
  agreementSentences,
  distrustOf,
  judge,
  judgesByMetrics,
  withoutDistrusted,
  readRelease,
  type JudgeLabel,
} from "../../release";
import { agreementOfCounts } from "../../release/judges";
import { StoreSource } from "../../release/sources/store-source";
import { supportAgent } from "../../examples/services";
import fixtures from "./statistics/fixtures.json";
import { QUESTION } from "./support/judged";
import {
  BASELINE,
  CANDIDATE,
  HOUR,
  MODELS,
  releaseStore,
  START,
  tagsFor,
} from "./support/release-store";

const labels = (count: number, pass: boolean, humanPass: boolean, time?: number): JudgeLabel[] =>
  Array.from({ length: count }, (_, index) => ({
    pass,
    humanPass,
    ...(time !== undefined && { time: time + index }),
  }));

describe("a judge and people", () => {
  it("agree beyond chance as statsmodels says, and then decide", () => {
    const all = [
      ...labels(80, true, true),
      ...labels(22, false, false),
      ...labels(3, true, false),
      ...labels(5, false, true),
    ];
    const agreement = agreementOf(all);
    // statsmodels.stats.inter_rater.cohens_kappa of the same table, in the fixtures.
    const row = fixtures.agreement.find(({ bothPass }) => bothPass === 80);
    expect(agreement.kappa?.value).toBeCloseTo(row!.kappa, 9);
    expect(distrustOf(agreement)).toBeUndefined();
    expect(agreementSentences(agreement)[0]).toMatch(
      /^The judge agrees with people in 102 of 110 answers: kappa 0\.80 \(0\.6\d to 0\.93\)\.$/,
    );
  });

  it("that never differ have an interval all the same: five labels are too few", () => {
    const few = agreementOf([...labels(3, true, true), ...labels(2, false, false)]);
    expect(few.kappa?.low).toBeLessThan(0.2);
    expect(distrustOf(few)).toMatch(
      /^too few labels say how far its judge agrees .* for which some \d+ would do\)$/,
    );
  });

  it("say nothing of each other where one says the same of all, and too little where chance does as well", () => {
    expect(distrustOf(agreementOf(labels(50, true, true)))).toContain(
      "said the same of all 50 answers",
    );
    const byChance = [
      ...labels(25, true, true),
      ...labels(25, false, false),
      ...labels(25, true, false),
      ...labels(25, false, true),
    ];
    expect(distrustOf(agreementOf(byChance))).toMatch(
      /^its judge agrees too little with people \(kappa 0\.00/,
    );
    expect(distrustOf(agreementOf([]))).toBe("the agreement of its judge with people is unknown");
  });

  it("week by week, of labels that have a time", () => {
    const monday = Date.parse("2026-06-01T00:00:00Z") / 1_000;
    const [sunday, next] = [monday + 7 * 86_400 - 30, monday + 7 * 86_400];
    const all = [
      ...labels(20, true, false, next),
      ...labels(20, false, false, next),
      ...labels(10, true, true),
      ...labels(30, true, true, sunday),
      ...labels(10, true, false, monday),
    ];
    expect(agreementSentences(agreementOf(all)).at(-1)).toBe(
      "Agreement by week: 75 % of 40 from 2026-06-01 on, 50 % of 40 from 2026-06-08 on.",
    );
    const long = Array.from({ length: 8 }, (_, week) =>
      labels(1, true, true, monday + week * 604_800),
    );
    expect(agreementSentences(agreementOf(long.flat())).at(-1)).toMatch(
      /^Agreement by week \(the last 6 of 8\): 100 % of 1 from 2026-06-15 on, /,
    );
    const oneWeek = agreementOf(labels(40, true, true, monday));
    expect(agreementSentences(oneWeek).join()).not.toContain("by week");
  });

  it("drift: where the newer half agrees less beyond chance, it alone counts, and is said", () => {
    const before = [...labels(50, true, true, 0), ...labels(50, false, false, 100)];
    const after = [
      ...labels(30, true, true, 1_000),
      ...labels(30, false, false, 1_100),
      ...labels(40, true, false, 1_200),
    ];
    const drifted = agreementOf([...after, ...before]);
    expect(drifted).toMatchObject({ labels: 100, agreed: 60 });
    expect(drifted.drift?.value).toBeCloseTo(-0.4, 12);
    expect(distrustOf(drifted)).toContain("agrees too little");
    expect(agreementSentences(drifted)[1]).toContain("agrees less than before (−40.0 points");
    expect(
      agreementOf([...before, ...labels(50, true, true, 2_000), ...labels(50, false, false, 2_100)])
        .drift?.value,
    ).toBe(0);
  });

  it("agree at least so much, of all tables that the counts of metrics allow", () => {
    const [checks, apart, passing] = [200, 20, 120];
    const least = agreementOfCounts(checks, apart, passing / checks).kappa?.value ?? NaN;
    for (let onlyJudge = 0; onlyJudge <= apart; onlyJudge += 1) {
      const table = [
        ...labels(passing - onlyJudge, true, true),
        ...labels(onlyJudge, true, false),
        ...labels(apart - onlyJudge, false, true),
        ...labels(checks - passing - apart + onlyJudge, false, false),
      ];
      expect(agreementOf(table).kappa!.value).toBeGreaterThanOrEqual(least - 1e-12);
    }
  });
});

describe("a release whose correctness a judge scores", () => {
  const verdict = async (disagreements: number | undefined, judges: readonly string[] = []) => {
    const store = releaseStore({
      serve: (version) => ({ requests: 200, invalid: 1, score: version === CANDIDATE ? 0.6 : 0.9 }),
    });
    const tags = [...tagsFor(BASELINE, MODELS[0]), "eval_name:support_answer_correctness"];
    const checks =
      disagreements === undefined ? {} : { judge_checks: 200, judge_disagreements: disagreements };
    const counts = { runs: 1_000, passes: 600, ...checks };
    for (const [name, value] of Object.entries(counts)) {
      store.add("count", `llm.eval.${name}`, tags, value, START + HOUR);
    }
    const source = new StoreSource("a store", store);
    const span = { from: START, to: START + 24 * HOUR, bucket: HOUR };
    const data = await readRelease(source, QUESTION, span);
    const service = { ...supportAgent, judges };
    const agreements = await judgesByMetrics(source, QUESTION, service, span.to);
    const { measured, notes } = withoutDistrusted(data.measured, agreements);
    return { ...judge({ ...data, measured }, "once", span.to), notes };
  };

  it("is rolled back for it while the judge agrees with people, and held while it does not", async () => {
    expect((await verdict(10)).decision).toBe("roll_back");
    const held = await verdict(90);
    expect(held.decision).toBe("hold");
    expect(held.notes).toEqual([
      expect.stringMatching(
        /^Correctness: The judge agrees with people in 110 of 200 answers: kappa at least/,
      ),
    ]);
    expect(held.measures.find(({ measure }) => measure.id === "correctness")?.outcome).toBe(
      "unused",
    );
  });

  it("is held where the judge is declared and nothing of it was ever checked", async () => {
    const held = await verdict(undefined, ["support_answer_correctness"]);
    expect(held.decision).toBe("hold");
    const correctness = held.measures.find(({ measure }) => measure.id === "correctness");
    expect(correctness).toMatchObject({
      outcome: "unused",
      distrusted: "the agreement of its judge with people is unknown",
    });
    expect((await verdict(undefined)).decision).toBe("roll_back");
  });
});
