import { word } from "./values";

/** What the providers call the tier that everyone has, and whose price is the list's. */
const STANDARD = new Set([
  ...["auto", "default", "standard", "on_demand", "unspecified", "traffic_type_unspecified"],
]);

/** The tier that served a call, where its price is another one. */
export function serviceTier(given: unknown): string | undefined {
  const tier = word(given);
  return tier === undefined || STANDARD.has(tier.toLowerCase()) ? undefined : tier;
}
