import { read } from "../../../constructs/datadog/query";
import type { MetricStore } from "../../../lab";
import type { ReleaseSource } from "../../../release";
import { StoreSource } from "../../../release/sources/store-source";
import { datadogAt, judged } from "../support/judged";
import { QueryServer } from "../support/query-server";
import { BASELINE, HOUR, MODELS, START, tagsFor } from "../support/release-store";
import { COUNTS_ONLY, goodRelease, NOW } from "./set-up";

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
