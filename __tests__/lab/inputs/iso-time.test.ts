import { isoSeconds } from "../../../lab/inputs/iso-time";

const NOON = Date.UTC(2026, 5, 2, 12) / 1_000;

describe("a time in ISO 8601", () => {
  const zone = process.env["TZ"];
  beforeAll(() => (process.env["TZ"] = "America/New_York"));
  afterAll(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  it.each([
    ["2026-06-02T12:00:00Z", NOON],
    ["2026-06-02T14:00:00+02:00", NOON],
    ["2026-06-02 14:00:00+0200", NOON],
    ["2026-06-02 14:00 +02", NOON],
    ["2026-06-02T12:00:00.250z", NOON + 0.25],
    // As pandas writes it, wherever it is read.
    ["2026-06-02 12:00:00", NOON],
    ["2026-06-02T12:00", NOON],
    ["2026-06-02", NOON - 12 * 3_600],
  ])("%s is one, and without a zone in UTC", (text, seconds) => {
    expect(isoSeconds(text)).toBe(seconds);
  });

  it.each([
    "6/2/2026 12:00",
    "June 2, 2026",
    "2026",
    "12:00",
    "2026-13-02",
    "2026-06-02T25:00Z",
    "",
  ])("%j is none, whatever a browser makes of it", (text) => expect(isoSeconds(text)).toBeNaN());
});
