import type { NotificationSent } from "../../lab";

/** Handles without `@`. */
export interface Routes {
  readonly alert: readonly string[];
  readonly warning: readonly string[];
}

/** What is wrong with a notification as its receivers see it; empty where all is well. */
export function notificationProblems(sent: NotificationSent, routes: Routes): string[] {
  const { signal, key, minute, status, message, title, unknownVariables } = sent;
  const wanted = receiversOf(sent, routes);
  const headline = message.split("\n")[0] ?? "";
  const problems = [
    ...(sameMembers(sent.receivers, wanted)
      ? []
      : [`told ${sent.receivers.join()}, not ${wanted.join()}`]),
    ...(status === "OK" || status === "No Data" ? [] : numberProblems(headline, sent.value)),
    ...Object.entries(sent.group)
      .filter(([tag, name]) => !headline.includes(`${tag} ${name}`))
      .map(([tag, name]) => `${tag} ${name} is not in the headline`),
    ...(headline.startsWith(HEADLINES[status] ?? "?") ? [] : [`headline ${headline}`]),
    ...(`${title}${message}`.includes("{{") ? ["a variable that is not filled in"] : []),
    ...unknownVariables.map((variable) => `${variable} has no value`),
    ...(message.includes(`docs/runbooks/${signal}.md`) ? [] : ["no link to the signal's runbook"]),
  ];
  return problems.map((problem) => `${signal} ${key}, minute ${minute}, ${status}: ${problem}`);
}

const HEADLINES: Readonly<Record<string, string>> = {
  Alert: "**",
  Warn: "**Warning: ",
  OK: "**Recovered: ",
  "No Data": "**",
};

/** Who hears of warnings hears of the alert; of an end hears who heard of the beginning. */
function receiversOf(
  { status, previous }: Pick<NotificationSent, "status" | "previous">,
  routes: Routes,
): readonly string[] {
  const isWarning = status === "Warn" || (status === "OK" && previous === "Warn");
  return isWarning ? routes.warning : [...routes.alert, ...routes.warning];
}

/** Datadog shows three digits after the point, and three that count of what is below one. */
function numberProblems(headline: string, value: number): string[] {
  const shown = /\. Measured: \$?(-?[\d.]+(?:e-\d+)?)(?: (?:%|ms|points))?\.$/.exec(headline)?.[1];
  if (shown === undefined) return [`no number in ${headline}`];
  const rounding = Math.abs(value) >= 1 ? 0.0005 : 0.005 * Math.abs(value);
  const exact = Math.abs(Number(shown) - value) <= rounding + 1e-9;
  return exact ? [] : [`shows ${shown}, and ${value} was measured`];
}

function sameMembers(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}
