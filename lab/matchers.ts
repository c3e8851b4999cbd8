import { isPageSent, type AlertOutcome, type Run } from "./run";

/** What is asked of an alert. */
export interface FiringProps {
  /** Such as `15m` or `2h`, from the beginning of the incident. @default - at any time */
  readonly within?: string;
  /** Key of the alert, where the signal has several, such as a feature. @default - any */
  readonly key?: string;
  /** Tags of the group. @default - any */
  readonly group?: Readonly<Record<string, string>>;
  /** Handles without `@` that must be told. @default - none */
  readonly telling?: readonly string[];
}

interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/**
 * Jest matchers over a {@link Run}. Monitors that the lab cannot evaluate fail them all.
 *
 * @example
 * expect.extend(labMatchers);
 * const run = play({ service, monitors }, scenario("prompt-regression"));
 * expect(run).toFire("invalid_json", { within: "15m", telling: ["pagerduty-support"] });
 * expect(run).toStaySilent("provider_error_rate");
 */
export const labMatchers = {
  /** The alert fires, as asked. */
  toFire(run: Run, signal: string, props: FiringProps = {}): MatcherResult {
    const fired = select(run, signal, props).filter(({ firedAtMinute }) => firedAtMinute !== null);
    const limit = props.within === undefined ? Infinity : minutesOf(props.within);
    const inTime = fired.filter(({ firedAtMinute }) => (firedAtMinute ?? Infinity) <= limit);
    const missing = (props.telling ?? []).filter((handle) => !isTold(run, inTime, handle));
    const told = missing.length === 0 ? "" : ` It did not tell ${missing.join(", ")}.`;
    return verdict(run, inTime.length > 0 && missing.length === 0, signal, "fire", props, told);
  },

  /** The alert, or without a name every alert, never fires. */
  toStaySilent(run: Run, signal?: string, props: Omit<FiringProps, "within"> = {}): MatcherResult {
    const fired = select(run, signal, props).filter(({ firedAtMinute }) => firedAtMinute !== null);
    return verdict(run, fired.length === 0, signal ?? "every alert", "stay silent", props, "");
  },

  /** The alert fires and recovers. */
  toRecover(run: Run, signal: string, props: FiringProps = {}): MatcherResult {
    const fired = select(run, signal, props).filter(({ firedAtMinute }) => firedAtMinute !== null);
    const limit = props.within === undefined ? Infinity : minutesOf(props.within);
    const recovered = fired.filter(({ recoveredAtMinute }) => (recoveredAtMinute ?? NaN) <= limit);
    const all = fired.length > 0 && recovered.length === fired.length;
    return verdict(run, all, signal, "recover", props, "");
  },
};

function select(run: Run, signal: string | undefined, props: FiringProps): AlertOutcome[] {
  const known = run.alerts.filter((alert) => signal === undefined || alert.signal === signal);
  if (known.length === 0) {
    const names = [...new Set(run.alerts.map((alert) => alert.signal))].join(", ");
    throw new RangeError(`There is no alert ${signal ?? ""} here; there are: ${names || "none"}.`);
  }
  // What does not exist is silent: a mistaken key must not pass for that.
  if (props.key !== undefined && !known.some(({ key }) => key === props.key)) {
    const keys = [...new Set(known.map(({ key }) => JSON.stringify(key)))].join(", ");
    const name = `${signal ?? "any signal"} with the key ${JSON.stringify(props.key)}`;
    throw new RangeError(`There is no alert ${name} here; its keys are: ${keys}.`);
  }
  return known.filter(
    ({ key, group }) =>
      (props.key === undefined || props.key === key) &&
      Object.entries(props.group ?? {}).every(([tag, value]) => group[tag] === value),
  );
}

function isTold(run: Run, fired: readonly AlertOutcome[], handle: string): boolean {
  const name = ({ signal, key, group }: Pick<AlertOutcome, "signal" | "key" | "group">): string =>
    JSON.stringify([signal, key, group]);
  const alerts = new Set(fired.map(name));
  return run.notifications.some(
    (sent) => isPageSent(sent) && alerts.has(name(sent)) && sent.receivers.includes(handle),
  );
}

/** @throws RangeError for what is no span of time. */
function minutesOf(span: string): number {
  const [, amount, unit] = /^(\d+)([mhd])$/.exec(span) ?? [];
  const minutes = { m: 1, h: 60, d: 1_440 }[unit ?? ""];
  if (minutes === undefined) throw new RangeError(`"${span}" is no span such as 15m, 2h or 1d.`);
  return Number(amount) * minutes;
}

function verdict(
  run: Run,
  holds: boolean,
  signal: string,
  verb: string,
  props: FiringProps,
  detail: string,
): MatcherResult {
  const [unsupported] = run.unsupported;
  if (unsupported) {
    const message = `The lab cannot evaluate "${unsupported.name}": ${unsupported.reason}`;
    throw new Error(message);
  }
  const asked = Object.keys(props).length > 0 ? ` with ${JSON.stringify(props)}` : "";
  return {
    pass: holds,
    message: () =>
      `In "${run.scenario}", ${signal} should${holds ? " not" : ""} ${verb}${asked}.${detail} ` +
      `What happened:\n${run.alerts.map(describe).join("\n")}`,
  };
}

function describe({ signal, key, group, ...outcome }: AlertOutcome): string {
  const name = key === "" ? signal : `${signal}/${key}`;
  const { firedAtMinute, recoveredAtMinute } = outcome;
  if (firedAtMinute === null) return `  ${name}: silent`;
  const recovery = recoveredAtMinute === null ? "not recovered" : `recovered ${recoveredAtMinute}`;
  return `  ${name} ${JSON.stringify(group)}: fired in minute ${firedAtMinute}, ${recovery}`;
}

/** The matchers as a test calls them; `R` is what the runner's matchers return. */
export interface LabMatchers<R> {
  /** The alert fires, as asked. */
  toFire(signal: string, props?: FiringProps): R;
  /** The alert, or without a name every alert, never fires. */
  toStaySilent(signal?: string, props?: Omit<FiringProps, "within">): R;
  /** The alert fires and recovers. */
  toRecover(signal: string, props?: FiringProps): R;
}

declare global {
  // Jest's own types have their matchers in a global namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Matchers<R> extends LabMatchers<R> {}
  }
}
