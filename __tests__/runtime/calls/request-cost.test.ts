import type { PriceSource } from "../../../runtime";
import { createTestTelemetry } from "../../../runtime/testing";
import { COMPLETION, MODEL, RateLimitError, service } from "../support/fixtures";

type Llm = ReturnType<typeof createTestTelemetry<typeof service>>["llm"];

/** What a call cost, or why nobody knows. */
async function costOf(call: (llm: Llm) => unknown, prices?: PriceSource | false) {
  const telemetry = createTestTelemetry(service, prices === undefined ? {} : { prices });
  await Promise.resolve()
    .then(() => call(telemetry.llm))
    .catch(() => undefined);
  const costs = telemetry.metrics.filter(({ name }) => name === "llm.estimated_cost_usd");
  const unknown = telemetry.metrics.filter(({ name }) => name === "llm.cost_unknown");
  return [...costs.map(({ value }) => value), ...unknown.map(({ tags }) => tags["cost_unknown"])];
}

const answered = (llm: Llm) => llm.request(MODEL, () => COMPLETION);

it.each<[string, unknown, number | string]>([
  ["of the price source", 0.25, 0.25],
  ["less the noise of binary fractions", 0.1 + 0.2, 0.3],
  ["of nothing", 0, 0],
  ["that is no price, which is none", -1, "price"],
  ["without an end, which is none", Infinity, "price"],
  ["that is no number, which is none", "1", "price"],
])("is the price %s", async (_what, cost, expected) => {
  expect(await costOf(answered, { cost: () => cost as number })).toEqual([expected]);
});

it("is not known where there is no price source, or one that throws", async () => {
  const throws = (): never => {
    throw new Error("no price");
  };
  expect(await costOf(answered, false)).toEqual(["price"]);
  expect(await costOf(answered, { cost: throws, whyUnknown: throws })).toEqual(["price"]);
});

it("says why, where the price source gives a reason of the contract", async () => {
  const because = (reason: string): PriceSource => ({
    cost: () => undefined,
    whyUnknown: () => reason as "unit",
  });
  expect(await costOf(answered, because("service_tier"))).toEqual(["service_tier"]);
  expect(await costOf(answered, because("a sentence of anybody"))).toEqual(["price"]);
});

it("is what the answer says, but for less than nothing", async () => {
  const told = (costUsd: number) => (llm: Llm) =>
    llm.request(MODEL, (request) => (request.set({ costUsd }), COMPLETION));
  const prices: PriceSource = { cost: () => 7 };
  expect(await costOf(told(0.5), prices)).toEqual([0.5]);
  expect(await costOf(told(0), prices)).toEqual([0]);
  expect(await costOf(told(-0.5), prices)).toEqual([7]);
});

it("is asked of no price source where nothing was counted", async () => {
  const prices: PriceSource = { cost: () => 7 };
  const fails = (llm: Llm) => llm.request(MODEL, () => Promise.reject(new RateLimitError()));
  const images = (llm: Llm) =>
    llm.request(MODEL, () => ({ created: 1, data: [{ url: "u" }], usage: undefined }));
  expect(await costOf(fails, prices)).toEqual([]);
  expect(await costOf(images, prices)).toEqual(["unit"]);
  expect(await costOf((llm) => llm.request(MODEL, () => "text"), prices)).toEqual(["usage"]);
});
