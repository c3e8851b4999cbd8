import type { CompiledOperand } from "../../metrics";
import type { CompiledMonitor } from "../compile-monitor";

/** What a recording is about. Times are seconds since the epoch. */
export interface Recorded {
  readonly from?: number;
  readonly to?: number;
  /** Whether each value of a distribution is the mean of its minute. @default false */
  readonly means?: boolean;
}

/**
 * True where a window that is known in part may alert for that alone: a total of less time is less.
 * Buckets of counts before the recording would be read as 0, too.
 *
 * @see https://docs.datadoghq.com/monitors/types/metric/#data-window
 */
export function tellsTooLittle({ comparator, aggregator, operands }: CompiledMonitor): boolean {
  if (comparator === ">" || comparator === ">=") return false;
  const isZeroFilled = ({ operand }: CompiledOperand): boolean =>
    operand.props.modifier === "as_count" && operand.isCounted();
  return aggregator === "sum" || operands.some(isZeroFilled);
}

/**
 * How many windows, from the first, reach back to before the recording, themselves or with what they are
 * compared to.
 */
export function partialWindows(
  starts: Float64Array,
  shiftSeconds: number,
  { from = -Infinity }: Recorded,
): number {
  const whole = starts.findIndex((start) => start - shiftSeconds >= from);
  return whole < 0 ? starts.length : whole;
}

/** How many windows, from the first, end before the recording does. */
export function windowsWithin(ends: Float64Array, { to = Infinity }: Recorded): number {
  return ends.findLastIndex((end) => end <= to) + 1;
}
