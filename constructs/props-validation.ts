import {
  check,
  checkObject,
  isList,
  isStoredForm,
  type Check,
  type Checks,
  type Problems,
} from "../telemetry";
import type { Receivers } from "./receivers";

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

/** Handles that Datadog takes for such. */
export const HANDLES = check.listOf(
  check.value(
    (given) => typeof given === "string" && /^@[^\s{}]+$/.test(given),
    "a handle that starts with @, without spaces, such as @slack-llm-alerts",
  ),
  "a list of handles",
);

/** Nothing, true or false. */
export const flagCheck = check.optional(
  check.value((given) => typeof given === "boolean", "true or false"),
);

/** Text that says something, and notifies nobody from inside of a message. */
export const messageTextCheck = check.value(
  (given) => typeof given === "string" && /\S/.test(given) && !/@\w/.test(given),
  "text without @name, which would notify: receivers belong in `notify` (in an address, write %40)",
);

/** Nothing, or lines of such text. */
export const messageLinesCheck = check.optional(check.listOf(messageTextCheck, "a list of lines"));

const RECEIVERS: Checks<Receivers> = {
  alert: check.optional(HANDLES),
  warning: check.optional(HANDLES),
  recovery: check.optional(HANDLES),
};

const ALERT_REQUIRED: Checks<Receivers> = {
  ...RECEIVERS,
  alert: (problems, path, given) => {
    const isEmpty = given === undefined || (isList(given) && given.length === 0);
    if (isEmpty) problems.add(path, given, "a list of at least one handle");
    else HANDLES(problems, path, given);
  },
};

/** Nothing, or an absolute http(s) URL. */
export function urlCheck(example: string): Check {
  return check.optional(
    check.value(
      (given) => typeof given === "string" && isHttpUrl(given),
      `an absolute URL, such as ${example}`,
    ),
  );
}

function isHttpUrl(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text.replaceAll("{signal}", "signal"))) return false;
  return /^https?:\/\//i.test(text);
}

/** Nothing, or tags that Datadog takes for `key:value`. */
export const tagsCheck: Check = check.optional(
  check.listOf(
    check.value(isTag, "key:value in the form that Datadog stores, such as cost_center:42"),
    "a list of key:value tags",
  ),
);

function isTag(given: unknown): boolean {
  if (typeof given !== "string") return false;
  const [key = "", ...value] = given.split(":");
  // With its colon, because a key may end in an underscore, and a whole tag may not.
  const isKey = /^[a-z]/.test(key) && isStoredForm("", `${key}:`);
  return isKey && isStoredForm(key, value.join(":"));
}
