import { QueryError } from "./query-error";

/** `burn_rate("<objective>").over("30d").long_window("1h").short_window("5m") > 14.4` */
export interface BurnRateQuery {
  readonly longWindow: string;
  readonly shortWindow: string;
  readonly threshold: number;
}

const FORM =
  /^\s*burn_rate\("[^"]+"\)\s*\.over\("(?:7|30|90)d"\)\s*\.long_window\("(\d+h)"\)\s*\.short_window\("(\d+m)"\)\s*>\s*(\d+(?:\.\d+)?)\s*$/;

/**
 * Reads a burn-rate alert's query.
 *
 * @see https://docs.datadoghq.com/service_level_objectives/burn_rate/#api-and-terraform
 * @throws QueryError
 */
export function parseBurnRate(query: string): BurnRateQuery {
  const [, longWindow, shortWindow, threshold] = FORM.exec(query) ?? [];
  if (longWindow === undefined || shortWindow === undefined) {
    throw new QueryError(
      query,
      0,
      "Of alerts on objectives, the lab evaluates burn_rate() in its documented form only;",
    );
  }
  return { longWindow, shortWindow, threshold: Number(threshold) };
}
