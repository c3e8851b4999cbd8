import { nameInEnv } from "../../../telemetry";
import { defineCheck } from "../check";
import type { Total } from "../shapes";
import { Findings, type Finding } from "../finding";
import { inParallel } from "../in-parallel";
import { listed, shownValue } from "../words";

/** Whether every call has a cost. */
export const prices = defineCheck({
  id: "prices",
  what: "Is the price of every model known, so that costs are complete?",
  asks: ["GET /api/v1/query"],
  permissions: ["timeseries_query"],
  faults: {
    "price-unknown": {
      result: "warn",
      what: "Calls without a known price are missing from the costs: cost alerts see too little.",
      cure: 'Give the price to the runtime: prices: createPriceSource({ overrides: { <provider>: { "<model>": { input: 3, output: 15 } } } }), in US dollars per million tokens.',
    },
  },
  async run({ app, facts }): Promise<Finding[]> {
    const services = app.stacks.flatMap((stack) => stack.services);
    return (
      await inParallel(services, async (declared) => {
        const { service, env } = declared;
        const scope = `{service:${service},env:${env}}`;
        const query = `sum:llm.cost_unknown${scope} by {provider,model}.as_count()`;
        const totals = await facts.totals(query);
        if (totals.known) return priceFindings(nameInEnv(declared), totals.value);
        return [new Findings(prices, nameInEnv(declared)).unknown(totals)];
      })
    ).flat();
  },
});

function priceFindings(about: string, totals: readonly Total[]): Finding[] {
  const findings = new Findings(prices, about);
  const unknown = totals.filter(({ sum }) => sum > 0).sort((a, b) => b.sum - a.sum);
  const models = unknown.map(({ group }) => {
    const model = group.find((tag) => tag.startsWith("model:"))?.slice("model:".length);
    return shownValue(model ?? "unknown");
  });
  const [model] = models;
  if (model === undefined) return [findings.ok("No call without a price within a day.")];
  const calls = unknown.reduce((sum, one) => sum + one.sum, 0);
  const found = `${Math.round(calls)} calls without a price within a day: ${listed(models)}.`;
  return [findings.fault("price-unknown", found, { model })];
}
