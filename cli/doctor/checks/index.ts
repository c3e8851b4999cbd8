import type { Check } from "../check";
import { keys } from "./keys";
import { metricSettings } from "./metric-settings";
import { metricTags } from "./metric-tags";
import { metricTypes } from "./metric-types";
import { metricsArrived } from "./metrics-arrived";
import { monitorsAccepted } from "./monitors-accepted";
import { monitorsData } from "./monitors-data";
import { monitorsDeployed } from "./monitors-deployed";
import { percentiles } from "./percentiles";
import { prices } from "./prices";
import { scopes } from "./scopes";
import { site } from "./site";
import { tagValues } from "./tag-values";
import { telemetryHealth } from "./telemetry-health";
import { traces } from "./traces";

/** Every check, in the order in which they run: what others rest on first. */
export const CHECKS: readonly Check[] = [
  keys,
  scopes,
  site,
  metricsArrived,
  metricTypes,
  metricTags,
  tagValues,
  percentiles,
  metricSettings,
  monitorsAccepted,
  monitorsDeployed,
  monitorsData,
  prices,
  telemetryHealth,
  traces,
];
