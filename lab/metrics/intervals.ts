/** Phases are taken within a minute, the resolution that most queries are read at. */
const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * Stretches of time, each from `from` (included) to `to` (excluded), in seconds since the epoch. The
 * arrays must not change: one object serves every group of a monitor.
 */
export class Intervals {
  /** From the earliest start to the latest end. */
  readonly first: number;
  readonly last: number;
  /** By how much every edge lies after a whole minute; undefined where edges differ in that. */
  readonly phase: number | undefined;
  /** True where every edge is a whole hour. */
  readonly hourly: boolean;
  /** The last answer of {@link slots}: one group after another asks for the same. */
  private counted:
    | {
        readonly step: number;
        readonly first: number;
        readonly from: Int32Array;
        readonly to: Int32Array;
      }
    | undefined;

  constructor(
    readonly from: Float64Array,
    readonly to: Float64Array,
  ) {
    let [first, last, hourly] = [Infinity, -Infinity, true];
    let phase: number | undefined = remainder(from[0] ?? 0, MINUTE);
    for (let index = 0; index < from.length; index += 1) {
      const start = from[index] ?? 0;
      const end = to[index] ?? 0;
      if (start < first) first = start;
      if (end > last) last = end;
      if (remainder(start, MINUTE) !== phase || remainder(end, MINUTE) !== phase) phase = undefined;
      hourly &&= remainder(start, HOUR) === 0 && remainder(end, HOUR) === 0;
    }
    this.first = first;
    this.last = last;
    this.phase = phase;
    this.hourly = hourly;
  }

  /** The slots of `step` seconds in which the edges lie, counted from slot `first`. */
  slots(step: number, first: number): { readonly from: Int32Array; readonly to: Int32Array } {
    if (this.counted?.step !== step || this.counted.first !== first) {
      this.counted = {
        step,
        first,
        from: slotsOf(this.from, step, first),
        to: slotsOf(this.to, step, first),
      };
    }
    return this.counted;
  }

  private readonly movedBy = new Map<number, Intervals>();

  /** All of them some seconds later, or earlier. One group after another asks for the same. */
  moved(seconds: number): Intervals {
    let found = this.movedBy.get(seconds);
    if (!found) this.movedBy.set(seconds, (found = this.map((time) => time + seconds)));
    return found;
  }

  get length(): number {
    return this.from.length;
  }

  map(edge: (time: number) => number): Intervals {
    return new Intervals(this.from.map(edge), this.to.map(edge));
  }
}

/** The operator is many times slower for numbers beyond 32 bits. */
function remainder(time: number, of: number): number {
  return time - of * Math.floor(time / of);
}

// Plain loops below: `from` with a function goes through an iterator, which is many times slower.
function slotsOf(times: Float64Array, step: number, first: number): Int32Array {
  const slots = new Int32Array(times.length);
  for (let index = 0; index < slots.length; index += 1) {
    slots[index] = Math.floor((times[index] ?? 0) / step) - first;
  }
  return slots;
}

/** Stretches of one length that start every `step` seconds. */
export function evenIntervals(
  first: number,
  step: number,
  length: number,
  count: number,
): Intervals {
  const from = new Float64Array(count);
  for (let index = 0; index < count; index += 1) from[index] = first + index * step;
  return new Intervals(
    from,
    from.map((start) => start + length),
  );
}
