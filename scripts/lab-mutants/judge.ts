import { SCENARIOS, type Scenario } from "../../lab";
import { MonitorEvaluator } from "../../lab/monitors";
import { runOf } from "../../lab/run/play";
import { playTraffic } from "../../lab/run/play-traffic";
import { requestsOf } from "../../lab/run/requests-of";
import type { LlmServiceInEnv } from "../../telemetry";
import { Crowd } from "./crowd";
import { CROWDED, isCrowded } from "./crowded-scenarios";
import { HARD_CASES } from "./hard-cases";
import type { Mutant, WholeAlert } from "./mutants";

export interface Judged {
  readonly mutant: Mutant;
  /** Absent where it survived. */
  readonly caught?: { readonly scenario: string; readonly how: string };
}

/** Seconds for which monitors are evaluated before a scenario begins. */
const BEFORE_ONSET = 1_800;

/** What finds most of what the alert's own scenarios leave alive. */
const THEN = ["crowded", "crowded-output", "quiet-night", "healthy-day", "slow-burn"];

/**
 * Plays the scenarios until one shows that a mutant is not the alert: those that the alert is meant to
 * fire in first, then the others. Each is judged as the lab judges the alert itself.
 *
 * @throws Error where an alert that is not broken fails: then nothing would be proven.
 */
export function judge(
  service: LlmServiceInEnv,
  mutants: readonly Mutant[],
  scenarios: readonly Scenario[] = [...CROWDED, ...HARD_CASES, ...SCENARIOS],
): Judged[] {
  const judged = new Map<Mutant, Judged>();
  const rank = ({ id }: Scenario): number => (THEN.includes(id) ? THEN.indexOf(id) : THEN.length);
  const ordered = scenarios
    .filter(({ appliesTo }) => appliesTo?.(service) ?? true)
    .sort((a, b) => rank(a) - rank(b));
  for (const own of [true, false]) {
    for (const scenario of ordered) {
      const alive = mutants.filter(
        (mutant) => !judged.has(mutant) && isOwn(scenario, mutant.alert, service) === own,
      );
      for (const found of caughtIn(service, scenario, alive)) judged.set(found.mutant, found);
    }
  }
  return mutants.map((mutant) => judged.get(mutant) ?? { mutant });
}

function isOwn({ expects }: Scenario, { signal, key }: WholeAlert, service: LlmServiceInEnv) {
  return expects(service).some(
    (one) => one.signal === signal && (one.key ?? key) === key && one.optional === undefined,
  );
}

/** The traffic is played once, for all of them. */
function caughtIn(
  service: LlmServiceInEnv,
  scenario: Scenario,
  mutants: readonly Mutant[],
): Judged[] {
  if (mutants.length === 0) return [];
  const controls = [...new Set(mutants.map(({ alert }) => alert))];
  const { watcher, onset } = playTraffic(service, scenario, {}, (store, start) => {
    const all = [...controls, ...mutants].map(
      ({ monitors }) => new MonitorEvaluator({ store, start, monitors }),
    );
    const crowd = isCrowded(scenario)
      ? new Crowd(store, service, scenario, start + BEFORE_ONSET)
      : undefined;
    return {
      all,
      advance(to: number) {
        crowd?.playUpTo(to);
        all.forEach((one) => one.advance(to));
      },
    };
  });
  const problem = (alert: WholeAlert, at: number): string | undefined => {
    const reference = watcher.all[controls.indexOf(alert)];
    const evaluated = watcher.all[at];
    if (!reference || !evaluated) throw new RangeError("There is an evaluator for each");
    const expectations = scenario.expects(service);
    const observed = {
      alerts: [alert],
      evaluator: evaluated,
      onset,
      expectations,
      ends: scenario.ends,
      lasts: 60 * scenario.hours,
      requests: requestsOf(service, scenario, onset),
      reference,
    };
    return problemOf(runOf(scenario.id, service.service, observed));
  };
  for (const [index, control] of controls.entries()) {
    const found = problem(control, index);
    if (found) throw new Error(`${control.name} fails in ${scenario.id} unbroken: ${found}`);
  }
  return mutants.flatMap((mutant, index) => {
    const how = problem(mutant.alert, controls.length + index);
    return how === undefined ? [] : [{ mutant, caught: { scenario: scenario.id, how } }];
  });
}

function problemOf({ unsupported, alerts }: ReturnType<typeof runOf>) {
  const [refused] = unsupported;
  // The lines below the reason show the query, which does not fit a cell.
  if (refused) return `Refused: ${refused.reason.split("\n", 1)[0]}`;
  const wrong = alerts.find(({ ok }) => !ok);
  if (!wrong) return undefined;
  const group = Object.values(wrong.group).join(" ");
  return `${group === "" ? "" : `${group}: `}${wrong.problems.join(" ")}`;
}
