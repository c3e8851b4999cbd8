import { isStoredForm, type Problems } from "../telemetry";
import type { Receivers } from "./receivers";

/** Reports receivers that Datadog would take for plain text, or an alert that nobody hears. */
export function checkReceivers(
  problems: Problems,
  path: string,
  given: Partial<Receivers> | undefined,
  { alertRequired }: { readonly alertRequired: boolean },
): void {
  if (given === undefined && !alertRequired) return;
  const routes = given ?? {};
  if (alertRequired) {
    const heard = Array.isArray(routes.alert) && routes.alert.length > 0;
    problems.require(heard, `${path}.alert`, routes.alert, "a list of at least one handle");
  }
  for (const [severity, handles] of Object.entries(routes)) {
    const known = ["alert", "warning", "recovery"].includes(severity);
    if (!problems.require(known, `${path}.${severity}`, handles, "alert, warning, recovery"))
      continue;
    checkHandles(problems, `${path}.${severity}`, handles);
  }
}

/** Reports what Datadog would not take for a handle. */
export function checkHandles(problems: Problems, path: string, handles: unknown): void {
  if (!problems.require(Array.isArray(handles), path, handles, "a list of handles")) return;
  (handles as unknown[]).forEach((handle, index) => {
    problems.require(
      typeof handle === "string" && /^@[^\s{}]+$/.test(handle),
      `${path}[${index}]`,
      handle,
      "a handle that starts with @, without spaces, such as @slack-llm-alerts",
    );
  });
}

/** Reports text that would notify someone from inside of a message, or that says nothing. */
export function checkMessageText(problems: Problems, path: string, given: unknown): void {
  problems.require(
    typeof given === "string" && /\S/.test(given) && !/@\w/.test(given),
    path,
    given,
    "text without @name, which would notify: receivers belong in `notify` (in an address, write %40)",
  );
}

/** Reports lines that would notify someone, or that say nothing. */
export function checkMessageLines(problems: Problems, path: string, given: unknown): void {
  if (given === undefined) return;
  if (!problems.require(Array.isArray(given), path, given, "a list of lines")) return;
  (given as unknown[]).forEach((line, index) =>
    checkMessageText(problems, `${path}[${index}]`, line),
  );
}

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
