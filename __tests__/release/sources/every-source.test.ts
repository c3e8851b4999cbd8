import { readRecording, readSeries } from "../../../lab";
import type { ReleaseSource } from "../../../release";
import { sourceOfPoints, StoreSource } from "../../../release/sources/store-source";
import { datadogAt, judged } from "../support/judged";
import { QueryServer } from "../support/query-server";
import { BASELINE, CANDIDATE, guidesExample, MODELS, releaseStore } from "../support/release-store";
import { answerOfV1, answerOfV2 } from "../support/saved";
import { exportedCsv, recordingOf } from "./exports";
import { NOW, savedSource } from "./set-up";

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
