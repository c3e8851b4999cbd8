import { check, checkObject, isRecord, type Check, type Checks } from "../../telemetry";
import { isWindow } from "../datadog/monitor-query";
import { checkReceivers, flagCheck, urlCheck } from "../props-validation";
import { checkRenotifySettings } from "../renotify";
import type { FeatureSettings } from "./settings";
import { PRIORITIES } from "./priority";
import type { AlertSettings, MeasureSettings, RateSettings, SignalSettings } from "./signal";
import { thresholdChecks } from "./threshold-checks";
import type { Unit } from "./thresholds";

/** A whole number of events, or no guard. */
const fewest = check.optional(
  check.value(
    (given) => given === false || (Number.isSafeInteger(given) && Number(given) >= 1),
    "a whole number from 1, or false",
  ),
);

const isPriority = (given: unknown) => (PRIORITIES as readonly unknown[]).includes(given);

export const alertChecks: Checks<AlertSettings> = {
  priority: check.optional(check.value(isPriority, "1 to 5")),
  runbook: urlCheck("https://wiki.example.com/llm/invalid_json"),
  notify: (problems, path, given) =>
    checkReceivers(problems, path, given, { alertRequired: false }),
  renotify: checkRenotifySettings,
  draft: flagCheck,
};

export function signalChecks(unit: Unit): Checks<SignalSettings> {
  return {
    ...thresholdChecks(unit),
    window: check.optional(
      check.value(isWindow, "whole minutes or hours below a day, such as 10m or 1h"),
    ),
    ...alertChecks,
  };
}

export function measureChecks(unit: Unit): Checks<MeasureSettings> {
  return { ...signalChecks(unit), minRequests: fewest };
}

export function rateChecks(): Checks<RateSettings> {
  return { ...signalChecks("percent"), minFailures: fewest };
}

/** Which features there are is checked where the service is known. */
export function featureChecks(unit: Unit): Checks<FeatureSettings> {
  return { ...measureChecks(unit), features: check.optional(thresholdsByFeature(unit)) };
}

function thresholdsByFeature(unit: Unit): Check {
  const allowed = "an object with a feature's name for each key";
  const checks = thresholdChecks(unit);
  return (problems, path, given) => {
    if (!problems.require(isRecord(given), path, given, allowed)) return;
    for (const [feature, thresholds] of Object.entries(given as object)) {
      checkObject(problems, `${path}.${feature}`, thresholds, checks, "an object of thresholds");
    }
  };
}

/** Nothing, or an amount of money. */
export const dollars: Check = (problems, path, given) =>
  thresholdChecks("usd").critical(problems, path, given);
