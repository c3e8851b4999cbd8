import type { WidgetDefinition } from "./definition";

/** State of the monitors that a search finds. */
export function monitorStatus(title: string, query: string): WidgetDefinition {
  return {
    type: "manage_status",
    title,
    summary_type: "monitors",
    display_format: "countsAndList",
    color_preference: "text",
    hide_zero_counts: true,
    show_last_triggered: true,
    show_priority: true,
    query,
    sort: "status,asc",
  };
}

/**
 * Status and remaining budget of an objective.
 *
 * @see https://docs.datadoghq.com/dashboards/widgets/slo/
 */
export function sloSummary(title: string, objectiveId: string): WidgetDefinition {
  return {
    type: "slo",
    title,
    view_type: "detail",
    slo_id: objectiveId,
    time_windows: ["7d", "30d"],
    show_error_budget: true,
    view_mode: "overall",
    global_time_target: "0",
  };
}
