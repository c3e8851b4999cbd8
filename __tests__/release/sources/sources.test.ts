import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readRecording, readSeries, type MetricStore } from "../../../lab";
import { read } from "../../../constructs/datadog/query";
import type { ReleaseSource } from "../../../release";
import { sourceOfPoints, StoreSource } from "../../../release/sources/store-source";
import { SavedSource } from "../../../release/sources/saved-source";
import { savedAnswers } from "../../../release/sources/saved-answers";
import { unparsedAnswer } from "../../support/datadog-api";
import { datadogAt, judged, QUESTION } from "../support/judged";
import { QueryServer } from "../support/query-server";
import { answerOfV1, answerOfV2, ASKED } from "../support/saved";
import {
  BASELINE,
  CANDIDATE,
  guidesExample,
  HOUR,
  MODELS,
  releaseStore,
  START,
  tagsFor,
} from "../support/release-store";

const NOW = START + 24 * HOUR;

/** The guide's example as a CSV export of its counts. */
function exportedCsv(): string {
  const lines = [BASELINE, CANDIDATE].flatMap((version) =>
    MODELS.flatMap((model) =>
      Array.from({ length: 24 }, (_, hour) => {
        const { requests, invalid } = guidesExample(version, model, hour)!;
        const tags = tagsFor(version, model).join(" ");
        const time = START + hour * HOUR + 600;
        const counts = { requests, json_checks: requests, json_invalid: invalid };
        return Object.entries(counts).map(
          ([name, count]) => `${time},llm.${name},${count},${tags},count`,
        );
      }).flat(),
    ),
  );
  return ["time,metric,value,tags,type", ...lines].join("\n");
}

/** The same as a recording. */
function recordingOf(csv: string): string {
  const [, ...lines] = csv.split("\n");
  const points = lines.map((line) => {
    const [time, metric, value, tags] = line.split(",");
    return JSON.stringify({
      time: Number(time),
      metric,
      type: "count",
      values: [Number(value)],
      tags: tags!.split(" "),
    });
  });
  const header = { format: "datadog-llm recording", version: 1, startedAt: new Date(0) };
  const file = path.join(mkdtempSync(path.join(tmpdir(), "datadog-llm-release-")), "r.jsonl");
  writeFileSync(file, [JSON.stringify(header), ...points].join("\n") + "\n");
  return file;
}

const savedSource = (...jsons: unknown[]) =>
  new SavedSource(
    "answer.json",
    savedAnswers(jsons.map((json, index) => ({ name: `answer-${index}.json`, json }))),
  );

