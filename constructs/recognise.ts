import type { LlmDashboard } from "./dashboards/llm-dashboard";
import type { LlmServiceMonitors } from "./llm-service-monitors";
import { isMarked, MARKS } from "./marks";

/** The same as the classes' own tests, for whoever must not load CDKTF. */
export function isLlmServiceMonitors(construct: unknown): construct is LlmServiceMonitors {
  return isMarked(construct, MARKS.monitors);
}

/** The same for dashboards. */
export function isLlmDashboard(construct: unknown): construct is LlmDashboard {
  return isMarked(construct, MARKS.dashboard);
}
