import { format } from "../../../../lab/report/page/format";
import { clock, duration, rangeText, sinceOnset, ticks } from "../../../../lab/report/page/time";

describe("numbers", () => {
  it.each([
    [6.7963, "percent", "6.8 %"],
    [0, "percent", "0 %"],
    [3421.3, "millisecond", "3.42 s"],
    [12.345, "millisecond", "12.3 ms"],
    [250_000, "millisecond", "4.17 min"],
    [0.01112, "dollar", "$0.0111"],
    [100, "dollar", "$100"],
    [-84.7, "dollar", "−$84.70"],
    [1_647, "dollar", "$1,647"],
    [0.00042, undefined, "0.00042"],
    [0.898, undefined, "0.898"],
    [1_647, undefined, "1,647"],
    [60_312, undefined, "60.3k"],
    [1_250_000, undefined, "1.25M"],
    [-0.05, undefined, "−0.05"],
    [NaN, "percent", "–"],
    // https://docs.datadoghq.com/metrics/units/
    [0.43, "fraction", "43 %"],
    [250, "microsecond", "0.25 ms"],
    [2, "hour", "120 min"],
    [1_536, "byte", "1.5 KiB"],
    [3, "mebibyte", "3 MiB"],
    [2_500_000, "byte_in_decimal_bytes_family", "2.5 MB"],
    [12_000, "request", "12k request"],
    [3, "constructor", "3 constructor"],
  ])("%p in %p read as %p", (value, unit, text) => {
    expect(format(value, unit)).toBe(text);
  });
});

describe("times", () => {
  const noon = Date.UTC(2026, 5, 2, 12) / 1_000;

  it("are in UTC, with the day where a range has several", () => {
    expect(clock(noon + 420)).toBe("12:07");
    expect(rangeText({ from: noon, to: noon + 5_400 })).toBe("12:00 – 13:30 UTC");
    expect(rangeText({ from: noon, to: noon + 90_000 })).toBe("2 Jun 12:00 – 3 Jun 13:00 UTC");
  });

  it("count from the incident", () => {
    expect(sinceOnset(7)).toBe("+7 min");
    expect(sinceOnset(-75)).toBe("−1 h 15 min");
    expect(duration(100 * 3_600)).toBe("4 d 4 h");
  });

  it("have round ticks, no more than asked for", () => {
    const found = ticks({ from: noon - 100, to: noon + 12_600 }, 5);
    expect(found.map(clock)).toEqual(["12:00", "13:00", "14:00", "15:00"]);
  });
});
