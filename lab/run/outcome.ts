import type { GroupTags } from "../metrics";
import type { MonitorEvaluator, Verdict } from "../monitors";
import type { Expectation } from "../scenarios";
import type { Alert } from "./alerts";
import { boundsOf, likelihoodIn } from "./bounds";
import { problemsOf } from "./problems";
import type { Requests } from "./odds";
import type { Likelihood } from "./sliding";

/** What one alert did for one group; or, without a group, that it stayed silent. */
export interface AlertOutcome {
  readonly signal: string;
  readonly key: string;
  readonly monitor: string;
  readonly group: GroupTags;
  /** It tells nobody: where it fired, it would have paged. */
  readonly isDraft?: true;
  /** Minutes since the incident began, at the first alert; `null` where it stayed silent. */
  readonly firedAtMinute: number | null;
  /** Minutes since the incident began, at the last recovery; `null` where it did not recover. */
  readonly recoveredAtMinute: number | null;
  /** How often it fired. */
  readonly times: number;
  /** Minute of the first warning, where it warned. */
  readonly warnedAtMinute: number | null;
  /** Minute at which it was first without data, where it was. */
  readonly noDataAtMinute: number | null;
  /** What the scenario expects of it. */
  readonly expected: "fire" | "silence" | "either";
  /** Minute by which it has to fire; `null` where that is not known. */
  readonly firesBy: number | null;
  /** Why it need not fire, or why it may; of one that may, only where it did. */
  readonly because?: string;
  /** Of firing in one window, where traffic or chance are the reason. */
  readonly probability?: number;
  /** What was measured when it first fired. */
  readonly value: number | null;
  /** What is not as expected, in sentences. */
  readonly problems: readonly string[];
  /** There is no problem. */
  readonly ok: boolean;
  /** The undocumented points on which this verdict depends. */
  readonly dependsOnUndocumented: readonly string[];
}

export interface Observed {
  readonly alerts: readonly Alert[];
  readonly evaluator: MonitorEvaluator;
  /** Seconds since the epoch. */
  readonly onset: number;
  readonly expectations: readonly Expectation[];
  /** Minute at which the incident ends. */
  readonly ends: number | undefined;
  /** Minutes from the beginning of the incident to the end of the run. @default - not known */
  readonly lasts?: number;
  /** What traffic the verdicts follow from. @default - enough for anything */
  readonly requests?: Requests;
  /** Evaluates the alerts as they should be: what is expected follows from those. @default evaluator */
  readonly reference?: MonitorEvaluator;
  /** Says why an alert stayed silent that should have fired. @default - nobody knows */
  readonly silence?: (alert: Alert, expectation: Expectation) => string;
}

/** What each alert did, beside what was expected of it. */
export function outcomes(observed: Observed): AlertOutcome[] {
  const verdicts = observed.evaluator.verdicts();
  return observed.alerts.flatMap((alert) =>
    outcomesOf(
      alert,
      verdicts.filter(({ monitor }) => monitor === alert.monitor.id),
      observed,
    ),
  );
}

function outcomesOf(
  alert: Alert,
  verdicts: readonly Verdict[],
  observed: Observed,
): AlertOutcome[] {
  const own = observed.expectations
    .filter((expectation) => concerns(expectation, alert))
    .map((expectation) => chancesOf(expectation, alert, observed));
  const groups = observed.evaluator
    .statuses(alert.monitor.id)
    .map(({ group }) => group)
    .filter((group) => verdicts.some((verdict) => sameGroup(verdict.group, group)));
  const found = groups.map((group) => {
    const mine = verdicts.filter((verdict) => sameGroup(verdict.group, group));
    const wanted = own.find((expectation) => concernsGroup(expectation, group));
    return outcomeOfGroup(alert, group, mine, wanted, observed);
  });
  const misses = own
    .filter(({ optional }) => optional === undefined)
    .filter(
      (expectation) =>
        !found.some((one) => one.firedAtMinute !== null && concernsGroup(expectation, one.group)),
    )
    .map((expectation) => missOf(alert, expectation, observed));
  if (found.length + misses.length > 0) return [...found, ...misses];
  return [{ ...silent(alert), expected: own.length > 0 ? "either" : "silence" }];
}

/** An expectation, and what chance leaves of it. */
interface Wanted extends Expectation {
  readonly likelihood?: Likelihood;
}

function chancesOf(
  expectation: Expectation,
  { monitor }: Alert,
  { evaluator, reference = evaluator, requests, ends, lasts = Infinity }: Observed,
): Wanted {
  const measures = reference.measuresOf(monitor.id);
  const likelihood = likelihoodIn(expectation, measures, requests, ends ?? lasts);
  return likelihood ? { ...expectation, likelihood } : expectation;
}

