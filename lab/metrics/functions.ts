/** A function that turns each value into another, whatever its neighbours are. */
export interface PointFunction {
  /** Number of numeric arguments after the query. */
  readonly numbers: number;
  readonly apply: (value: number, argument: number) => number;
}

/** @see https://docs.datadoghq.com/dashboards/functions/ */
export const POINT_FUNCTIONS: Readonly<Record<string, PointFunction>> = {
  abs: { numbers: 0, apply: Math.abs },
  exp: { numbers: 0, apply: Math.exp },
  // On no page, but Datadog's own monitors of Lambda time-outs have it:
  // https://github.com/DataDog/serverless-plugin-datadog/blob/main/src/monitors.ts
  floor: { numbers: 0, apply: Math.floor },
  log2: { numbers: 0, apply: Math.log2 },
  log10: { numbers: 0, apply: Math.log10 },
  default_zero: { numbers: 0, apply: (value) => (Number.isNaN(value) ? 0 : value) },
  // https://docs.datadoghq.com/graphing/functions/interpolation#default names it with any value.
  default: { numbers: 1, apply: (value, instead) => (Number.isNaN(value) ? instead : value) },
  // Drops N/A groups, which a monitor never sees.
  exclude_null: { numbers: 0, apply: (value) => value },
  // What has no value is set to the bound, too: https://docs.datadoghq.com/dashboards/functions/exclusion/#clamp
  clamp_min: { numbers: 1, apply: (value, least) => (value >= least ? value : least) },
  clamp_max: { numbers: 1, apply: (value, most) => (value <= most ? value : most) },
  cutoff_min: { numbers: 1, apply: (value, least) => (value < least ? NaN : value) },
  cutoff_max: { numbers: 1, apply: (value, most) => (value > most ? NaN : value) },
  is_greater: { numbers: 1, apply: (value, bound) => truth(value, value > bound) },
  is_less: { numbers: 1, apply: (value, bound) => truth(value, value < bound) },
};

function truth(value: number, holds: boolean): number {
  if (Number.isNaN(value)) return NaN;
  return holds ? 1 : 0;
}