describe("every source gives the same verdict on the guide's example", () => {
  const store = releaseStore({ serve: guidesExample });
  const server = new QueryServer(store, NOW);
  let url = "";
  beforeAll(async () => (url = await server.start()));
  afterAll(() => server.stop());

  const sources: Readonly<Record<string, () => ReleaseSource>> = {
    "Datadog's query API": () => datadogAt(url).source,
    "the lab's store": () => new StoreSource("lab", store),
    "a CSV export": () => sourceOfPoints("export.csv", readSeries(exportedCsv())),
    "a recording": () => sourceOfPoints("r.jsonl", readRecording(recordingOf(exportedCsv()))),
    "a saved answer of /api/v1/query": () => savedSource(answerOfV1(store)),
    "a saved answer of /api/v2/query/timeseries": () => {
      const { request, answer } = answerOfV2(store);
      return savedSource(request, answer);
    },
  };

  it.each(Object.keys(sources))("%s", async (name) => {
    const { decision, measures } = await judged(sources[name]!());
    const json = measures.find(({ measure }) => measure.id === "invalid_json")!;
    expect(decision).toBe("roll_back");
    expect(json.events).toEqual({ baseline: 4_800, candidate: 4_800 });
    expect(json.baseline).toBeCloseTo(0.011, 2);
    expect(json.interval!.low).toBeGreaterThan(0.015);
    expect(json.segments.filter(({ harmed }) => harmed)).toEqual([
      expect.objectContaining({
        tag: "model",
        value: MODELS[0],
        candidate: expect.closeTo(0.068, 2),
      }),
    ]);
  });

  const LONG = "a".repeat(200);
  it.each(Object.keys(sources))(
    "%s, and the same words for versions that are none",
    async (name) => {
      const source = sources[name]!();
      const asked = (baseline: string, candidate: string) =>
        judged(source, { baseline, candidate });
      const seen = `Did you mean ${BASELINE}? Seen: ${BASELINE}, ${CANDIDATE}.`;
      await expect(asked(BASELINE, BASELINE)).rejects.toThrow(
        `Baseline and candidate are both ${BASELINE}: name two versions.`,
      );
      await expect(asked("V 1", "v_1")).rejects.toThrow("stores V 1 and v_1 as the same v_1");
      await expect(asked(`${LONG}1`, `${LONG}2`)).rejects.toThrow("it cannot tell them apart");
      await expect(asked(BASELINE, "2026-06-01.9")).rejects.toThrow(
        `No telemetry of support_triage carries the version 2026-06-01.9. ${seen}`,
      );
      await expect(asked("2026/06/01 2", CANDIDATE)).rejects.toThrow(
        "No telemetry of support_triage carries the version 2026/06/01_2.",
      );
    },
  );

  it("which the server gave in the form that Datadog's client knows", () => {
    expect(server.queries.length).toBeGreaterThan(10);
    expect(server.malformed).toEqual([]);
  });
});

describe("saved answers of Datadog's query API", () => {
  const store = releaseStore({ serve: guidesExample });

  it("have the form that Datadog's client knows", () => {
    const { answer } = answerOfV2(store);
    expect(unparsedAnswer(answerOfV1(store), "v1", "MetricsQueryResponse")).toEqual([]);
    expect(unparsedAnswer(answer, "v2", "TimeseriesFormulaQueryResponse")).toEqual([]);
  });

  it("may be pages that overlap, of a scope without a set of tags", async () => {
    const whole = await judged(savedSource(answerOfV1(store)));
    const halves = [ASKED.slice(0, 3), ASKED.slice(2)].map((queries) => answerOfV1(store, queries));
    const older = halves.map((one) => ({
      ...one,
      series: one.series.map(({ tag_set: _, ...series }) => series),
    }));
    expect(await judged(savedSource(...older))).toEqual(whole);
  });

  it("promote nothing where a question was not asked, or was asked per second", async () => {
    const same = releaseStore({ serve: () => ({ requests: 2_000, invalid: 20, slow: 20 }) });
    const decision = async (queries: readonly string[]) => {
      const { decision, measures } = await judged(savedSource(answerOfV1(same, queries)));
      return { decision, missing: measures.flatMap(({ unavailable }) => unavailable ?? []) };
    };
    expect(await decision(ASKED)).toEqual({ decision: "promote", missing: [] });
    const isInvalid = (query: string): boolean => query.includes("llm.json_invalid");
    const missing = [
      "nobody asked for sum:llm.json_invalid{env:production,service:support-agent," +
        "prompt_name:support_triage} by {prompt_version,model,feature}.as_count()",
    ];
    const without = ASKED.filter((query) => !isInvalid(query));
    expect(await decision(without)).toEqual({ decision: "hold", missing });
    const perSecond = ASKED.map((query) =>
      isInvalid(query) ? query.replace(".as_count()", "") : query,
    );
    expect(await decision(perSecond)).toEqual({ decision: "hold", missing });
  });

  it("count what lacks a version among all, so that partial data shows", async () => {
    const answer = answerOfV1(store);
    const lost = answer.series.find(({ query_index: index }) => index === 0)!;
    const tag_set = ["prompt_version:N/A", "model:gpt-4.1", "feature:support_agent"];
    const partial = { ...answer, series: [...answer.series, { ...lost, tag_set }] };
    const { notes } = await judged(savedSource(partial));
    expect(notes).toEqual([
      "Partial data: 20 % of the requests came without version, model or feature.",
    ]);
  });

  it.each([
    [[answerOfV2(store).answer], "answer-0.json does not say what was asked"],
    [[{ errors: ["Forbidden"] }], "answer-0.json is an error of Datadog's: Forbidden"],
    [[{ status: "error", error: "Rule 1", series: [] }], "is an error of Datadog's: Rule 1"],
    [[{ type: "timeseries", requests: [] }], "is the definition of a widget or a dashboard"],
    [[{ data: { type: "scalar_response" } }], "is neither a recording of datadog-llm record nor"],
    [[answerOfV1(store, ["sum:llm.tasks{*}.as_count()"])], "answer.json holds no number."],
  ])("are refused where they are none: %#", (jsons, message) => {
    expect(() => savedSource(...jsons)).toThrow(message);
  });
});

