import fc from "../../support/fast-check";
import { MetricStore, runScalar, runTimeseries } from "../../../lab/metrics";
import { decodeStore, encodeStore, type Resolution } from "../../../lab/report/series-codec";

const START = 1_780_000_200;
const HOURS = 2;
const END = START + HOURS * 3_600;

interface GivenPoint {
  readonly type: "count" | "gauge" | "distribution";
  readonly model: string;
  readonly value: number;
  readonly second: number;
}

const value = fc.oneof(
  fc.integer({ min: 0, max: 1_000 }),
  fc.double({ min: 1e-4, max: 1e5, noNaN: true }),
);
const points = fc.array(
  fc.record<GivenPoint>({
    type: fc.constantFrom("count", "gauge", "distribution"),
    model: fc.constantFrom("a", "b", "c:1"),
    value,
    second: fc.integer({ min: 0, max: HOURS * 3_600 - 1 }),
  }),
  { maxLength: 300 },
);

function storeOf(given: readonly GivenPoint[]): MetricStore {
  const store = new MetricStore();
  // Points come in the order of time, as those of a simulation do.
  for (const point of [...given].sort((a, b) => a.second - b.second)) {
    const tags = [`model:${point.model}`, "env:test"];
    store.add(point.type, `m.${point.type}`, tags, point.value, START + point.second);
  }
  return store;
}

function throughTheFile(store: MetricStore, resolution: Resolution): MetricStore {
  const { series, numbers } = encodeStore(store, resolution);
  const decoded = new MetricStore();
  decodeStore({ series: JSON.parse(JSON.stringify(series)) as typeof series, numbers }, decoded);
  return decoded;
}

/** Exact but for the seven digits of the file. */
const EXACT = [
  "sum:m.count{*} by {model}.as_count()",
  "avg:m.gauge{*} by {model}",
  "sum:m.distribution{*} by {model}.as_count()",
  "count:m.distribution{*} by {model}.as_count()",
  "avg:m.distribution{*} by {model}",
];
const PERCENTILES = ["p50", "p95", "p99"].map((p) => `${p}:m.distribution{*} by {model}`);

function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, share: number): void {
  expect(actual).toHaveLength(expected.length);
  Array.from(expected, (wanted, index) => {
    const found = actual[index] ?? NaN;
    if (Number.isNaN(wanted)) expect(found).toBeNaN();
    else expect(Math.abs(found - wanted)).toBeLessThanOrEqual(Math.abs(wanted) * share + 1e-9);
  });
}

describe("encoded series", () => {
  it.each([
    [{ step: 60, binsPerBin: 1 }, 0.011],
    [{ step: 300, binsPerBin: 3 }, 0.031],
  ])("answer the queries of graphs as the store did, at %j", (resolution, percentiles) => {
    fc.assert(
      fc.property(points, (given) => {
        const [store, decoded] = [storeOf(given), throughTheFile(storeOf(given), resolution)];
        for (const formula of [...EXACT, ...PERCENTILES]) {
          const query = { formula, from: START, to: END, interval: 600 };
          const [wanted, found] = [runTimeseries(store, query), runTimeseries(decoded, query)];
          const byTags = new Map(found.map((one) => [JSON.stringify(one.tags), one.values]));
          expect(byTags.size).toBe(wanted.length);
          for (const { tags, values } of wanted) {
            const share = EXACT.includes(formula) ? 1e-5 : percentiles;
            expectNear(byTags.get(JSON.stringify(tags)) ?? [], values, share);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keep the totals of sampled and of negative values", () => {
    const store = new MetricStore();
    store.add("distribution", "m", ["a:1"], 250, START, 2.5);
    store.add("distribution", "m", ["a:1"], -3, START + 60, 1);
    store.add("count", "c", ["a:1"], 0.25, START, 1);
    const decoded = throughTheFile(store, { step: 60, binsPerBin: 1 });
    const scalar = (formula: string) =>
      runScalar(decoded, { formula, from: START, to: START + 120 })[0]?.value;
    expect(scalar("sum:m{*}.as_count()")).toBeCloseTo(622, 3);
    expect(scalar("count:m{*}.as_count()")).toBeCloseTo(3.5, 5);
    expect(scalar("sum:c{*}.as_count()")).toBeCloseTo(0.25, 6);
  });

  it("of an empty store are an empty store", () => {
    const decoded = throughTheFile(new MetricStore(), { step: 60, binsPerBin: 1 });
    expect(decoded.names()).toEqual([]);
  });

  it("that end too early are refused, not read as zeros", () => {
    const { series, numbers } = encodeStore(
      storeOf([{ type: "count", model: "a", value: 7, second: 0 }]),
      {
        step: 60,
        binsPerBin: 1,
      },
    );
    const cut = { series, numbers: numbers.slice(0, -1) };
    expect(() => decodeStore(cut, new MetricStore())).toThrow("The data end in the middle");
  });
});
