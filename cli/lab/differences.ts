import type { AlertOutcome, Run } from "../../lab";
import { runName } from "../../lab/run/run-name";

/** What one alert does otherwise than before. Minutes count from the beginning of the incident. */
export interface Difference {
  readonly scenario: string;
  readonly service: string;
  /** Signal, and key where there is one. */
  readonly alert: string;
  readonly before: Paging;
  readonly after: Paging;
  /** Ends a sentence that begins with the alert. */
  readonly text: string;
}

/** What an alert did over all of its groups. */
export interface Paging {
  /** Minute of the first page. */
  readonly firedAtMinute: number | null;
  /** Minute of the last recovery; of an alert that fired, `null` means never. */
  readonly recoveredAtMinute: number | null;
  readonly times: number;
}

type Alerts = Pick<Run, "scenario" | "service"> & {
  readonly env?: string;
  readonly alerts: readonly Pick<
    AlertOutcome,
    "signal" | "key" | "firedAtMinute" | "recoveredAtMinute" | "times"
  >[];
};

/** What alerts of a run do otherwise than in the run of the same scenario before a change. */
export function differencesOf(before: Alerts, after: Alerts): Difference[] {
  const [was, is] = [pagings(before), pagings(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((alert) => {
    const [old, now] = [was.get(alert) ?? SILENT, is.get(alert) ?? SILENT];
    const text = said(old, now);
    if (text === "") return [];
    const { scenario } = after;
    return [{ scenario, service: runName(after), alert, before: old, after: now, text }];
  });
}

export function differenceText({ scenario, service, alert, text }: Difference): string {
  return `${scenario}: ${alert} on ${service} ${text}`;
}

const SILENT: Paging = { firedAtMinute: null, recoveredAtMinute: null, times: 0 };

function pagings({ alerts }: Alerts): Map<string, Paging> {
  const found = new Map<string, Paging>();
  for (const one of alerts) {
    const name = one.key === "" ? one.signal : `${one.signal}/${one.key}`;
    const known = found.get(name) ?? SILENT;
    found.set(name, one.firedAtMinute === null ? known : joined(known, one));
  }
  return found;
}

function joined(known: Paging, one: Paging): Paging {
  if (known.firedAtMinute === null) return pagingOf(one);
  const ends = [known, one].map(({ recoveredAtMinute }) => recoveredAtMinute ?? Infinity);
  const last = Math.max(...ends);
  return {
    firedAtMinute: Math.min(known.firedAtMinute, one.firedAtMinute ?? Infinity),
    recoveredAtMinute: Number.isFinite(last) ? last : null,
    times: known.times + one.times,
  };
}

function pagingOf({ firedAtMinute, recoveredAtMinute, times }: Paging): Paging {
  return { firedAtMinute, recoveredAtMinute, times };
}

function said(was: Paging, is: Paging): string {
  if (was.firedAtMinute === null && is.firedAtMinute === null) return "";
  if (is.firedAtMinute === null) return `no longer pages (it did at minute ${was.firedAtMinute})`;
  if (was.firedAtMinute === null) {
    return `pages at minute ${is.firedAtMinute}, and did not before`;
  }
  return [
    moved("pages", was.firedAtMinute, is.firedAtMinute),
    was.times === is.times ? "" : `pages ${is.times} times instead of ${was.times}`,
    recovery(was.recoveredAtMinute, is.recoveredAtMinute),
  ]
    .filter((part) => part !== "")
    .join(", and ");
}

function recovery(was: number | null, is: number | null): string {
  if (was === null) return is === null ? "" : `recovers at minute ${is}, and did not before`;
  if (is === null) return `no longer recovers (it did at minute ${was})`;
  return moved("recovers", was, is);
}

function moved(what: string, was: number, is: number): string {
  if (was === is) return "";
  const minutes = Math.abs(is - was);
  return `${what} ${minutes} ${minutes === 1 ? "minute" : "minutes"} ${is > was ? "later" : "earlier"} (${is} instead of ${was})`;
}
