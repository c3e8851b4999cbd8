import { ACCESS } from "./access";
import { ARRIVAL } from "./arrival";
import { METRIC_SETTINGS } from "./metric-settings";
import { MONITORS } from "./monitors";
import { TELEMETRY } from "./telemetry";
import type { FaultCase } from "./fault-case";

/** All that the doctor has to find, each alone. */
export const FAULT_CASES: readonly FaultCase[] = [
  ...ACCESS,
  ...ARRIVAL,
  ...METRIC_SETTINGS,
  ...MONITORS,
  ...TELEMETRY,
];