describe("Datadog's query API", () => {
  let server: QueryServer;
  let url = "";
  const equal = releaseStore({
    serve: (_version, _model, hour) => ({ requests: 400, invalid: hour % 3, slow: 2 }),
  });
  async function serve(store: MetricStore): Promise<ReturnType<typeof datadogAt>> {
    server = new QueryServer(store, NOW);
    url = await server.start();
    return datadogAt(url);
  }
  afterEach(() => server.stop());

  it("is read in pages whose edges are counted once", async () => {
    const { source } = await serve(equal);
    const bucket = 60;
    const query = QUESTION.measures[0]!.reads.events(["env:production"]);
    const answer = await source.read(query, { from: START, to: NOW, bucket });
    const points = answer.kind === "points" ? answer.points : [];
    expect(points.reduce((sum, { value }) => sum + value, 0)).toBe(24 * 4 * 400);
    // 1,440 minutes, a thousand a page.
    expect(server.queries).toHaveLength(2);
  });

  it("is asked again after a 429, when it says so, and after a failure", async () => {
    const { source, slept } = await serve(equal);
    server.troubles.push(
      { on: "/timeseries", status: 429, headers: { "x-ratelimit-reset": "7" }, times: 1 },
      { on: "/timeseries", status: 503, times: 1 },
    );
    expect((await judged(source)).decision).toBe("promote");
    expect(slept.slice(0, 2)).toEqual([7_000, 2_000]);
  });

  it.each([
    [403, /refuses the keys.*timeseries_query/s],
    [429, /does not answer: its rate limit/],
    [503, /does not answer: it answers 503/],
    [404, /no query API at this address/],
  ])("ends without a verdict where it always answers %i", async (status, message) => {
    const { source } = await serve(equal);
    server.troubles.push({ on: "/timeseries", status });
    await expect(judged(source)).rejects.toThrow(message);
  });

  it("holds where a metric has no percentiles, and says which measure is missing", async () => {
    const { source } = await serve(equal);
    const errors = ["percentile aggregations are not enabled"];
    server.troubles.push({ on: "count(v: v<=8000)", status: 400, body: { errors } });
    const { decision, measures } = await judged(source);
    const slow = measures.find(({ measure }) => measure.id === "slow")!;
    expect(slow).toMatchObject({
      outcome: "no_data",
      unavailable: expect.stringContaining(errors[0]!),
    });
    expect(decision).toBe("hold");
  });

  it("says so where the points are coarser than asked for, instead of adding them up", async () => {
    const { source } = await serve(equal);
    server.coarser = 5;
    await expect(judged(source)).rejects.toThrow(/not 3600 seconds apart/);
  });

  it("has no requests: an error that says where to look, not a verdict", async () => {
    const { source } = await serve(releaseStore({ serve: () => undefined }));
    await expect(judged(source)).rejects.toThrow(/No request of support_triage by support-agent/);
  });

  it("learns its time from its answers, whatever this machine's clock says", async () => {
    const { source } = await serve(equal);
    server.skew = 900;
    await source.greet();
    expect(source.now()).toBe(NOW + 900);
  });

  it("says so where nobody could tell whether data is missing", async () => {
    const { source } = await serve(goodRelease());
    server.troubles.push({ on: "/scalar", status: 400 });
    const { decision, notes } = await judged(source, COUNTS_ONLY);
    expect(decision).toBe("promote");
    expect(notes).toEqual([expect.stringMatching(/^Whether data is partial could not be checked/)]);
  });

  it("answers no JSON: an error, because a proxy answers in its place", async () => {
    const { source } = await serve(equal);
    server.page = "<html>Sign in</html>";
    await expect(judged(source)).rejects.toThrow("does not answer: what it sends is no JSON");
  });

  it("has only one of the versions: an error that names what is seen", async () => {
    const { source } = await serve(
      releaseStore({
        serve: (version) => (version === CANDIDATE ? undefined : { requests: 9 }),
      }),
    );
    await expect(judged(source)).rejects.toThrow(
      `No telemetry of support_triage carries the version ${CANDIDATE}. Did you mean ${BASELINE}? Seen: ${BASELINE}.`,
    );
  });
});

