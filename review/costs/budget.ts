import { nameInEnv, type LlmServiceInEnv } from "../../telemetry";
import type { Finding } from "../lint/rule";
import { estimate, type EstimateOptions } from "./estimate";

/** The services whose metrics come to more than their declaration allows. */
export function budgetFindings(
  services: readonly LlmServiceInEnv[],
  options: EstimateOptions,
): Finding[] {
  return services.flatMap((service) => {
    const budget = service.budget?.customMetrics ?? Infinity;
    const { indexed, drivers } = estimate(service, options);
    if (indexed <= budget) return [];
    const [driver] = drivers;
    const cure = driver ? `; the tag ${driver.tag} makes ${Math.round(driver.saves)} of them` : "";
    const text = `up to ${indexed} custom metrics, and its budget is ${budget}${cure}`;
    return [{ rule: "budget", subject: nameInEnv(service), address: "", text }];
  });
}
