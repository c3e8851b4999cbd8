/** One row of the table: how fast the budget burns, seen over both windows, and how urgent that is. */
export interface BurnRate {
  /** Times as fast as would use the budget up exactly at the end of the 30 days. */
  readonly rate: number;
  readonly longWindow: "1h" | "6h" | "24h";
  /** A twelfth of the long one, so that the alert recovers soon after the trouble is over. */
  readonly shortWindow: "5m" | "30m" | "120m";
  /** Part of the month's budget that is gone when the alert fires, in percent. */
  readonly spent: number;
  /** Whom it tells: those who hear of alerts, or those who hear of warnings. */
  readonly severity: "alert" | "warning";
}

/**
 * The table of Google's SRE workbook for an objective over 30 days. Its last row looks back three days
 * and Datadog two at most, so that row is the one that Datadog recommends in its place.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 * @see https://docs.datadoghq.com/service_level_objectives/burn_rate/#examples
 */
export const BURN_RATES: readonly BurnRate[] = [
  { rate: 14.4, longWindow: "1h", shortWindow: "5m", spent: 2, severity: "alert" },
  { rate: 6, longWindow: "6h", shortWindow: "30m", spent: 5, severity: "alert" },
  { rate: 3, longWindow: "24h", shortWindow: "120m", spent: 10, severity: "warning" },
];

/** Days over which an objective is measured. */
export const OBJECTIVE_DAYS = 30;

/** The monitor's query. `objective` is the id, or a Terraform reference to it. */
export function burnRateQuery(
  { rate, longWindow, shortWindow }: BurnRate,
  objective: string,
): string {
  const windows = `.long_window("${longWindow}").short_window("${shortWindow}")`;
  return `burn_rate("${objective}").over("${OBJECTIVE_DAYS}d")${windows} > ${rate}`;
}
