import { closest } from "../../telemetry";

const KNOWN = ["critical", "warning", "criticalRecovery", "window", "invalid_json", "chat", "abc"];

it.each([
  ["criticl", "critical"],
  ["criticalRecovry", "criticalRecovery"],
  ["Window", "window"],
  ["warn", "warning"],
  ["invalidJson", "invalid_json"],
  ["invalid-json", "invalid_json"],
  ["chta", "chat"],
  ["abd", "abc"],
])("%s means %s", (given, meant) => {
  expect(closest(given, KNOWN)).toBe(meant);
});

it.each(["", "x", "owner", "priority", "c".repeat(100_000)])("%s means nothing of it", (given) => {
  expect(closest(given, KNOWN)).toBeUndefined();
});