function missOf(alert: Alert, wanted: Wanted, { silence }: Observed): AlertOutcome {
  const missed = { ...silent(alert), group: wanted.group ?? {} };
  const { verdict = "fires", because = "", probability = 1 } = wanted.likelihood ?? {};
  if (verdict !== "fires") return { ...missed, ...expectedOf(verdict), because, probability };
  const problems = [silence?.(alert, wanted) ?? "It stayed silent."];
  return { ...missed, expected: "fire", problems, ok: false };
}

function expectedOf(verdict: "silent" | "chance"): Pick<AlertOutcome, "expected"> {
  return { expected: verdict === "silent" ? "silence" : "either" };
}

export function concerns(expectation: Expectation, { signal, key }: Alert): boolean {
  return expectation.signal === signal && (expectation.key ?? key) === key;
}

function concernsGroup({ group = {} }: Expectation, tags: GroupTags): boolean {
  return Object.entries(group).every(([tag, value]) => tags[tag] === value);
}

function silent({ signal, key, monitor }: Alert): AlertOutcome {
  return {
    signal,
    key,
    monitor: monitor.id,
    group: {},
    ...(monitor.isDraft ? { isDraft: true } : {}),
    firedAtMinute: null,
    recoveredAtMinute: null,
    times: 0,
    warnedAtMinute: null,
    noDataAtMinute: null,
    expected: "silence",
    firesBy: null,
    value: null,
    problems: [],
    ok: true,
    dependsOnUndocumented: [],
  };
}

function outcomeOfGroup(
  alert: Alert,
  group: GroupTags,
  verdicts: readonly Verdict[],
  wanted: Wanted | undefined,
  { onset, ends, evaluator, reference = evaluator }: Observed,
): AlertOutcome {
  const minute = (time: number | undefined): number | null =>
    time === undefined ? null : Math.round((time - onset) / 60);
  const reached = verdicts.filter(({ from }) => from !== undefined);
  const fired = reached.filter(isFiring);
  const event = evaluator.events.find(
    ({ monitor, group: of, time }) =>
      monitor === alert.monitor.id && time === fired[0]?.from && sameGroup(of, group),
  );
  const outcome: AlertOutcome = {
    ...silent(alert),
    group,
    firedAtMinute: minute(fired[0]?.from),
    recoveredAtMinute: fired.length > 0 ? minute(reached.at(-1)?.to) : null,
    times: fired.length,
    warnedAtMinute: minute(reached.find(({ status }) => status === "Warn")?.from),
    noDataAtMinute: minute(reached.find(({ status }) => status === "No Data")?.from),
    value: event === undefined || Number.isNaN(event.value) ? null : event.value,
    dependsOnUndocumented: [...new Set(verdicts.flatMap((one) => one.dependsOnUndocumented))],
  };
  if (!wanted)
    return judged(
      outcome,
      fired.length > 0 ? [`It fired in minute ${firstOf(outcome)}, and should stay silent.`] : [],
    );
  if (wanted.optional !== undefined) {
    const because = fired.length > 0 ? { because: `It may fire: ${wanted.optional}.` } : {};
    return { ...outcome, expected: "either", ...because };
  }
  const { likelihood } = wanted;
  if (likelihood && likelihood.verdict !== "fires") {
    const { verdict, because, probability } = likelihood;
    const isWrong = verdict === "silent" && fired.length > 0;
    const problems = isWrong ? [`It fired in minute ${outcome.firedAtMinute}. ${because}`] : [];
    return judged({ ...outcome, ...expectedOf(verdict), because, probability }, problems);
  }
  const bounds = boundsOf(wanted, ends, reference.measureOf(alert.monitor.id), likelihood);
  const [, latest] = bounds.fires;
  const expected = { ...outcome, expected: "fire" as const, firesBy: finite(Math.floor(latest)) };
  return judged(expected, problemsOf(outcome, bounds));
}

function firstOf({ firedAtMinute }: AlertOutcome): string {
  const isBefore = firedAtMinute !== null && firedAtMinute < 0;
  return `${firedAtMinute}${isBefore ? ", before anything happened" : ""}`;
}

/** Whether a status calls for someone: missing data do where the monitor notifies of them. */
export function isFiring({ status, notifies }: Verdict): boolean {
  return status === "Alert" || (status === "No Data" && notifies);
}

function judged(outcome: AlertOutcome, problems: readonly string[]): AlertOutcome {
  return { ...outcome, problems, ok: problems.length === 0 };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function sameGroup(one: GroupTags, other: GroupTags): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
