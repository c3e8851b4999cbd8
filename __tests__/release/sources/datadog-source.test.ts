import type { MetricStore } from "../../../lab";
import { datadogAt, judged, QUESTION } from "../support/judged";
import { QueryServer } from "../support/query-server";
import { BASELINE, CANDIDATE, releaseStore, START } from "../support/release-store";
import { COUNTS_ONLY, goodRelease, NOW } from "./set-up";

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
