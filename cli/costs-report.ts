import type { Estimate } from "../review/costs";
import { table } from "./table";

export interface ServiceCosts {
  readonly name: string;
  readonly estimate: Estimate;
}

export interface CostsReportOptions {
  /** Dollars for 100 indexed custom metrics and month; contracts differ, so there is no default. */
  readonly price: number | undefined;
  /** Indexed custom metrics; Infinity for none. */
  readonly budget: number;
  readonly width: number;
}

/** Metrics that the report names of a service; the others are summed up. */
const MAX_NAMED = 5;

export function costsReport(
  services: readonly ServiceCosts[],
  { price, budget, width }: CostsReportOptions,
): string {
  const indexed = services.reduce((sum, one) => sum + one.estimate.indexed, 0);
  const ingested = services.reduce((sum, one) => sum + one.estimate.ingested, 0);
  const dollars = price === undefined ? "" : `, ${dollarsText((indexed * price) / 100)} a month`;
  const budgetText =
    budget === Infinity
      ? ""
      : indexed > budget
        ? ` That is more than the budget of ${budget}.`
        : ` The budget is ${budget}.`;
  return [
    ...services.flatMap((one) => [...serviceLines(one, width), ""]),
    `All services: at most ${indexed} indexed custom metrics in a usual hour${dollars}; ${ingested} ingested.${budgetText}`,
  ].join("\n");
}

function serviceLines({ name, estimate }: ServiceCosts, width: number): string[] {
  const dearest = [...estimate.metrics].sort((left, right) => right.indexed - left.indexed);
  const rest = dearest.slice(MAX_NAMED).reduce((sum, { indexed }) => sum + indexed, 0);
  const rows = dearest
    .slice(0, MAX_NAMED)
    .map(({ metric, indexed, factors }) => [
      `  ${metric}`,
      String(indexed),
      factors.map(({ count, what }) => `${count} ${what}`).join(" × ") || "one series",
    ]);
  const drivers = estimate.drivers
    .filter(({ saves }) => saves > 0)
    .map(({ tag, saves }) => `${tag} ${Math.round(saves)}`);
  return [
    `${name}: ${estimate.indexed} indexed custom metrics of ${estimate.names} names`,
    ...table(
      [...rows, ["  others", String(rest), `${Math.max(0, estimate.names - MAX_NAMED)} metrics`]],
      width,
    ),
    ...(drivers.length === 0 ? [] : [`  Each tag's share: ${drivers.join(", ")}`]),
  ];
}

function dollarsText(dollars: number): string {
  return `$${dollars.toFixed(2)}`;
}
