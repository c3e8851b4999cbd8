import type { WidgetDefinition } from "./definition";
import { seriesRequest, type Series } from "./series-request";

/** A horizontal line on a graph. */
export interface Marker {
  readonly value: number;
  readonly severity: "error" | "warning";
  readonly label: string;
}

/** Lines or bars over time. */
export function timeseries(
  title: string,
  series: readonly Series[],
  options: {
    readonly display?: "line" | "bars" | "area";
    readonly markers?: readonly Marker[];
    /** Drawn behind the lines, to mark when something began. */
    readonly overlay?: readonly Series[];
    /** A search for events, each of which is drawn behind the lines. */
    readonly events?: string;
  } = {},
): WidgetDefinition {
  const { display = "line", markers = [], overlay = [], events } = options;
  const drawn = {
    ...seriesRequest(series, "timeseries"),
    display_type: display,
    style: { palette: "dog_classic", line_type: "solid", line_width: "normal" },
  };
  const behind = overlay.map((mark) => ({
    ...seriesRequest([mark], "timeseries"),
    display_type: "overlay",
    style: { palette: "purple", line_type: "dashed", line_width: "thin" },
  }));
  return {
    type: "timeseries",
    title,
    show_legend: true,
    legend_layout: "auto",
    legend_columns: ["avg", "max", "value"],
    requests: [drawn, ...behind, ...(events === undefined ? [] : [eventOverlay(events)])],
    yaxis: { include_zero: true, scale: "linear", min: "auto", max: "auto" },
    ...(markers.length > 0 ? { markers: markers.map(renderMarker) } : {}),
  };
}

/**
 * What Datadog stores where people choose an overlay of events; the key `events` of a widget is deprecated,
 * and no longer drawn.
 *
 * @see https://github.com/DataDog/terraform-provider-datadog/issues/1980
 */
function eventOverlay(search: string): object {
  const name = "query1";
  const query = { name, data_source: "events", indexes: ["*"], search: { query: search } };
  return {
    response_format: "timeseries",
    queries: [{ ...query, compute: { aggregation: "count" }, group_by: [] }],
    formulas: [{ formula: name }],
    display_type: "overlay",
    style: { palette: "purple", line_type: "solid", line_width: "normal" },
  };
}

function renderMarker({ value, severity, label }: Marker): object {
  return { value: `y = ${value}`, display_type: `${severity} dashed`, label };
}
