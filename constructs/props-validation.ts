import { check, checkObject, isStoredForm, type Checks, type Problems } from "../telemetry";
import type { Receivers } from "./signals";

/** Reports receivers that Datadog would take for plain text, or an alert that nobody hears. */
export function checkReceivers(
  problems: Problems,
  path: string,
  given: unknown,
  { alertRequired }: { readonly alertRequired: boolean },
): void {
  if (given === undefined && !alertRequired) return;
  const allowed = 'an object such as { alert: ["@pagerduty-team"] }';
  checkObject(problems, path, given, alertRequired ? ALERT_REQUIRED : RECEIVERS, allowed);
}

const HANDLES = check.listOf(
  check.value(
    (given) => typeof given === "string" && /^@[^\s{}]+$/.test(given),
    "a handle that starts with @, without spaces, such as @slack-llm-alerts",
  ),
  "a list of handles",
);

const RECEIVERS: Checks<Receivers> = {
  alert: check.optional(HANDLES),
  warning: check.optional(HANDLES),
  recovery: check.optional(HANDLES),
};

const ALERT_REQUIRED: Checks<Receivers> = {
  ...RECEIVERS,
  alert: (problems, path, given) => {
    const isEmpty = given === undefined || (Array.isArray(given) && given.length === 0);
    if (isEmpty) problems.add(path, given, "a list of at least one handle");
    else HANDLES(problems, path, given);
  },
};

/** Reports what is no absolute http(s) URL. */
export function checkUrl(problems: Problems, path: string, given: unknown): void {
  if (given === undefined) return;
  problems.require(
    typeof given === "string" && isHttpUrl(given),
    path,
    given,
    "an absolute URL, such as https://wiki.example.com/llm/{signal}",
  );
}

function isHttpUrl(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text.replaceAll("{signal}", "signal"))) return false;
  return /^https?:\/\//i.test(text);
}

/** Reports what Datadog would not take for `key:value`. */
export function checkTags(problems: Problems, path: string, given: unknown): void {
  if (given === undefined) return;
  if (!problems.require(Array.isArray(given), path, given, "a list of key:value tags")) return;
  (given as unknown[]).forEach((tag, index) => {
    const [key = "", ...value] = String(tag).split(":");
    problems.require(
      typeof tag === "string" && /^[a-z]/.test(key) && isStoredForm(key, value.join(":")),
      `${path}[${index}]`,
      tag,
      "key:value in the form that Datadog stores, such as cost_center:42",
    );
  });
}
