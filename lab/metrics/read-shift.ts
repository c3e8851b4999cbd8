import type { FunctionCall } from "../query";
import { argument, numberArgument, type Refuse } from "./arguments";
import { calendarShift, FIXED_SHIFTS, type Shift } from "./shifts";

const DAY = 86_400;
/** The longest that each unit of a calendar can be. */
const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, mo: 31 };

/** What a function moves its query by, and how far back that reaches in seconds. */
export interface ShiftRead {
  readonly shift: Shift;
  readonly lookback: number;
}

/** @returns undefined for a function that shifts nothing. */
export function readShift(call: FunctionCall, refuse: Refuse): ShiftRead | undefined {
  if (call.name === "calendar_shift") return readCalendarShift(call, refuse);
  const isTimeshift = call.name === "timeshift";
  if (!isTimeshift && !Object.hasOwn(FIXED_SHIFTS, call.name)) return undefined;
  const back = isTimeshift ? -numberArgument(call, 1, refuse) : (FIXED_SHIFTS[call.name] ?? 0);
  if (back < 0) refuse(call.at, "timeshift() into the future is not supported,");
  return { shift: (time) => time - back, lookback: back };
}

function readCalendarShift(call: FunctionCall, refuse: Refuse): ShiftRead {
  const [amount, zone] = [String(argument(call, 1)), String(argument(call, 2) ?? "UTC")];
  const shift = calendarShift(amount, zone);
  if (!shift) return refuse(call.at, `calendar_shift(${amount}, ${zone}) is not valid`);
  const days = DAYS[/[a-z]+$/.exec(amount)?.[0] ?? ""] ?? 1;
  return { shift, lookback: (Math.abs(parseInt(amount, 10)) * days + 1) * DAY };
}
