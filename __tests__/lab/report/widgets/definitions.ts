/** Definitions of widgets, as short as a test of one key needs them. */
export type Json = Readonly<Record<string, unknown>>;

const queries = [
  { name: "q1", data_source: "metrics", query: "avg:g{*} by {env}", aggregator: "avg" },
];
export const request = (more: Json = {}, formula: Json = {}): Json => ({
  queries,
  formulas: [{ formula: "q1", ...formula }],
  ...more,
});
export const graph = (more: Json = {}, ofRequest: Json = {}, formula: Json = {}): Json => ({
  ...{ type: "timeseries", title: "widget" },
  requests: [request({ display_type: "line", ...ofRequest }, formula)],
  ...more,
});
export const one = (
  type: string,
  more: Json = {},
  ofRequest: Json = {},
  formula: Json = {},
): Json => ({
  ...{ type, title: "widget", requests: [request(ofRequest, formula)], ...more },
});
export const rule = (more: Json = {}): Json => ({
  conditional_formats: [{ comparator: ">", value: 50, palette: "white_on_red", ...more }],
});
export const marker = (value: string, more: Json = {}): Json => ({
  markers: [{ value, display_type: "error dashed", label: "mark", ...more }],
});
