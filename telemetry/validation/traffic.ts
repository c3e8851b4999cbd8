import { isPlainNumber } from "../checks";
import type { Problems } from "../problems";
import type { TrafficDeclaration } from "../service";
import { checkedRecord, keysOf } from "./record";

const TRAFFIC_KEYS = keysOf<TrafficDeclaration>({ perMinute: true, hours: true });
/** More is played for hours; a thousand tells as much. */
const MAX_PER_MINUTE = 10_000;

export function checkTraffic(problems: Problems, given: unknown): void {
  if (given === undefined) return;
  const traffic = checkedRecord(problems, "traffic", given, TRAFFIC_KEYS);
  if (traffic === undefined) return;
  const { perMinute, hours } = traffic;
  const isRate = isPlainNumber(perMinute) && perMinute > 0 && perMinute <= MAX_PER_MINUTE;
  problems.require(isRate, "traffic.perMinute", perMinute, `a number up to ${MAX_PER_MINUTE}`);
  if (hours === undefined) return;
  const day = checkedRecord(problems, "traffic.hours", hours, ["from", "to"]);
  if (day === undefined) return;
  const { from, to } = day;
  const isHours = isHour(from) && isHour(to) && from !== to;
  problems.require(isHours, "traffic.hours", hours, "two different hours from 0 to 24");
}

function isHour(given: unknown): boolean {
  return isPlainNumber(given) && given >= 0 && given <= 24;
}
