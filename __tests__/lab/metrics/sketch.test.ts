import { DDSketch } from "@datadog/sketches-js";
import fc from "../../support/fast-check";
import {
  binCode,
  binValue,
  MetricStore,
  RELATIVE_ACCURACY,
  runScalar,
  Sketch,
} from "../../../lab/metrics";

const QUANTILES = [0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999];

/** By the nearest rank, as the sketch defines its quantiles. */
function exact(values: readonly number[], quantile: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(quantile * (sorted.length - 1))] ?? NaN;
}

function relativeError(found: number, wanted: number): number {
  return wanted === 0 ? Math.abs(found) : Math.abs(found - wanted) / Math.abs(wanted);
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return (state + 0.5) / 4_294_967_296;
  };
}

const SAMPLES: Record<string, (next: () => number) => number> = {
  "log-normal latencies": (next) => 900 * Math.exp(0.8 * gaussian(next)),
  "two providers, one slow": (next) => (next() < 0.9 ? 700 + 200 * next() : 9_000 + 4_000 * next()),
  "costs far below a cent": (next) => 1e-5 * next() ** 4 + 1e-9,
  "scores with zeros": (next) => (next() < 0.2 ? 0 : next()),
  // As a clock measures them: in steps, many alike, and a few held up for long.
  "durations of microseconds": (next) =>
    Math.round(next() < 0.999 ? 3 / next() ** 0.5 : 20_000 * next()) / 1_000,
  "differences around zero": (next) => gaussian(next) * 10,
};

function gaussian(next: () => number): number {
  return Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}

describe("quantiles", () => {
  it.each(Object.keys(SAMPLES))(
    "of %s are within 1 %% of exact, so that no verdict turns on them",
    (name) => {
      const next = random(7);
      const values = Array.from({ length: 20_000 }, () => SAMPLES[name]!(next));
      const sketch = new Sketch();
      for (const value of values) sketch.add(value);
      for (const quantile of QUANTILES) {
        expect(relativeError(sketch.quantile(quantile), exact(values, quantile))).toBeLessThan(
          0.01,
        );
      }
    },
  );

  it("of any values are within 1 % of exact", () => {
    const value = fc.oneof(
      fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
      fc.integer({ min: 0, max: 20 }),
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 400 }),
        fc.constantFrom(0, ...QUANTILES, 1),
        (given, quantile) => {
          const sketch = new Sketch();
          for (const one of given) sketch.add(one);
          const error = relativeError(sketch.quantile(quantile), exact(given, quantile));
          expect(error).toBeLessThan(0.01);
        },
      ),
    );
  });

  it("equal those of Datadog's own sketch, because the bins are the same", () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(values, fc.constantFrom(...QUANTILES), (given, quantile) => {
        const reference = new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY });
        const sketch = new Sketch();
        for (const value of given) {
          reference.accept(value);
          sketch.add(value);
        }
        const wanted = reference.getValueAtQuantile(quantile);
        // The negative half of the reference ranks from its far end, which may be the next bin.
        if (wanted >= 0) expect(sketch.quantile(quantile)).toBeCloseTo(wanted, 9);
        expect(sketch.count).toBe(given.length);
      }),
    );
  });

  it("of an empty sketch are not a number, because 0 would be a value", () => {
    expect(new Sketch().quantile(0.5)).toBeNaN();
  });
});

describe("bins", () => {
  it("order like their values, so that a quantile can be walked to", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (a, b) => {
          if (a < b) expect(binCode(a)).toBeLessThanOrEqual(binCode(b));
        },
      ),
    );
  });

  it("stand for a value within the accuracy", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (value) => {
        expect(relativeError(binValue(binCode(value)), value)).toBeLessThanOrEqual(
          RELATIVE_ACCURACY * 1.001,
        );
        expect(binCode(-value)).toBe(-binCode(value));
      }),
    );
  });
});

describe("merging", () => {
  const parts = fc.array(
    fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { maxLength: 30 }),
    {
      minLength: 1,
      maxLength: 6,
    },
  );

  it("gives what one sketch of all values gives, so that windows and tags may be merged", () => {
    fc.assert(
      fc.property(parts, fc.constantFrom(...QUANTILES), (given, quantile) => {
        const [one, merged] = [new Sketch(), new Sketch()];
        for (const part of given) {
          const sketch = new Sketch();
          for (const value of part) {
            sketch.add(value);
            one.add(value);
          }
          merged.merge(sketch);
        }
        expect(merged.count).toBe(one.count);
        expect(merged.quantile(quantile)).toBe(one.quantile(quantile));
      }),
    );
  });

  it("over minutes and tags in a store is within 1 % of exact, late points and packed minutes included", () => {
    const start = 1_780_272_000;
    const next = random(3);
    const store = new MetricStore();
    const values: number[] = [];
    for (let index = 0; index < 5_000; index += 1) {
      const value = SAMPLES["log-normal latencies"]!(next);
      const late = index % 10 === 0 ? 300 : 0;
      const time = start + 600 + (index / 5_000) * 2_000 - late;
      store.add("distribution", "llm.latency_ms", [`model:m${index % 3}`], value, time);
      values.push(value);
    }
    for (const quantile of [50, 95, 99]) {
      const [found] = runScalar(store, {
        formula: "a",
        queries: [{ name: "a", query: `p${quantile}:llm.latency_ms{*}`, aggregator: "percentile" }],
        from: start,
        to: start + 3_600,
      });
      expect(relativeError(found!.value, exact(values, quantile / 100))).toBeLessThan(0.01);
    }
  });

  it("takes in the newest minute, which is not packed yet", () => {
    const store = new MetricStore();
    const start = 1_780_272_000;
    for (let value = 1; value <= 100; value += 1) {
      store.add("distribution", "llm.latency_ms", [], value, start + value / 10);
    }
    const query = "p95:llm.latency_ms{*}";
    const [found] = runScalar(store, {
      formula: "a",
      queries: [{ name: "a", query, aggregator: "percentile" }],
      from: start,
      to: start + 60,
    });
    expect(relativeError(found!.value, 95)).toBeLessThan(0.01);
  });
});
