import { nameInEnv } from "../../telemetry";
import type { Finding } from "../lint/rule";
import { losersOf } from "../tags/losers";
import type { ServiceUses } from "../tags/service-uses";
import type { TagUse } from "../tags/tag-uses";
import { estimate, type Driver, type EstimateOptions } from "./estimate";

/** The services whose metrics come to more than their declaration allows. */
export function budgetFindings(
  services: readonly ServiceUses[],
  options: EstimateOptions,
): Finding[] {
  return services.flatMap(({ service, usesOf }) => {
    const budget = service.budget?.customMetrics ?? Infinity;
    const { indexed, drivers } = estimate(service, options);
    if (indexed <= budget) return [];
    const [driver] = drivers;
    const cure = driver ? `; ${driverText(driver, usesOf(driver.tag))}` : "";
    const text = `up to ${indexed} custom metrics, and its budget is ${budget}${cure}`;
    return [{ rule: "budget", subject: nameInEnv(service), address: "", text }];
  });
}

function driverText({ tag, saves }: Driver, uses: readonly TagUse[]): string {
  const losers = losersOf(uses).text;
  const lost = losers === "" ? "" : `, and without it ${losers} would lose it`;
  return `the tag ${tag} makes ${Math.round(saves)} of them${lost}`;
}
