import { describeWindow, isWindow, type Window } from "../../../constructs/datadog/monitor-query";

it.each(["1m", "59m", "1439m", "1h", "23h"])("%s is a window", (given) => {
  expect(isWindow(given)).toBe(true);
});

it.each([
  "1440m",
  "24h",
  "0m",
  "01m",
  "1.5h",
  "1d",
  "m",
  "h",
  "10",
  "10 m",
  "x10m",
  "10mx",
  10,
  null,
])(
  "%j is none: whole minutes or hours, shorter than a day, because longer ones are evaluated rarely",
  (given) => {
    expect(isWindow(given)).toBe(false);
  },
);

it.each([
  ["1m", "over 1 minute"],
  ["10m", "over 10 minutes"],
  ["1h", "over 1 hour"],
  ["4h", "over 4 hours"],
  ["current_1d", "today"],
  ["current_1mo", "this month"],
] as const)("%s is, in words, %s", (window, words) => {
  expect(describeWindow(window satisfies Window | "current_1d" | "current_1mo")).toBe(words);
});