describe("partial data", () => {
  /** As many requests again without a model. */
  function halfLost(): MetricStore {
    const store = goodRelease();
    const tags = [...tagsFor(BASELINE, "").slice(0, -1)];
    for (let hour = 0; hour < 24; hour += 1) {
      store.add("count", "llm.requests", tags, 1_600, START + hour * HOUR);
    }
    return store;
  }

  const server = new QueryServer(halfLost(), NOW);
  let url = "";
  beforeAll(async () => (url = await server.start()));
  afterAll(() => server.stop());

  const whole = () => new StoreSource("lab", goodRelease());
  it.each<[string, () => ReleaseSource]>([
    ["Datadog", () => datadogAt(url).source],
    ["the lab", () => new StoreSource("lab", halfLost())],
  ])("of %s is never promoted, and what is missing is said", async (_name, source) => {
    const { decision, notes } = await judged(source(), COUNTS_ONLY);
    expect(decision).toBe("hold");
    expect(notes).toEqual([expect.stringMatching(/^Partial data: 50 % of the requests/)]);
    expect(await judged(whole(), COUNTS_ONLY)).toMatchObject({ decision: "promote", notes: [] });
  });

  it("are series whose tag Datadog gives as N/A", async () => {
    const query = read("llm.requests", ["env:production"]).by("prompt_version", "model", "feature");
    const answer = await datadogAt(url).source.read(query.asCount(), {
      ...{ from: START, to: NOW, bucket: HOUR },
    });
    const models = answer.kind === "points" ? answer.points.map(({ model }) => model) : [];
    expect(new Set(models)).toEqual(new Set(MODELS));
  });
});

describe("a file", () => {
  const odd = {
    type: "s",
    values: [1],
    tags: [] as string[],
    sampleRate: 1,
    timestamp: START,
  } as const;
  const count = { ...odd, type: "c" } as const;

  it("may hold what is not ours and cannot be evaluated", () => {
    const source = sourceOfPoints("r.jsonl", [
      { ...count, name: "llm.requests", tags: tagsFor(BASELINE, MODELS[0]) },
      { ...odd, name: "users.seen" },
    ]);
    expect(source.recorded).toEqual({ from: START, to: START + 1 });
  });

  it("is refused where it holds nothing else, or a metric of ours in another type", () => {
    expect(() => sourceOfPoints("r.jsonl", [{ ...count, name: "users.seen" }])).toThrow(
      "It holds no metric of ours, such as llm.requests.",
    );
    expect(() => sourceOfPoints("r.jsonl", [{ ...odd, name: "llm.requests" }])).toThrow(
      /^Points that cannot be evaluated: /,
    );
  });
});

function goodRelease(): MetricStore {
  return releaseStore({
    serve: (_version, _model, hour) => ({ requests: 400, invalid: 3 + (hour % 2) }),
  });
}

/** Without what the store does not hold. */
const COUNTS_ONLY = {
  measures: QUESTION.measures.filter(({ id }) => ["invalid_json", "slow", "errors"].includes(id)),
};
