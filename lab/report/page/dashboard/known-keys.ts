/**
 * What the report does with each key of a widget. A key that is not listed is named in its place, so
 * that nothing is left out in silence: whoever draws another key adds it here.
 */
export interface Keys {
  readonly [key: string]: "drawn" | "cosmetic" | Keys;
}

const [DRAWN, COSMETIC] = ["drawn", "cosmetic"] as const;

/** Look and links of the place, which are the report's own. */
const FRAME: Keys = {
  ...{
    type: DRAWN,
    title: DRAWN,
    time: { live_span: DRAWN, type: DRAWN, value: DRAWN, unit: DRAWN },
  },
  ...{ title_size: COSMETIC, title_align: COSMETIC, show_legend: COSMETIC, legend_size: COSMETIC },
  ...{ legend_layout: COSMETIC, legend_columns: COSMETIC, background_color: COSMETIC },
};

const QUERIES: Keys = { name: DRAWN, data_source: DRAWN, query: DRAWN, aggregator: DRAWN };

/** Of events, which the lab has none of. */
const EVENT_QUERIES: Keys = {
  ...{ indexes: COSMETIC, search: COSMETIC, compute: COSMETIC, group_by: COSMETIC },
};

const RULES: Keys = {
  ...{ comparator: DRAWN, value: DRAWN, palette: DRAWN, hide_value: DRAWN },
  ...{ custom_bg_color: DRAWN, custom_fg_color: DRAWN },
};

const FORMULAS: Keys = {
  ...{ formula: DRAWN, alias: DRAWN, limit: { count: DRAWN, order: DRAWN } },
  number_format: { unit: { type: DRAWN, unit_name: DRAWN } },
  // A number that is as long as its cell shows nothing that the number does not.
  cell_display_mode: COSMETIC,
  cell_display_mode_options: COSMETIC,
};

const SORT: Keys = {
  count: DRAWN,
  order_by: { type: COSMETIC, index: DRAWN, order: DRAWN },
};

const REQUEST: Keys = {
  ...{ q: DRAWN, queries: QUERIES, response_format: COSMETIC, formulas: FORMULAS },
};

const COLOURED: Keys = { ...FORMULAS, conditional_formats: RULES };

const AXIS: Keys = {
  ...{ scale: DRAWN, min: DRAWN, max: DRAWN, include_zero: DRAWN, label: DRAWN },
};

/** Of a dashboard itself. */
export const DASHBOARD_KEYS: Keys = {
  ...{ title: DRAWN, description: DRAWN, widgets: DRAWN, layout_type: COSMETIC },
  template_variables: {
    ...{ name: DRAWN, prefix: DRAWN, default: DRAWN, defaults: DRAWN, available_values: DRAWN },
    type: COSMETIC,
  },
  ...{ reflow_type: COSMETIC, notify_list: COSMETIC, is_read_only: COSMETIC, tags: COSMETIC },
  ...{ restricted_roles: COSMETIC, pause_auto_refresh: COSMETIC, id: COSMETIC, url: COSMETIC },
  ...{ author_handle: COSMETIC, author_name: COSMETIC, created_at: COSMETIC },
  modified_at: COSMETIC,
};

/** By kind of widget: each is drawn by its function in `widgets/`, but for the frame around others. */
export const KNOWN_KEYS = {
  timeseries: {
    ...FRAME,
    requests: {
      ...REQUEST,
      queries: { ...QUERIES, ...EVENT_QUERIES },
      formulas: { ...FORMULAS, style: { palette: DRAWN, palette_index: DRAWN } },
      ...{ display_type: DRAWN, on_right_yaxis: DRAWN },
      metadata: { expression: DRAWN, alias_name: DRAWN },
      style: { palette: DRAWN, line_type: DRAWN, line_width: DRAWN, order_by: COSMETIC },
    },
    markers: { value: DRAWN, display_type: DRAWN, label: DRAWN },
    yaxis: AXIS,
    right_yaxis: AXIS,
  },
  query_value: {
    ...FRAME,
    requests: {
      ...REQUEST,
      ...{ formulas: COLOURED, aggregator: DRAWN, conditional_formats: RULES },
    },
    ...{ autoscale: DRAWN, precision: DRAWN, custom_unit: DRAWN, text_align: COSMETIC },
    timeseries_background: COSMETIC,
  },
  toplist: {
    ...FRAME,
    requests: {
      ...REQUEST,
      ...{ formulas: COLOURED, aggregator: DRAWN, conditional_formats: RULES },
      // One list holds the rows of all formulas: which of them ranks it is no question.
      sort: { count: DRAWN, order_by: { type: COSMETIC, order: DRAWN } },
      style: COSMETIC,
    },
    style: COSMETIC,
  },
  query_table: {
    ...FRAME,
    requests: {
      ...REQUEST,
      ...{ formulas: COLOURED, aggregator: DRAWN, conditional_formats: RULES, sort: SORT },
      ...{ alias: DRAWN, limit: DRAWN, order: DRAWN },
      cell_display_mode: COSMETIC,
    },
    has_search_bar: COSMETIC,
  },
  treemap: {
    ...FRAME,
    requests: { ...REQUEST, style: COSMETIC },
    ...{ size_by: COSMETIC, color_by: COSMETIC, group_by: COSMETIC },
  },
  manage_status: {
    ...FRAME,
    ...{
      query: DRAWN,
      summary_type: COSMETIC,
      display_format: COSMETIC,
      color_preference: COSMETIC,
    },
    ...{ show_last_triggered: COSMETIC, hide_zero_counts: COSMETIC, sort: COSMETIC },
    ...{ show_priority: DRAWN },
  },
  list_stream: {
    ...FRAME,
    requests: {
      columns: { field: DRAWN, width: COSMETIC },
      query: { data_source: DRAWN, query_string: DRAWN, indexes: COSMETIC, storage: COSMETIC },
      response_format: COSMETIC,
    },
  },
  note: {
    ...FRAME,
    ...{ content: DRAWN, font_size: COSMETIC, has_padding: COSMETIC, show_tick: COSMETIC },
    ...{ text_align: COSMETIC, tick_edge: COSMETIC, tick_pos: COSMETIC, vertical_align: COSMETIC },
  },
  free_text: {
    ...FRAME,
    ...{ text: DRAWN, color: COSMETIC, font_size: COSMETIC, text_align: COSMETIC },
  },
  group: {
    ...FRAME,
    ...{ widgets: DRAWN, show_title: DRAWN, layout_type: COSMETIC, banner_img: COSMETIC },
  },
  slo: {
    ...FRAME,
    ...{ slo_id: DRAWN, time_windows: DRAWN, show_error_budget: DRAWN, global_time_target: DRAWN },
    ...{ view_mode: COSMETIC, view_type: COSMETIC },
  },
  slo_list: {
    ...FRAME,
    requests: {
      request_type: DRAWN,
      query: { query_string: DRAWN, limit: DRAWN },
    },
  },
} as const satisfies Readonly<Record<string, Keys>>;

/** Kinds of widgets that the report draws. */
export type DrawnKind = Exclude<keyof typeof KNOWN_KEYS, "group">;
