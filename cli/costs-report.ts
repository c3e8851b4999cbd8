import type { ActualSeries, Estimate } from "../review/costs";
import type { Losers } from "../review/tags/losers";
import type { Finding } from "../review/lint/rule";
import { table } from "./table";

export interface ServiceCosts {
  readonly name: string;
  readonly estimate: Estimate;
  /** Who would lose each tag that multiplies, the dearest tag first. */
  readonly tags: readonly (Losers & Estimate["drivers"][number])[];
  /** Where they are known: how many series of the estimate a usual hour really has. */
  readonly requestsPerHour?: number;
  /** Where there is a recording. */
  readonly actual?: Pick<ActualSeries, "hours" | "series">;
}

export interface CostsReportOptions {
  /** Dollars for 100 indexed custom metrics and month; contracts differ, so there is no default. */
  readonly price: number | undefined;
  /** Indexed custom metrics; Infinity for none. */
  readonly budget: number;
  /** Services beyond the budget of their declaration. */
  readonly overspent: readonly Finding[];
  readonly width: number;
}

/** Metrics that the report names of a service; the others are summed up. */
const MAX_NAMED = 5;

export function costsReport(
  services: readonly ServiceCosts[],
  { price, budget, overspent, width }: CostsReportOptions,
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
    ...overspent.map(({ subject, text }) => `Over its budget: ${subject}: ${text}.`),
  ].join("\n");
}

function serviceLines(service: ServiceCosts, width: number): string[] {
  const { name, estimate, tags } = service;
  const dearest = [...estimate.metrics].sort((left, right) => right.indexed - left.indexed);
  const rest = dearest.slice(MAX_NAMED).reduce((sum, { indexed }) => sum + indexed, 0);
  const rows = dearest
    .slice(0, MAX_NAMED)
    .map((one) => [`  ${one.metric}`, String(one.indexed), combinationsText(one)]);
  const drivers = tags
    .filter(({ saves }) => saves > 0)
    .map((one) => [`    ${one.tag}`, String(Math.round(one.saves)), one.text || "nobody"]);
  return [
    `${name}: ${estimate.indexed} indexed custom metrics of ${estimate.names} names`,
    ...table(
      [...rows, ["  others", String(rest), `${Math.max(0, estimate.names - MAX_NAMED)} metrics`]],
      width,
    ),
    ...(drivers.length === 0 ? [] : ["  What each tag makes of them, and who would lose it:"]),
    ...table(drivers, width),
    ...seriesLine(service),
  ];
}

/** A distribution is several custom metrics for each combination of tag values. */
function combinationsText({ factors, indexed, series }: Estimate["metrics"][number]): string {
  const combinations = factors.map(({ count, what }) => `${count} ${what}`).join(" × ");
  const each = indexed / series;
  if (each === 1) return combinations || "one series";
  return `${combinations || "one series"}, each ${each} custom metrics`;
}

/** Series as they were counted, beside those that the estimate rests on. */
function seriesLine({ estimate, requestsPerHour, actual }: ServiceCosts): string[] {
  if (requestsPerHour === undefined && actual === undefined) return [];
  const expected =
    requestsPerHour === undefined
      ? []
      : [`about ${Math.round(estimate.expected)} with ${requestsPerHour} requests an hour`];
  const recorded = actual
    ? [`${Math.round(actual.series)} in an hour of the recording (${actual.hours} hours)`]
    : [];
  return [`  Series: at most ${estimate.series}; ${[...expected, ...recorded].join("; ")}`];
}

function dollarsText(dollars: number): string {
  return `$${dollars.toFixed(2)}`;
}
