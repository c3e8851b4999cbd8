import { alertsOf, monitorsOfExport, replay } from "../../../lab";
import type { Point } from "../../../lab/metrics";
import { START } from "./world";

/** A value, several, or none, by minute. */
type Values = (minute: number) => number | readonly number[] | undefined;

/** One monitor over made series, with the answer that a page of Datadog's gives. */
export interface Answer {
  /** Completes "a monitor …". */
  readonly says: string;
  readonly query: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** By `type name tag tag`. */
  readonly series: Readonly<Record<string, Values>>;
  /** @default 30 */
  readonly minutes?: number;
  /** Minute of the first alert, or "never". */
  readonly fires?: number | "never";
  readonly recovers?: number;
  /** All that is told, as `13 triggered Alert`. */
  readonly told?: readonly string[];
  /** What the verdict is said to depend on. */
  readonly doubt?: string;
}

export const constant =
  (value: number): Values =>
  () =>
    value;

/** `before` up to a minute, then `after`. */
export const from =
  (start: number, after: number | undefined, before: number | undefined = 1): Values =>
  (minute) =>
    minute < start ? before : after;

/** One test for each. */
export function expectAnswers(answers: readonly Answer[]): void {
  it.each(answers.map((answer) => [answer.says, answer] as const))("%s", (_says, answer) => {
    const { fires, recovers, told, doubt } = answer;
    const wanted = Object.entries({ fires, recovers, told, doubt });
    const given = wanted.filter(([, value]) => value !== undefined);
    expect(answerOf(answer)).toEqual(Object.fromEntries(given));
  });
}

/** What the lab answers, in the form of what is expected. */
function answerOf(asked: Answer): Partial<Answer> {
  const { query, options, series, minutes = 30, fires, recovers, told, doubt } = asked;
  const monitors = monitorsOfExport({
    name: "m",
    type: "query alert",
    query,
    message: "@slack-x",
    options: { on_missing_data: "default", new_group_delay: 1, new_host_delay: 0, ...options },
  });
  const points = Object.entries({ ...series, "gauge clock": constant(1) }).flatMap(
    ([key, values]) => pointsOf(key, values, minutes),
  );
  const expects = alertsOf(monitors).map(({ signal }) => ({ signal, optional: "asked" }));
  const { alerts, notifications, unsupported } = replay(monitors, points, { expects });
  if (unsupported.length > 0) throw new Error(unsupported[0]?.reason);
  const alert = alerts.find(({ firedAtMinute }) => firedAtMinute !== null) ?? alerts[0];
  const named = alerts.flatMap(({ dependsOnUndocumented }) => dependsOnUndocumented);
  return {
    ...(fires === undefined ? {} : { fires: alert?.firedAtMinute ?? "never" }),
    ...(recovers === undefined ? {} : { recovers: alert?.recoveredAtMinute ?? NaN }),
    ...(told === undefined
      ? {}
      : { told: notifications.map((one) => `${one.minute} ${one.transition} ${one.status}`) }),
    ...(doubt === undefined ? {} : { doubt: named.includes(doubt) ? doubt : named.join("; ") }),
  };
}

const TYPES: Readonly<Record<string, string>> = { count: "c", gauge: "g", distribution: "d" };

function pointsOf(key: string, values: Values, minutes: number): Required<Point>[] {
  const [type = "", name = "", ...tags] = key.split(" ");
  return Array.from({ length: minutes }, (_, minute) => ({ minute, value: values(minute) }))
    .filter(({ value }) => value !== undefined)
    .map(({ minute, value }) => ({
      name,
      type: TYPES[type] ?? type,
      values: [value ?? []].flat(),
      tags,
      sampleRate: 1,
      timestamp: START + minute * 60 + 5,
    }));
}
